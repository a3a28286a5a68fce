/* Preview: what the child will see follows the chips. The page itself draws it; nothing is made. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-preview]");
  var asked = 0;
  var look;
  var timer;

  if (!form || !window.FormData || !window.URLSearchParams) {
    return;
  }
  look = form.querySelector("[data-look]");
  look.hidden = true;

  function renew(page) {
    var old = document.getElementById("seen");
    var drawn = page && page.getElementById("seen");

    if (drawn) {
      drawn = document.importNode(drawn, true);
      drawn.querySelector("[data-look]").hidden = true;
      old.parentNode.replaceChild(drawn, old);
    } else {
      old.querySelector("[data-look]").hidden = false;
    }
  }

  function ask() {
    var request = new XMLHttpRequest();
    var sent = new URLSearchParams(new FormData(form));
    var mine = asked += 1;

    sent.append(look.name, look.value);
    request.open("POST", form.action);
    request.responseType = "document";
    request.onloadend = function () {
      if (mine === asked) {
        renew(request.status === 200 ? request.response : null);
      }
    };
    request.send(sent);
  }

  form.addEventListener("change", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
})();

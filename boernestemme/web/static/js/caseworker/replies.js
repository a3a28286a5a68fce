/* Replies: a reason is a no, what is not saved is said and not lost, and the preview stays here. */
(function () {
  "use strict";
  var form = document.getElementById("replies");
  var status = form && form.querySelector("[role=status]");
  var unsaved = status && status.className === "unsaved";

  if (!form) {
    return;
  }

  /* Only a no must have a reason: the server takes one without an answer for a no. */
  function saysNo(reason) {
    var wish = reason.closest(".wish");

    if (reason.value && !wish.querySelector(".segments :checked")) {
      wish.querySelector(".segments [value=not]").checked = true;
    }
  }

  form.addEventListener("input", function (event) {
    var preview = document.getElementById("preview");

    if (event.target.type === "radio" && event.target.name.indexOf("reason-") === 0) {
      saysNo(event.target);
    }
    if (preview) {
      preview.hidden = true;
    }
    unsaved = true;
    status.className = "unsaved";
    status.textContent = form.dataset.unsaved;
  });

  form.addEventListener("submit", function () { unsaved = false; });

  addEventListener("beforeunload", function (event) {
    if (unsaved) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  /* What the child will see of it, drawn by the page itself; nothing is saved. */
  function show(page) {
    var old = document.getElementById("preview");
    var drawn = page && page.getElementById("preview");

    if (!drawn) {
      return false;
    }
    drawn = document.importNode(drawn, true);
    if (old) {
      old.parentNode.replaceChild(drawn, old);
    } else {
      form.parentNode.appendChild(drawn);
    }
    drawn.scrollIntoView({ block: "nearest" });
    drawn.querySelector("summary").focus();
    return true;
  }

  function ask(look) {
    var request = new XMLHttpRequest();
    var sent = new URLSearchParams(new FormData(form));

    sent.append(look.name, look.value);
    request.open("POST", form.action);
    request.responseType = "document";
    request.onloadend = function () {
      if (request.status !== 200 || !show(request.response)) {
        look.dataset.plain = "yes";
        look.click();
      }
    };
    request.send(sent);
  }

  form.addEventListener("click", function (event) {
    var look = event.target.closest("[value=preview]");

    if (look && !look.dataset.plain && window.URLSearchParams) {
      event.preventDefault();
      ask(look);
    }
  });

  form.querySelectorAll("[data-limit]").forEach(function (field) {
    var note = document.getElementById(field.getAttribute("aria-describedby"));

    field.addEventListener("input", function () {
      note.classList.toggle("over", Array.from(field.value).length > field.dataset.limit);
    });
  });
})();

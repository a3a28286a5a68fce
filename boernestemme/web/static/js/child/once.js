/* Once: a second press of one form is ignored for a while; without net nothing leaves the page. */
(function () {
  "use strict";
  var pause = 5000;
  var patience = 10000;
  var sent = new Map();
  var offline = document.getElementById("offline");
  var asked = null;

  function stay(form) {
    sent.delete(form);
    offline.hidden = false;
    offline.scrollIntoView({ block: "nearest" });
  }

  // A browser may not know that the net is dead, and a form sent in vain takes the page along.
  function ask(form, button) {
    var cut = new AbortController();
    var timer = setTimeout(function () { cut.abort(); }, patience);
    offline.hidden = true;
    sent.set(form, Infinity);
    fetch("/favicon.svg", { method: "HEAD", cache: "no-store", signal: cut.signal }).then(
      function (answer) { return answer.status < 500; }, function () { return false; }
    ).then(function (is_there) {
      clearTimeout(timer);
      if (is_there) {
        asked = form;
        form.requestSubmit(button);
        asked = null;
      } else {
        stay(form);
      }
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    var button = event.submitter;
    if (event.defaultPrevented) {
      return;
    }
    if (asked !== form && Date.now() - (sent.get(form) || -pause) < pause) {
      event.preventDefault();
      return;
    }
    sent.set(form, Date.now());
    if (offline && navigator.onLine === false) {
      event.preventDefault();
      stay(form);
    } else if (offline && asked !== form && button && form.requestSubmit && window.AbortController) {
      event.preventDefault();
      ask(form, button);
    }
  });

  addEventListener("pageshow", function () { sent.clear(); });
})();

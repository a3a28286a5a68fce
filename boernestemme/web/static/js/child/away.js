/* Away: tells when the page is put behind something else, so that one brought back is masked. */
(function () {
  "use strict";
  var form = document.getElementById("hide");
  var moving = false;

  function tell(away) {
    var fields = new URLSearchParams();
    fields.set("csrf_token", form.elements.csrf_token.value);
    fields.set("away", away);
    navigator.sendBeacon("/pause", fields);
  }

  function leaving() {
    moving = true;
  }

  if (form && navigator.sendBeacon && location.pathname.indexOf("/svar/") === 0) {
    document.addEventListener("submit", leaving);
    document.addEventListener("click", function (event) {
      if (event.target.closest && event.target.closest("a[href^='/']")) {
        leaving();
      }
    });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "visible") {
        moving = false;
        tell("no");
      } else if (!moving) {
        tell("yes");
      }
    });
  }
})();

/* Away: tells when the page is put behind something else, so that one brought back is masked. */
(function () {
  "use strict";
  var form = document.getElementById("hide");
  var leaving = false;
  var behind = false;

  function tell(now) {
    var fields = new URLSearchParams();
    behind = now;
    fields.set("csrf_token", form.elements.csrf_token.value);
    fields.set("away", now ? "yes" : "no");
    navigator.sendBeacon("/pause", fields);
  }

  if (form && navigator.sendBeacon && location.pathname.indexOf("/svar/") === 0) {
    // A page that is left for another one says so first; one that is put behind does not.
    addEventListener("pagehide", function () { leaving = true; });
    document.addEventListener("visibilitychange", function () {
      var hidden = document.visibilityState === "hidden";
      if (hidden && !leaving) {
        tell(true);
      } else if (!hidden && behind) {
        tell(false);
      }
    });
  }
})();

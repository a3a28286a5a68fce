/* Once: a second press of one form is ignored for a while; without net nothing leaves the page. */
(function () {
  "use strict";
  var pause = 5000;
  var sent = new Map();
  var offline = document.getElementById("offline");

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) {
      return;
    }
    if (Date.now() - (sent.get(form) || -pause) < pause) {
      event.preventDefault();
      return;
    }
    if (offline && navigator.onLine === false) {
      event.preventDefault();
      offline.hidden = false;
      offline.scrollIntoView({ block: "nearest" });
      return;
    }
    sent.set(form, Date.now());
  });

  addEventListener("pageshow", function () { sent.clear(); });
})();

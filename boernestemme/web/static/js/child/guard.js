/* Guard: a page that is left keeps nothing, and one that comes back is fetched anew. */
(function () {
  "use strict";

  addEventListener("pagehide", function () {
    document.querySelectorAll("textarea, input:not([type=hidden])").forEach(function (field) {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = false;
      } else {
        field.value = "";
      }
    });
    document.querySelectorAll("main").forEach(function (main) {
      main.textContent = "";
    });
  });

  addEventListener("pageshow", function (event) {
    if (event.persisted) {
      location.reload();
    }
  });
})();

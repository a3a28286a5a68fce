/* Guard: a page that is left keeps nothing, and one that comes back is fetched anew. */
(function () {
  "use strict";

  addEventListener("pagehide", function () {
    document.querySelectorAll("textarea, input:not([type=hidden]), [name$=drawing]").forEach(function (field) {
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

  // A page that says what could not be taken answered a form. Once it is left for another one, Back
  // shall fetch it and never ask whether to send again; a reload still brings its words back.
  function ask(event) {
    if (document.getElementById("problem") && (event.type === "submit" || event.target.closest("a"))) {
      history.replaceState(null, "");
    }
  }

  addEventListener("submit", ask);
  addEventListener("click", ask);
})();

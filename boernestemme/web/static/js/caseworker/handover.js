/* Handing over: the buttons that copy the message and print the page, shown where they work. */
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copy);
    var label = button.querySelector("span");

    label.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", function () {
      field.select();
      if (document.execCommand("copy")) {
        label.textContent = button.dataset.done;
      }
    });
  });
})();

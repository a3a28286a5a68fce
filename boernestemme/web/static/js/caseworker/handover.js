/* Handing over: the buttons that copy the message and print the page, shown where they work. */
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copy);
    var folded = field.closest("details");
    var label = button.querySelector("span");

    label.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", function () {
      if (folded) {
        folded.open = true; // what is folded away cannot be selected
      }
      field.select();
      if (document.execCommand("copy")) {
        label.textContent = button.dataset.done;
      }
    });
  });
})();

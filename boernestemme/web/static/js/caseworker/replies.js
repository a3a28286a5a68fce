/* Replies: what is not saved is said, and not lost by leaving or by giving the old answer. */
(function () {
  "use strict";
  var form = document.getElementById("replies");
  var give = document.getElementById("give");
  var unsaved = false;

  if (!form) {
    return;
  }

  function say() {
    var status = form.querySelector("[role=status]");
    unsaved = true;
    status.className = "unsaved";
    status.textContent = form.dataset.unsaved;
  }

  form.addEventListener("input", say);
  form.addEventListener("submit", function () { unsaved = false; });

  if (give) {
    give.addEventListener("submit", function (event) {
      if (unsaved) {
        event.preventDefault();
        form.querySelector(".save button").focus();
      }
    });
  }

  addEventListener("beforeunload", function (event) {
    if (unsaved) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  form.querySelectorAll("[data-limit]").forEach(function (field) {
    var note = document.getElementById(field.getAttribute("aria-describedby"));

    field.addEventListener("input", function () {
      note.classList.toggle("over", Array.from(field.value).length > field.dataset.limit);
    });
  });
})();

/* Counter: how many characters are left, from four fifths of the limit; it never blocks. */
(function () {
  "use strict";

  function count(field, note) {
    var limit = Number(field.dataset.limit);
    var used = Array.from(field.value).length;
    var words = used > limit ? field.dataset.over : field.dataset.left;
    note.textContent = used < limit * 0.8 ? "" : words.replace("#", Math.abs(limit - used));
    note.classList.toggle("over", used > limit);
  }

  document.querySelectorAll("[data-limit]").forEach(function (field) {
    var note = document.createElement("p");
    note.className = "count";
    note.setAttribute("aria-live", "polite");
    field.insertAdjacentElement("afterend", note);
    field.addEventListener("input", function () { count(field, note); });
    count(field, note);
  });
})();

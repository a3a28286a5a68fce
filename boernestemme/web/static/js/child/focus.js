/* Focus: what could not be taken is read first. */
(function () {
  "use strict";
  var problem = document.getElementById("problem");

  if (problem) {
    problem.focus();
  }
})();

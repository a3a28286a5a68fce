/* Meter: how easy the child will find what is being written, asked for when the writing rests. */
(function () {
  "use strict";
  var REST = 900;

  if (!window.fetch || !window.URLSearchParams) {
    return;
  }

  function line(tag, text) {
    var made = document.createElement(tag);

    made.textContent = text;
    return made;
  }

  function drawn(said) {
    var verdict = document.createElement("p");
    var list = document.createElement("ul");
    var lix;

    verdict.className = "meter-" + said.ease;
    verdict.appendChild(line("b", said.verdict));
    if (said.lix) {
      lix = line("span", said.lix);
      lix.className = "count";
      verdict.append(" ", lix);
    }
    said.hints.forEach(function (hint) { list.appendChild(line("li", hint)); });
    return said.hints.length ? [verdict, list] : [verdict];
  }

  function follow(field) {
    var meter = document.getElementById(field.dataset.meter);
    var token = document.querySelector("[name=csrf_token]").value;
    var shown = "";
    var asked = 0;
    var timer;

    function show(said) {
      var parts = said ? drawn(said) : [];
      var text = parts.map(function (part) { return part.textContent; }).join(" ");

      // What has not changed is not read aloud again.
      if (text !== shown) {
        shown = text;
        meter.replaceChildren.apply(meter, parts);
      }
    }

    function ask() {
      var mine = asked += 1;

      if (!field.value.trim()) {
        show(null);
        return;
      }
      fetch("/raadgiver/laesbarhed", {
        method: "POST", headers: { Accept: "application/json" },
        body: new URLSearchParams({ csrf_token: token, text: field.value, age: field.dataset.age })
      }).then(function (answer) {
        return answer.ok ? answer.json() : Promise.reject();
      }).then(function (said) {
        if (mine === asked) {
          show(said);
        }
      }).catch(function () {
        // It is advice: where it cannot be had, the writing goes on.
      });
    }

    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, REST);
    });
  }

  document.querySelectorAll("[data-meter]").forEach(follow);
})();

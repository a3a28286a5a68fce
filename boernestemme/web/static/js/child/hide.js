/* Skjul: white at once, then end the session, then replace this page. Also Shift three times. */
(function () {
  "use strict";
  var form = document.getElementById("hide");
  var presses = [];
  var alone = false;
  var gone = false;

  function clear() {
    var cover = document.createElement("div");
    cover.className = "cover";
    document.querySelectorAll("textarea, input:not([type=hidden]), [name$=drawing]").forEach(function (field) {
      field.value = "";
      field.checked = false;
    });
    document.body.textContent = "";
    document.body.appendChild(cover);
    document.title = "\u00a0";
  }

  function leave(address, fields) {
    if (!navigator.sendBeacon || !navigator.sendBeacon(address, fields)) {
      fetch(address, { method: "POST", body: fields, keepalive: true }).catch(function () {});
    }
    location.replace(address);
  }

  function hide() {
    if (gone) {
      return;
    }
    gone = true;
    var address = form.getAttribute("action");
    var fields = new URLSearchParams();
    fields.set("csrf_token", form.elements.csrf_token.value);
    clear();
    if (navigator.onLine === false) {
      // No net: stay white; a reload finds the empty page, and the session ends with the net back.
      history.replaceState(null, "", address);
      addEventListener("online", function () { leave(address, fields); });
    } else {
      leave(address, fields);
    }
  }

  // Only Shift pressed by itself counts, so that writing capitals never hides the page.
  function pressed(event) {
    if (event.key !== "Shift") {
      alone = false;
      presses = [];
    } else if (!event.repeat) {
      alone = true;
    }
  }

  function released(event) {
    if (event.key !== "Shift" || !alone) {
      return;
    }
    alone = false;
    presses.push(Date.now());
    presses = presses.slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] <= 5000) {
      hide();
    }
  }

  if (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      hide();
    });
    document.addEventListener("keydown", pressed);
    document.addEventListener("keyup", released);
  }
})();

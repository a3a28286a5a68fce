/* Autosave: what is typed is kept as a draft within seconds; only a press sends it. */
(function () {
  "use strict";
  var draft = document.querySelector("#answers [name=draft]");
  var form = draft && draft.form;
  var note = document.getElementById("kept");
  var quiet = 2000;
  var longest = 4000;
  var since = 0; // when the oldest change was made that is not kept; 0 when all is
  var touched = false;
  var busy = false;
  var gone = false;
  var timer;

  function say(text) {
    if (note && note.textContent !== text) {
      note.textContent = text;
    }
  }

  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  }

  function soon() {
    plan(Math.max(0, Math.min(quiet, since + longest - Date.now())));
  }

  function changed() {
    since = since || Date.now();
    touched = true;
    say("");
    soon();
  }

  function finished(status) {
    busy = false;
    if (status !== 204) {
      since = Date.now();
    }
    if (gone) {
      return;
    }
    if (status === 204 ? since : !status || status >= 500) {
      soon();
    } else if (status === 409) {
      plan(0);
    }
    if (status !== 204 || !since) {
      say(note && (since ? note.dataset.unkept : note.dataset.kept));
    }
  }

  function send(left) {
    var fields = new URLSearchParams(new FormData(form));
    var cut = new AbortController();
    var patience = setTimeout(function () { cut.abort(); }, 10000);
    since = 0;
    busy = true;
    fields.set("go", "keep");
    if (left) {
      fields.set("left", "yes");
    }
    // A browser lets only so much outlive its page.
    fetch(form.getAttribute("action"), {
      method: "POST", body: fields, keepalive: String(fields).length < 60000, signal: cut.signal
    }).then(function (answer) {
      // After 409 another draft stands there: as long as this page is written on, it goes on top.
      var stands = answer.headers.get("Draft");
      if (stands !== null) {
        draft.value = stands;
      }
      return answer.status;
    }, function () {
      return 0;
    }).then(function (status) {
      clearTimeout(patience);
      finished(status);
    });
  }

  function keep() {
    // Hidden pages have lost their Skjul; what was pressed brings everything itself.
    if (since && !busy && !gone && document.getElementById("hide")) {
      send();
    }
  }

  if (form && window.AbortController) {
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") {
        keep();
      }
    });
    addEventListener("online", keep);
    addEventListener("submit", function (event) {
      gone = gone || !event.defaultPrevented;
    });
    addEventListener("pagehide", function () {
      if (touched && !gone && document.getElementById("hide")) {
        gone = true;
        send("yes");
      }
    });
    if (document.getElementById("problem")) {
      changed();
    }
  }
})();

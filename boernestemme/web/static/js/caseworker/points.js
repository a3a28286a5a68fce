/* Points: own words are saved as they are written. What another window saved is never written over
   without a press. */
(function () {
  "use strict";

  function keep(form) {
    var field = form.elements.text;
    var button = form.querySelector(".point-save");
    var status = form.querySelector("[role=status]");
    var note = form.querySelector("[data-message]");
    var theirs = form.querySelector("[data-theirs]");
    var waits = !theirs.hidden; // for the person to choose between two texts
    var kept = waits || note.textContent.trim() ? null : field.value;
    var busy = false;
    var failed = false;
    var timer;

    function isUnsaved() {
      return field.value !== kept;
    }

    function show(text) {
      if (status.textContent !== text) {
        status.textContent = text;
      }
      status.classList.toggle("unsaved", text === form.dataset.unsaved);
      button.hidden = !waits && !failed;
    }

    function complain(text) {
      var line = document.createElement("p");
      note.replaceChildren();
      field.removeAttribute("aria-invalid");
      if (text) {
        line.className = "message";
        line.id = "m-" + form.elements.point.value;
        line.textContent = text;
        note.appendChild(line);
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", "points-hint " + line.id);
      }
    }

    function settle(sent, answer, said) {
      form.elements.version.value = said.version;
      complain(said.message || "");
      waits = answer.status === 409;
      theirs.hidden = !waits;
      if (waits) {
        theirs.querySelector(".theirs-text").textContent = said.theirs || form.elements.shown.value;
      }
      if (answer.ok) {
        kept = sent;
        form.querySelectorAll(".point-hint").forEach(function (hint) { hint.remove(); });
      }
      show(isUnsaved() ? form.dataset.unsaved : form.dataset.saved);
      if (answer.ok && isUnsaved()) {
        save();
      }
    }

    function save() {
      var sent = field.value;
      clearTimeout(timer);
      if (busy || !isUnsaved()) {
        return;
      }
      busy = true;
      show(form.dataset.saving);
      fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true,
        headers: { Accept: "application/json" }
      }).then(function (answer) {
        return answer.json().then(function (said) {
          busy = failed = false;
          settle(sent, answer, said);
        });
      }).catch(function () {
        busy = false;
        failed = true;
        show(form.dataset.unsaved);
      });
    }

    function saveUnlessAsked() {
      if (!waits) {
        save();
      }
    }

    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(saveUnlessAsked, 1000);
    });
    field.addEventListener("blur", function () {
      if (!field.value.trim()) {
        field.value = form.elements.shown.value;
      }
      saveUnlessAsked();
    });
    document.addEventListener("visibilitychange", saveUnlessAsked);
    addEventListener("pagehide", saveUnlessAsked);
    addEventListener("online", saveUnlessAsked);

    // Where saving failed, the server's own page keeps what was written.
    form.addEventListener("submit", function (event) {
      if (!failed) {
        event.preventDefault();
        save();
      } else {
        kept = field.value;
      }
    });

    theirs.querySelector("a").addEventListener("click", function (event) {
      event.preventDefault();
      field.value = kept = theirs.querySelector(".theirs-text").textContent;
      waits = false;
      theirs.hidden = true;
      complain("");
      show(form.dataset.saved);
      field.focus();
    });

    addEventListener("beforeunload", function (event) {
      if (isUnsaved()) {
        event.preventDefault();
        event.returnValue = "";
      }
    });

    show(status.textContent);
  }

  document.querySelectorAll("form[data-point]").forEach(keep);
})();

/* Aloud: the page read by recordings or by the browser's own voice, only when it is asked for. */
(function () {
  "use strict";
  var bar = document.getElementById("aloud");
  var main = document.querySelector("main");
  var parts = "h1, h2, legend, label, p, li, dt, dd, summary, textarea, .button";
  var small = "h1, legend, .block > label, .tiles .tile, .taps .button, .taps + .button";
  var own = "textarea, [data-own]";
  var synth = window.speechSynthesis;
  var audio = new Audio();
  var clips = {};
  var turn = 0;
  var voice, pressed, spoken, said;

  // What the child said goes to no recording, and only to a voice of the device itself.
  function words(part, isOwnToo) {
    var copy = part.cloneNode(true);
    if (!isOwnToo) {
      if (part.closest(own)) {
        return "";
      }
      copy.querySelectorAll(own).forEach(function (one) { one.remove(); });
    }
    return (part.type === "textarea" ? part.value : copy.textContent).replace(/\s+/g, " ").trim();
  }

  function voiced(part) {
    return voice ? words(part, voice.localService) : "";
  }

  // The recordings that make up the whole text one after another; else none.
  function recorded(part) {
    var files = [];
    var rest = words(part);
    function begins(text) {
      return (rest + " ").indexOf(text + " ") === 0;
    }
    while (rest) {
      var longest = Object.keys(clips).filter(begins).sort().pop();
      if (!longest) {
        return [];
      }
      files.push(clips[longest]);
      rest = rest.slice(longest.length).trim();
    }
    return files;
  }

  function canBeRead(part) {
    return voiced(part) || recorded(part).length;
  }

  function mark(part) {
    if (spoken) {
      spoken.classList.remove("spoken");
    }
    spoken = part;
    if (part) {
      part.classList.add("spoken");
      part.scrollIntoView({ block: "nearest" });
    }
  }

  function press(button, waiting) {
    turn += 1;
    audio.pause();
    if (synth) {
      synth.cancel();
    }
    mark();
    if (pressed) {
      pressed.setAttribute("aria-pressed", false);
    }
    pressed = pressed === button ? null : button;
    if (pressed) {
      pressed.setAttribute("aria-pressed", true);
      read(waiting.filter(canBeRead));
    }
  }

  function stop() {
    press();
  }

  function read(waiting) {
    var mine = turn;
    var files = [];

    function speak() {
      files = [];
      if (mine === turn && voice) {
        said = new SpeechSynthesisUtterance(voiced(spoken));
        said.voice = voice;
        said.lang = voice.lang;
        said.onend = said.onerror = next;
        synth.speak(said);
      } else {
        next();
      }
    }

    function next() {
      if (mine !== turn) {
        return;
      }
      if (!files.length) {
        if (!waiting.length) {
          stop();
          return;
        }
        mark(waiting.shift());
        files = recorded(spoken);
      }
      if (files.length) {
        audio.src = bar.dataset.clips.replace(".json", "/") + files.shift();
        audio.play().catch(speak);
      } else {
        speak();
      }
    }

    audio.onended = next;
    next();
  }

  function inside(selector) {
    return Array.from(main.querySelectorAll(selector)).filter(function (part) {
      return !part.parentNode.closest(parts);
    });
  }

  function shown() {
    return inside(parts).filter(function (part) {
      return part.getClientRects().length && !part.closest("details:not([open]) > :not(summary)");
    });
  }

  function addButton(part) {
    var button = document.createElement("button");
    var row = document.createElement("div");
    button.type = "button";
    button.className = "say";
    button.setAttribute("aria-pressed", false);
    button.setAttribute("aria-label", bar.dataset.one.replace("#", words(part)));
    button.addEventListener("click", function () { press(button, [part]); });
    if (part.matches(".tile, .button")) {
      part.replaceWith(row);
      row.className = "said";
      row.append(part, button);
    } else {
      part.classList.add("asked");
      part.insertAdjacentElement("afterend", button);
    }
  }

  function look() {
    var voices = synth ? synth.getVoices().filter(function (one) {
      return one.lang.slice(0, 2) === document.documentElement.lang.slice(0, 2);
    }) : [];
    voice = voices.find(function (one) { return one.localService; }) || voices[0];
    bar.hidden = !shown().some(canBeRead);
    if (bar.dataset.one) {
      inside(small).forEach(function (part) {
        if (!part.matches(".asked, .said > *") && canBeRead(part)) {
          addButton(part);
        }
      });
    }
  }

  if (bar) {
    bar.addEventListener("click", function () { press(bar, shown()); });
    addEventListener("pagehide", stop);
    document.addEventListener("visibilitychange", stop);
    // Whatever takes the page away, as Skjul does, takes the voice with it.
    [document.body, main].forEach(function (one) {
      new MutationObserver(stop).observe(one, { childList: true });
    });
    if (synth) {
      synth.onvoiceschanged = look;
    }
    if (bar.dataset.clips) {
      fetch(bar.dataset.clips).then(function (answer) { return answer.json(); })
        .then(function (found) {
          clips = found;
          look();
        }).catch(function () {});
    }
    look();
  }
})();

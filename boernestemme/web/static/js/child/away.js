/* Away: a page behind something else, or untouched for ten minutes, is masked when it comes back. */
(function () {
  "use strict";
  var form = document.getElementById("hide");
  var longest = 600000;
  var touched = Date.now();
  var leaving = false;
  var behind = false;
  var covered = false;

  function fields(now) {
    var all = new URLSearchParams();
    all.set("csrf_token", form.elements.csrf_token.value);
    all.set("away", now ? "yes" : "no");
    return all;
  }

  function tell(now) {
    behind = now;
    navigator.sendBeacon("/pause", fields(now));
  }

  // It must be known to be away before it is fetched again; without a net it stays covered.
  function goOn() {
    var is_place = /^\/svar\/(\d|tjek|send)$/.test(location.pathname);
    fetch("/pause", { method: "POST", body: fields(true) }).then(function () {
      location.replace(is_place ? location.href : "/svar/1");
    }, function () {});
  }

  function cover() {
    var main = document.querySelector("main");
    var button = document.createElement("button");
    covered = true;
    tell(true);
    document.querySelectorAll("footer, header > :not(#hide)").forEach(function (part) {
      part.remove();
    });
    button.className = "button main";
    button.textContent = form.dataset.onward;
    button.addEventListener("click", goOn);
    main.textContent = "";
    main.appendChild(button);
  }

  // Asked by the clock, and again whenever something happens: a phone that sleeps keeps no time.
  function look() {
    var left = touched + longest - Date.now();
    if (covered || !form.isConnected) {
      return;
    }
    if (left > 0) {
      setTimeout(look, left);
    } else {
      cover();
    }
  }

  function touch() {
    if (Date.now() - touched < longest) {
      touched = Date.now();
    } else {
      look();
    }
  }

  if (form && navigator.sendBeacon && location.pathname.indexOf("/svar/") === 0) {
    ["input", "keydown", "pointerdown", "wheel"].forEach(function (name) {
      addEventListener(name, touch, { capture: true, passive: true });
    });
    look();
    // A page that is left for another one says so first; one that is put behind does not.
    addEventListener("pagehide", function () { leaving = true; });
    document.addEventListener("visibilitychange", function () {
      var hidden = document.visibilityState === "hidden";
      if (hidden && !leaving) {
        tell(true);
      } else if (!hidden) {
        if (Date.now() - touched >= longest) {
          look();
        }
        // What came masked stays so until something is pressed.
        if (behind && !covered && !("away" in form.dataset)) {
          tell(false);
        }
      }
    });
  }
})();

/* Draw: strokes by finger or mouse, kept as text in a hidden field; domain/drawing.py reads it. */
(function () {
  "use strict";
  var base = 36;
  var apart = 12; // of the sheet's 1000: points nearer than that only take up room

  function begin(box) {
    var sheet = box.querySelector("canvas");
    var field = box.querySelector("input");
    var note = box.querySelector(".count");
    var brush = sheet.getContext("2d");
    var strokes = field.value.match(/[A-Z][0-9a-z]+/g) || [];
    var colours = {};
    var pen = "";
    var stroke = "";

    function number(text, at) {
      return parseInt(text.slice(at, at + 2), base);
    }

    function digits(share, size) {
      var inside = Math.min(Math.max(share, 0), 1);
      return Math.round(inside * size + base * base).toString(base).slice(1);
    }

    // From half-way to half-way, bent towards the point between; `from` leaves out what is there.
    function paint(text, from) {
      var x = number(text, from);
      var y = number(text, from + 2);
      brush.strokeStyle = colours[text[0]];
      brush.beginPath();
      brush.moveTo(x, y);
      for (var at = from + 4; at < text.length; at += 4) {
        var nextX = number(text, at);
        var nextY = number(text, at + 2);
        if (from > 1 && at === from + 4) {
          brush.moveTo((x + nextX) / 2, (y + nextY) / 2);
        } else {
          brush.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
        }
        x = nextX;
        y = nextY;
      }
      if (from === 1) {
        brush.lineTo(x + 0.1, y);
      }
      brush.stroke();
    }

    function isFull() {
      var points = (strokes.join("").length + stroke.length - strokes.length) / 4;
      var full = strokes.length >= box.dataset.strokes || points >= box.dataset.points;
      note.textContent = full ? note.dataset.full : "";
      return full;
    }

    function show() {
      brush.clearRect(0, 0, sheet.width, sheet.height);
      strokes.forEach(function (one) { paint(one, 1); });
      isFull();
    }

    function keep() {
      field.value = strokes.join("");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      show();
    }

    function end() {
      if (stroke) {
        strokes.push(stroke);
        stroke = "";
        keep();
      }
    }

    function draw(event) {
      var x = digits(event.offsetX / sheet.clientWidth, sheet.width);
      var y = digits(event.offsetY / sheet.clientHeight, sheet.height);
      var last = stroke.length - 4;
      var far = last < 1 || Math.hypot(
        number(x, 0) - number(stroke, last), number(y, 0) - number(stroke, last + 2)
      ) >= apart;
      if (far) {
        stroke += x + y;
        paint(stroke, Math.max(1, stroke.length - 12));
        if (isFull()) {
          end();
        }
      }
    }

    sheet.addEventListener("pointerdown", function (event) {
      if (event.isPrimary && !event.button && !isFull()) {
        sheet.setPointerCapture(event.pointerId);
        stroke = pen;
        draw(event);
      }
    });
    sheet.addEventListener("pointermove", function (event) {
      if (stroke && event.isPrimary) {
        draw(event);
      }
    });
    sheet.addEventListener("pointerup", end);
    sheet.addEventListener("pointercancel", end);

    function take(other) {
      pen = other.dataset.pen;
      pens.forEach(function (one) { one.setAttribute("aria-pressed", one === other); });
    }

    var pens = box.querySelectorAll("[data-pen]");
    pens.forEach(function (one) {
      colours[one.dataset.pen] = one.querySelector("circle").getAttribute("fill");
      one.addEventListener("click", function () { take(one); });
    });
    box.querySelectorAll("[data-take]").forEach(function (button) {
      button.addEventListener("click", function () {
        strokes = button.dataset.take === "all" ? [] : strokes.slice(0, -1);
        keep();
      });
    });

    brush.lineWidth = 9;
    brush.lineCap = brush.lineJoin = "round";
    take(pens[0]);
    show();
    box.hidden = false;
  }

  if (window.PointerEvent) {
    document.querySelectorAll(".drawing").forEach(begin);
  }
})();

"""The block for drawing: a sheet and four pens, beside the text field that asks the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.drawing import (
    BLACK,
    BLUE,
    GREEN,
    HEIGHT,
    MOST_POINTS,
    MOST_STROKES,
    RED,
    WIDTH,
    broken_rule,
)
from boernestemme.web.drawing_picture import COLOURS
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

PEN_NAMES: Mapping[str, str] = {
    BLACK: N_("Sort"),
    RED: N_("Rød"),
    BLUE: N_("Blå"),
    GREEN: N_("Grøn"),
}


@dataclass(frozen=True)
class Pen:
    """A pen: its letter in the strokes, its colour, and what it is called."""

    code: str
    colour: str
    label: str


@dataclass(frozen=True)
class DrawingBlock:
    """A question that may be answered with a drawing; ``value`` holds its strokes."""

    name: str
    label: str
    hint: str
    value: str
    masked: bool
    pens: tuple[Pen, ...]
    width: int = WIDTH
    height: int = HEIGHT
    most_strokes: int = MOST_STROKES
    most_points: int = MOST_POINTS
    is_heading: bool = False
    kind: str = "drawing"


def make_drawing_block(
    name: str, *, label: str, hint: str, value: str, masked: bool
) -> DrawingBlock:
    """The block. What is no drawing is not given back: nothing on the page could mend it."""
    pens = tuple(Pen(code, COLOURS[code], _(label)) for code, label in PEN_NAMES.items())
    shown = "" if broken_rule(value) == "bad_drawing" else value
    return DrawingBlock(name, label, hint, shown, masked, pens)

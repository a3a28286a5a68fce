"""A child's drawing: strokes of a pen on a grid, written as short text and read back with care.

A stroke is a capital letter, its colour, and four characters a point: two for how far to the
right, two for how far down, in base 36. ``K0a0aB0000rsku`` is a black dot near the upper
left corner and a blue line across the whole sheet.
"""

import re
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 750
BLACK, RED, BLUE, GREEN = COLOURS = ("K", "R", "B", "G")
MOST_STROKES = 200
MOST_POINTS = 4000
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
STROKE = re.compile(rf"([{''.join(COLOURS)}])((?:[0-9a-z]{{4}})+)")
STROKES = re.compile(rf"(?:{STROKE.pattern})+")

Point = tuple[int, int]


@dataclass(frozen=True)
class Stroke:
    """One movement of the pen: a colour and its points, (right, down) from the upper left."""

    colour: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawing:
    """What was drawn, in the order it was drawn."""

    strokes: tuple[Stroke, ...]

    @property
    def is_too_much(self) -> bool:
        """True when there is more than is taken."""
        points = sum(len(stroke.points) for stroke in self.strokes)
        return len(self.strokes) > MOST_STROKES or points > MOST_POINTS


def to_text(drawing: Drawing) -> str:
    """The drawing as text: letters and digits alone."""
    return "".join(
        stroke.colour + "".join(_digits(number) for point in stroke.points for number in point)
        for stroke in drawing.strokes
    )


def from_text(text: str) -> Drawing:
    """The drawing that ``to_text`` wrote. Raises ValueError for anything else."""
    if not STROKES.fullmatch(text):
        raise ValueError("not strokes")
    drawing = Drawing(
        tuple(Stroke(found[1], tuple(_points(found[2]))) for found in STROKE.finditer(text))
    )
    if any(x > WIDTH or y > HEIGHT for one in drawing.strokes for x, y in one.points):
        raise ValueError("drawn outside the sheet")
    return drawing


def broken_rule(text: str) -> str | None:
    """``bad_drawing`` for what is no drawing, ``too_much_drawn`` for a too large one, or None."""
    try:
        drawing = from_text(text)
    except ValueError:
        return "bad_drawing"
    return "too_much_drawn" if drawing.is_too_much else None


def _digits(number: int) -> str:
    return DIGITS[number // BASE] + DIGITS[number % BASE]


def _points(digits: str) -> list[Point]:
    numbers = [int(digits[at : at + 2], BASE) for at in range(0, len(digits), 2)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))

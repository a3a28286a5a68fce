"""A drawing to look at: the pens' colours, and the strokes as smooth lines of an SVG picture.

Read again from the text each time, so that nothing but numbers and our own colours reaches a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from boernestemme.domain import drawing
from boernestemme.domain.drawing import Point, Stroke

# On white, 7:1 and more.
COLOURS = {
    drawing.BLACK: "#1b2430",
    drawing.RED: "#a81919",
    drawing.BLUE: "#1a4fb5",
    drawing.GREEN: "#0f6429",
}
PEN = '<g fill="none" stroke-width="9" stroke-linecap="round" stroke-linejoin="round">'


@dataclass(frozen=True)
class Line:
    """One stroke: its colour, and its path in SVG's own words."""

    colour: str
    path: str


@dataclass(frozen=True)
class Picture:
    """A drawing's lines on its sheet; without lines it cannot be shown."""

    lines: tuple[Line, ...]
    width: int = drawing.WIDTH
    height: int = drawing.HEIGHT


def picture_of(text: str) -> Picture:
    """The drawing as a picture. What is no drawing gives one without lines, and is told as such."""
    try:
        strokes = drawing.from_text(text).strokes
    except ValueError:
        return Picture(())
    return Picture(tuple(Line(COLOURS[one.colour], " ".join(_path(one))) for one in strokes))


def svg_of(picture: Picture) -> str:
    """The picture as a file of its own, for paper; nothing where there is nothing to show."""
    if not picture.lines:
        return ""
    paths = "".join(f'<path stroke="{one.colour}" d="{one.path}"/>' for one in picture.lines)
    size = f'viewBox="0 0 {picture.width} {picture.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{PEN}{paths}</g></svg>'


def _path(stroke: Stroke) -> Iterator[str]:
    """From half-way to half-way, bent towards the point between, as the child saw it drawn."""
    first, last = stroke.points[0], stroke.points[-1]
    yield f"M{_at(first)}"
    for one, following in zip(stroke.points, stroke.points[1:], strict=False):
        yield f"Q{_at(one)} {_half(one[0], following[0])} {_half(one[1], following[1])}"
    yield f"L{_at(last)}"


def _at(point: Point) -> str:
    return f"{point[0]} {point[1]}"


def _half(one: int, other: int) -> str:
    return f"{(one + other) / 2:g}"

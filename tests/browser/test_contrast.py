"""The palette, computed: text 7:1 and controls 3:1 on every surface, also for those who ask more.

A-03. What a browser really paints is looked at by axe; a colour none of these names is caught here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from boernestemme.web.assets import STATIC, STYLES
from tests.browser.pixels import Colour, contrast

TOKEN = re.compile(r"--([\w-]+): #([0-9a-f]{3}|[0-9a-f]{6});")
TEXT = ("ink", "ink-soft", "brand", "brand-deep", "on-tint", "alert", "ok", "warn")
SURFACES = ("paper", "card", "sand", "tint", "alert-tint", "ok-tint", "warn-tint")
LINES = ("line", "ink-soft", "brand", "alert", "ink")
FILLS = ("brand", "brand-deep")
LITERAL = re.compile(r"(?<![\w-])(?:color|background|border(?:-[a-z-]+)?):[^;]*#[0-9a-f]{3,6}")
# Pictures of colours; what paper is printed in; and the white that hides a page.
DECORATION = {"child/swatches", "child/door"}
LEAST_TEXT, LEAST_LINE = 7, 3


def colour(digits: str) -> Colour:
    """The three parts of a colour written with three digits or six."""
    size = len(digits) // 3
    return tuple(int(digits[at : at + size] * (3 - size), 16) for at in range(0, 3 * size, size))


def palettes() -> Iterator[dict[str, Colour]]:
    """The palette as it is, and as those who ask for more contrast get it."""
    found: dict[str, Colour] = {}
    for part in (STATIC / "css" / "tokens.css").read_text().split("@media"):
        found = found | {name: colour(digits) for name, digits in TOKEN.findall(part)}
        yield found


def too_weak(palette: dict[str, Colour]) -> list[str]:
    """Every pair below its limit."""
    pairs = [(one, other, LEAST_TEXT) for one in TEXT for other in SURFACES]
    pairs += [("on-brand", fill, LEAST_TEXT) for fill in FILLS]
    pairs += [(one, other, LEAST_LINE) for one in LINES for other in SURFACES]
    pairs += [("ink", "focus", LEAST_LINE), ("focus", "brand", LEAST_LINE)]
    ratios = {(one, other): contrast(palette[one], palette[other]) for one, other, _ in pairs}
    return [f"{a} on {b}: {ratios[a, b]:.2f}" for a, b, least in pairs if ratios[a, b] < least]


def test_every_pair_of_the_palette_is_strong_enough() -> None:
    plain, more = palettes()
    assert too_weak(plain) == too_weak(more) == []
    weakest = min(contrast(plain[one], plain[other]) for one in TEXT for other in SURFACES)
    print(f"weakest text: {weakest:.2f}:1")  # noqa: T201 - the figure


def test_control_a_paler_ink_is_found() -> None:
    palette = next(palettes()) | {"ink-soft": colour("6b7280")}
    assert "ink-soft on sand" in " ".join(too_weak(palette))


def test_the_luminance_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)


def test_the_childs_styles_use_no_colour_beside_the_palette() -> None:
    found = {
        part: LITERAL.findall(_screen_part(STATIC / "css" / f"{part}.css")) for part in _parts()
    }
    assert {part: literals for part, literals in found.items() if literals} == {}


def _parts() -> set[str]:
    return set(STYLES["child"]) - DECORATION


def _screen_part(file: Path) -> str:
    """A stylesheet without what is only for paper, and without the white cover."""
    return file.read_text().split("@media print")[0].replace("background: #fff;", "")

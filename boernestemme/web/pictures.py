"""Pictures inside the page: small line drawings kept in memory, so that no request waits."""

from functools import cache
from pathlib import Path

from markupsafe import Markup

from boernestemme.domain.shared_words import ascii_name

IMAGES = Path(__file__).parent / "static" / "img"
OPENING = '<svg class="icon" aria-hidden="true" focusable="false" '


def _picture(path: Path) -> Markup:
    drawing = path.read_text(encoding="utf-8").strip()
    inline = drawing.replace('<svg xmlns="http://www.w3.org/2000/svg" ', OPENING)
    return Markup(inline)  # noqa: S704 - our own files, never what a person sent


@cache
def icon(name: str) -> Markup:
    """A drawing beside a word; it says nothing on its own."""
    return _picture(IMAGES / "icons" / f"{name}.svg")


@cache
def thing_picture(thing: str) -> Markup:
    """The drawing of one of the shared things."""
    return _picture(IMAGES / "things" / f"{ascii_name(thing)}.svg")

"""What keeps its own way on any page of a document: a child's own words, and telephone numbers."""

import unicodedata

LEFT_TO_RIGHT = frozenset({"L"})
RIGHT_TO_LEFT = frozenset({"R", "AL"})


def quoted(text: str, language: str) -> dict[str, str]:
    """The words, their language by code, and the way of the first letter that has one."""
    return {"text": text, "lang": language.partition("-")[0], "dir": direction_of(text)}


def direction_of(text: str) -> str:
    """``rtl`` or ``ltr``, as a browser finds it for ``dir="auto"``."""
    ways = (unicodedata.bidirectional(character) for character in text)
    first = next((way for way in ways if way in LEFT_TO_RIGHT | RIGHT_TO_LEFT), "L")
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"


def whole_number(number: str) -> str:
    """A telephone number on one line, left to right in every language."""
    return "\u2066" + number.replace(" ", "\u00a0") + "\u2069"


def on_its_own(text: str) -> str:
    """A text that runs its own way inside a line that may run the other."""
    return f"\u2068{text}\u2069"

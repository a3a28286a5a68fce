"""What our fonts can show: every other character is set as the sign for an unknown one.

A tagged PDF holds no character without a shape (ISO 14289-1 7.21, ISO 19005-2 6.2.11.8): setting
one is refused as a whole. A child may write any character there is.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
UNKNOWN = "\ufffd"
# A line's end, and what joins or colours what stands beside it and has no shape of its own.
SHAPELESS = frozenset("\n\u200c\u200d\ufe0e\ufe0f")
CONTROL = "Cc"


def shown(text: str) -> str:
    """The text as it can be set; each character that cannot has become ``UNKNOWN``."""
    lines = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(one if _has_shape(one) else UNKNOWN for one in lines)


def _has_shape(character: str) -> bool:
    if character in SHAPELESS:
        return True
    return ord(character) in _covered() and unicodedata.category(character) != CONTROL


@cache
def _covered() -> frozenset[int]:
    return frozenset(code for font in FONTS.glob("*.ttf") for code in _codes(font.read_bytes()))


def _codes(font: bytes) -> Iterator[int]:
    """The characters of a font, from its one table of them (OpenType `cmap`, format 12)."""
    [count] = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    cmap = next(offset for tag, _sum, offset, _length in tables if tag == b"cmap")
    [inside] = struct.unpack_from(">I", font, cmap + 8)
    form, _zero, _length, _language, spans = struct.unpack_from(">HHIII", font, cmap + inside)
    if form != 12:
        raise ValueError("a font must have one table of characters, of format 12")
    for number in range(spans):
        first, last, _glyph = struct.unpack_from(">III", font, cmap + inside + 16 + 12 * number)
        yield from range(first, last + 1)

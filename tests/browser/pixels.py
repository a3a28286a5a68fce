"""Pixels of a screenshot (PNG of 8 bits), and the contrast between two colours."""

import struct
import zlib

Colour = tuple[int, ...]
CHANNELS = {2: 3, 6: 4}


def pixels(png: bytes) -> list[list[Colour]]:
    """Rows of (red, green, blue)."""
    at, data, width, channels = 8, b"", 0, 3
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, _height, _depth, colours = struct.unpack(">IIBB", body[:10])
            channels = CHANNELS[colours]
        elif kind == b"IDAT":
            data += body
        at += size + 12
    rows = _unfiltered(zlib.decompress(data), width * channels, channels)
    return [[tuple(row[x : x + 3]) for x in range(0, len(row), channels)] for row in rows]


def _unfiltered(raw: bytes, length: int, channels: int) -> list[bytearray]:
    rows, above = [], bytearray(length)
    for start in range(0, len(raw), length + 1):
        row = bytearray(raw[start + 1 : start + 1 + length])
        for x in range(length):
            left = row[x - channels] if x >= channels else 0
            corner = above[x - channels] if x >= channels else 0
            row[x] = (row[x] + _guess(raw[start], left, above[x], corner)) & 255
        rows.append(row)
        above = row
    return rows


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    """What PNG's five filters take a byte to be."""
    if kind == 4:
        near = left + above - corner
        return min((left, above, corner), key=lambda one: abs(near - one))
    return (0, left, above, (left + above) // 2)[kind]


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [one / 255 for one in colour]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The ratio WCAG 2.2 asks for, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)

"""Searches a browser's profile folder for words, in any encoding it may have written them in.

What the browser packs in another way than gzip (Snappy, Brotli) or encrypts cannot be seen by this.
"""

import base64
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

GZIP = b"\x1f\x8b\x08"


def forms(word: str) -> dict[str, bytes]:
    """A word as a browser may write it down."""
    plain = word.encode()
    packed = {
        f"base64+{skip}": base64.b64encode(b"x" * skip + plain)[(0, 4, 4)[skip] : -4]
        for skip in range(3)
    }
    return packed | {
        "utf-8": plain, "latin-1": word.encode("latin-1"),
        "utf-16-le": word.encode("utf-16-le"), "utf-16-be": word.encode("utf-16-be"),
        "percent": quote(word).encode(), "percent, small": quote(word).lower().encode(),
        "escaped": word.encode("unicode-escape"),
        "escaped, JSON": word.replace("æ", "\\u00e6").encode(),
    }  # fmt: skip


def contents(file: Path) -> Iterator[bytes]:
    """What a file holds, and what its gzip members do."""
    raw = file.read_bytes()
    yield raw
    at = raw.find(GZIP)
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(raw[at:])
        at = raw.find(GZIP, at + 1)


def leaks(profile: Path, word: str) -> list[str]:
    """Every file that holds the word, and how it is written there."""
    return [
        f"{file.relative_to(profile)}: {name}"
        for file in sorted(profile.rglob("*"))
        if file.is_file() and not file.is_symlink()
        for content in contents(file)
        for name, form in forms(word).items()
        if form in content
    ]

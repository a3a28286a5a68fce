"""Somebody who has all but the wrapping key: what of it can be read, or guessed by length."""

import base64
import re
import subprocess
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.db import db
from boernestemme.storage.opening import open_with_key
from boernestemme.storage.postgresql_tools import running
from boernestemme.storage.sealing import KEY_BYTES, context
from boernestemme.storage.wrapping import unwrap
from tests.stolen.hoard import STEM, Sealed
from tests.stolen.memory import Search, forms

PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
UNPACKED, ANY_HEADER = 2**16, zlib.MAX_WBITS | 32
WRAPPING_KEY = "wrapping.key"


def loot(folder: Path, environment: Mapping[str, str]) -> dict[str, bytes]:
    """By name, all bytes that can be carried away: files, dump, server, log, environment."""
    files = [one for one in folder.rglob("*") if one.is_file() and one.name != WRAPPING_KEY]
    found = {str(one.relative_to(folder)): _read(one) for one in files}
    found["environment"] = "\0".join(
        f"{name}={said}" for name, said in environment.items()
    ).encode()
    address = db.engine.url.render_as_string(hide_password=False)
    if db.engine.dialect.name == "postgresql":
        found |= _of_server(address, folder)
    return found


def _read(file: Path) -> bytes:
    """Read by another process: SQLite's own locks on a file go when ours closes it."""
    return subprocess.run(["cat", file], check=True, capture_output=True).stdout


def _of_server(address: str, folder: Path) -> dict[str, bytes]:
    """The dump, and the server's folder as it lies on the disk: base backup, WAL and log."""
    with (folder / "dump.sql").open("wb") as out, running(address, ["pg_dump"], out):
        pass
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        number = connection.execute(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        ).scalar_one()
    url = make_url(address)
    home = Path(str(url.query.get("host") or url.host))
    places = (home / "base" / str(number), home / "pg_wal", home / "log")
    files = [one for place in places for one in place.rglob("*") if one.is_file()]
    files += [one for one in home.iterdir() if one.is_file()]
    taken = {str(one.relative_to(home)): one.read_bytes() for one in files}
    return taken | {"dump": (folder / "dump.sql").read_bytes()}


def readable(found: Mapping[str, bytes]) -> list[str]:
    """Where a word of a child stands, plain, coded or packed."""
    search = Search(dict(_spellings(STEM)))
    return [
        f"{name}: {seen}"
        for name, content in found.items()
        for seen in sorted({*search.found_in(content), *_packed(search, content)})
    ]


def _spellings(word: str) -> Iterator[tuple[str, bytes]]:
    yield from forms(word.encode())
    yield "utf-16", word.encode("utf-16-le")
    yield "utf-16 the other way", word.encode("utf-16-be")


def _packed(search: Search, content: bytes) -> Iterator[str]:
    for begun in PACKED.finditer(content):
        with suppress(zlib.error):
            piece = content[begun.start() : begun.start() + UNPACKED]
            opened = zlib.decompressobj(ANY_HEADER).decompress(piece, UNPACKED)
            if len(opened) > len(STEM):
                yield from (f"packed, {seen}" for seen in search.found_in(opened))


def keys_in(found: Mapping[str, bytes]) -> set[bytes]:
    """Everything of a key's length that he holds: short files, and what settings call secrets."""
    keys = {content for content in found.values() if len(content) == KEY_BYTES}
    for word in re.findall(rb"[\w+/=-]{32,}", b"\n".join(_told(found))):
        keys |= {word[:KEY_BYTES], word[-KEY_BYTES:]}
        with suppress(ValueError):
            keys.add(base64.urlsafe_b64decode(word + b"==")[:KEY_BYTES].ljust(KEY_BYTES, b"\0"))
    return keys


def _told(found: Mapping[str, bytes]) -> Iterator[bytes]:
    yield from (said for name, said in found.items() if name.endswith(("environment", ".toml")))


def opened(
    keys: set[bytes], rows: Sequence[Sealed], wrapped: Sequence[tuple[str, bytes]]
) -> tuple[int, int]:
    """How many answers, and how many private keys, any of his keys opens."""
    answers = sum(any(_opens(key, row) for key in keys) for row in rows)
    private = 0
    for key in keys:
        for key_id, closed in wrapped:
            with suppress(CannotOpen):
                unwrap(key, key_id, closed)
                private += 1
    return answers, private


def _opens(key: bytes, row: Sealed) -> bool:
    place, envelope = row
    with suppress(CannotOpen):
        open_with_key(key, envelope.fields["open_texts"], context(place, "open_texts"))
        return True
    return False


def gain(sizes: Sequence[tuple[int, ...]], labels: Sequence[str]) -> float:
    """By how many points lengths tell more than saying always what is most common.

    He learns from one half, where he knows the labels, and guesses the other: by one length, or
    by all of them together, whichever serves him best.
    """
    ways: list[Sequence[object]] = [sizes, *zip(*sizes, strict=True)]
    return max(_gain(way, labels) for way in ways)


def _gain(sizes: Sequence[object], labels: Sequence[str]) -> float:
    half = len(sizes) // 2
    usual = Counter(labels[:half]).most_common(1)[0][0]
    seen: defaultdict[object, Counter[str]] = defaultdict(Counter)
    for size, label in zip(sizes[:half], labels[:half], strict=True):
        seen[size][label] += 1
    tests = list(zip(sizes[half:], labels[half:], strict=True))
    guesses = [seen[size].most_common(1)[0][0] if size in seen else usual for size, _ in tests]
    right = sum(guess == label for guess, (_, label) in zip(guesses, tests, strict=True))
    return 100 * (right - Counter(labels[half:]).most_common(1)[0][1]) / len(tests)


def sizes_of(rows: Sequence[Sealed]) -> list[tuple[int, ...]]:
    """The lengths of all that is sealed in each row."""
    return [(len(one.wrapped_key), *map(len, one.fields.values())) for _, one in rows]

"""The erasure ledger: which rows were erased, in a file outside the database and its backup.

One line a row, ``YYYY-MM-DD kind row-id``, only ever added. It is written and on disk before a
row goes, so that a restored backup can be rid of every row that was ever erased.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from boernestemme.storage.new_file import keep_on_disk
from boernestemme.storage.shared_file import adding_to, reading

LINE = re.compile(r"(\d{4}-\d\d-\d\d) (answer|framing|wish|card) ([0-9a-f]{32})", re.ASCII)
# Ends a line that a crash cut short; its row was not erased, for that comes after the writing.
TORN = b" torn"


class Kind(StrEnum):
    """What a row held: an answer, its wish to talk that outlived it, a framing, or a card."""

    ANSWER = "answer"
    FRAMING = "framing"
    WISH = "wish"
    CARD = "card"


@dataclass(frozen=True)
class Erased:
    """One row that was erased: the day, what it was, and its random id."""

    day: date
    kind: Kind
    row_id: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.kind} {self.row_id}"


@dataclass(frozen=True)
class Ledger:
    """What the file holds, oldest first, and the numbers of lines that cannot be read."""

    erased: tuple[Erased, ...] = ()
    damaged: tuple[int, ...] = ()


def append(path: Path, erased: Sequence[Erased]) -> None:
    """Add lines and have them on disk. Raises OSError; then nothing may be erased."""
    lines = "".join(f"{one}\n" for one in erased).encode("ascii")
    is_new = not path.exists()
    with adding_to(path) as descriptor:
        whole = _mended_end(descriptor) + lines
        if os.write(descriptor, whole) != len(whole):
            raise OSError(f"the erasure ledger {path} could not be written whole")
        os.fsync(descriptor)
    if is_new:
        keep_on_disk(path.parent)


def read(path: Path) -> Ledger:
    """Every line there is; a last one that a crash cut short is no damage, and left out.

    Raises FileNotFoundError when there is no ledger.
    """
    return parsed(content(path))


def content(path: Path) -> bytes:
    """The file as it is, with no line half written. Raises FileNotFoundError."""
    with reading(path):
        return path.read_bytes()


def parsed(content: bytes) -> Ledger:
    """What such a file holds."""
    lines = content.split(b"\n")
    whole = {number: line for number, line in enumerate(lines[:-1], 1) if not line.endswith(TORN)}
    found = {number: _parsed(line) for number, line in whole.items()}
    return Ledger(
        tuple(one for one in found.values() if one),
        tuple(number for number, one in found.items() if one is None),
    )


def _parsed(line: bytes) -> Erased | None:
    found = LINE.fullmatch(line.decode("ascii", "replace"))
    try:
        return Erased(date.fromisoformat(found[1]), Kind(found[2]), found[3]) if found else None
    except ValueError:
        return None


def _mended_end(descriptor: int) -> bytes:
    """What must come first, so that the next line does not stick to one that was cut short."""
    size = os.fstat(descriptor).st_size
    is_whole = size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"
    return b"" if is_whole else TORN + b"\n"

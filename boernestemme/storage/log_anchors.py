"""The file of the access log's anchors: outside the database, only ever added to.

It lies where the owner of the database cannot write. A line that a crash cut short is ended with
a word of its own and left out; nothing was promised by it.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from boernestemme.domain.log_anchors import Anchor, Anchors, anchors_from, moment_of, sealed
from boernestemme.storage.new_file import keep_on_disk
from boernestemme.storage.shared_file import adding_to, reading

TORN = " torn"
LONGEST_LINE = 400  # bytes, and then some


def read(path: Path) -> Anchors:
    """Every anchor there is; none where there is no file. Raises OSError."""
    if not path.exists():
        return Anchors()
    with reading(path):
        return _parsed(path.read_bytes())


def last_at(path: Path) -> datetime | None:
    """When something was anchored last, by the file's end alone; None where that is not known."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(-min(LONGEST_LINE, path.stat().st_size), os.SEEK_END)
        lines = file.read().decode("ascii", "replace").split("\n")
    return moment_of(lines[-2]) if len(lines) > 1 else None


def append(path: Path, anchors: Sequence[Anchor]) -> str:
    """Add these and have them on disk; the last line's seal. Raises OSError.

    Nothing is added to a file that does not hold: ValueError names the line.
    """
    is_new = not path.exists()
    with adding_to(path) as descriptor:
        content = path.read_bytes()
        before = _parsed(content)
        if before.damaged is not None:
            raise ValueError(f"{path} does not hold at line {before.damaged}")
        end = "" if not content or content.endswith(b"\n") else f"{TORN}\n"
        whole = (end + sealed(before.seal, anchors)).encode("ascii")
        if os.write(descriptor, whole) != len(whole):
            raise OSError(f"{path} could not be written whole")
        os.fsync(descriptor)
    if is_new:
        keep_on_disk(path.parent)
    return read(path).seal


def _parsed(content: bytes) -> Anchors:
    lines = content.decode("ascii", "replace").split("\n")[:-1]
    numbered = enumerate(lines, 1)
    return anchors_from((number, line) for number, line in numbered if not line.endswith(TORN))

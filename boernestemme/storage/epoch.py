"""The epoch: a number in every link's signing context, kept in a file outside the backup."""

import os
from pathlib import Path

FIRST_EPOCH = 1


def read_epoch(path: Path) -> int:
    """The epoch in the file. Raises OSError or ValueError when it cannot be read."""
    return int(path.read_text(encoding="ascii"))


def write_epoch(path: Path, epoch: int) -> None:
    """Put the epoch in place in one step, readable by the service alone."""
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{epoch}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def raise_epoch(path: Path, known: int = 0) -> int:
    """Void every link made so far, also those of a ``known`` epoch; the new one."""
    epoch = max(read_epoch(path), known) + 1
    write_epoch(path, epoch)
    return epoch

"""Writes a new file that is there whole or not at all, for the service alone to read."""

import os
import tempfile
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises FileExistsError, or another OSError.

    It is written aside and linked into place, so that no process ever reads half of it.
    """
    descriptor, aside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(aside)
    finally:
        Path(aside).unlink()
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """A new file's name is on disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

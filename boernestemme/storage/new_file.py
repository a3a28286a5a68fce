"""Writes a file that is there whole or not at all, for the service alone to read."""

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
    keep_on_disk(path.parent)


def replace_file(path: Path, content: bytes) -> None:
    """Put other content into a file that is there, in one step; its rights and owner stay."""
    then = path.stat()
    descriptor, aside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchown(file.fileno(), then.st_uid, then.st_gid)
            os.fchmod(file.fileno(), then.st_mode & 0o777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink()
        raise
    keep_on_disk(path.parent)


def keep_on_disk(path: Path) -> None:
    """Have a file on disk, or a folder: a new file's name is there only when its folder is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

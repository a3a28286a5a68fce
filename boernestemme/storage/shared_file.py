"""A file that several processes read and add to: each holds it alone, or with other readers."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def adding_to(path: Path) -> Iterator[int]:
    """Its descriptor, made where it is missing; nobody else has it meanwhile. Raises OSError."""
    with _locked(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, fcntl.LOCK_EX) as descriptor:
        yield descriptor


@contextmanager
def reading(path: Path) -> Iterator[int]:
    """Its descriptor; nobody adds to it meanwhile. Raises OSError."""
    with _locked(path, os.O_RDONLY, fcntl.LOCK_SH) as descriptor:
        yield descriptor


@contextmanager
def _locked(path: Path, flags: int, lock: int) -> Iterator[int]:
    """The file, for the service alone, under a lock that every process asks for."""
    descriptor = os.open(path, flags, 0o600)
    try:
        fcntl.flock(descriptor, lock)
        yield descriptor
    finally:
        os.close(descriptor)

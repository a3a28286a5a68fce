"""The bytes of a database's file while it is in use."""

import subprocess
from pathlib import Path


def raw(file: Path) -> bytes:
    """All of a file, read by a process of its own.

    A process that opens and closes a file of SQLite's by itself loses its locks on it: the next
    who leaves then takes the log away, and what is written from here on nobody else ever sees.
    """
    return subprocess.run(["cat", file], capture_output=True, check=True).stdout

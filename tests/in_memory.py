"""Puts the temporary files of a test run in memory, where there is room.

Databases keep every promise of theirs there too; only waiting for a disk is gone, which with
thousands of small transactions is a good part of a run. Who wants them elsewhere sets TMPDIR.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM_NEEDED = 4 * 1024**2  # kB
AVAILABLE = re.compile(r"^MemAvailable:\s+(\d+) kB", re.MULTILINE)


def use_memory() -> None:
    """Every temporary file made from now on, also by child processes, lies in memory."""
    if "TMPDIR" in os.environ or not _has_room(MEMORY):
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _has_room(folder: Path) -> bool:
    """True for a folder one may write in with gigabytes to spare; a container's is often small."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    known = AVAILABLE.search(Path("/proc/meminfo").read_text("ascii"))
    free = shutil.disk_usage(folder).free // 1024
    return known is not None and min(int(known[1]), free) > ROOM_NEEDED

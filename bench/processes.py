"""What processes cost, read from /proc: CPU time, and memory."""

import os
import re
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
NANOSECONDS = 1e9
JIFFIES = os.sysconf("SC_CLK_TCK")
BUSY_COLUMNS = (0, 1, 2, 5, 6)  # user, nice, system, irq, softirq: not idle, not waiting


def family(root: int) -> list[int]:
    """A process and all that descend from it."""
    children = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                after_name = (entry / "stat").read_text().rpartition(") ")[2].split()
                children[int(after_name[1])].append(int(entry.name))
    found = [root]
    for process in found:
        found += children[process]
    return found


def cpu_seconds(root: int) -> float:
    """CPU time of a process and its descendants that are alive, to the nanosecond."""
    total = 0
    for process in family(root):
        for task in PROC.glob(f"{process}/task/*/schedstat"):
            with suppress(OSError):
                total += int(task.read_text().split()[0])
    return total / NANOSECONDS


def memory_bytes(root: int) -> int:
    """Proportional memory of a process and its descendants: shared pages counted once."""
    total = 0
    for process in family(root):
        with suppress(OSError):
            text = (PROC / str(process) / "smaps_rollup").read_text()
            found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
            total += int(found.group(1)) * 1024 if found else 0
    return total


def machine_busy_seconds() -> float:
    """CPU time of everything on the machine since it started."""
    columns = (PROC / "stat").read_text().splitlines()[0].split()[1:]
    return sum(int(columns[column]) for column in BUSY_COLUMNS) / JIFFIES

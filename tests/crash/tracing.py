"""What processes ask of the kernel, in the order they did, by ``strace``."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.crash.house import House
from tests.crash.volleys import plain

CALLS = "recvfrom,sendto,fsync,fdatasync,write,pwrite64,pwritev"
SECONDS_TO_ATTACH = 30
REFUSED = (
    "This machine does not let strace look at processes, so nothing is shown here: {said} "
    "Install strace, and allow ptrace (CAP_SYS_PTRACE, kernel.yama.ptrace_scope below 2)."
)
ATTACHED = re.compile(r"Process \d+ attached")
LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)$")
FILE = re.compile(r"^\d+<([^>]+)>")
LOGS = re.compile(r"-wal$|/pg_wal/")
RECEIVED, THANKED = '"POST /svar/', '"HTTP/1.1 303'
WRITES, SYNCS = {"write", "pwrite64", "pwritev"}, {"fsync", "fdatasync"}


@contextmanager
def traced(pids: Sequence[int], folder: Path, *options: str) -> Iterator[Path]:
    """Trace processes and those they begin meanwhile; the file is whole when the block has ended.

    A machine that refuses this fails the test: what was not seen is not shown.
    """
    output, errors = folder / "trace", folder / "trace.errors"
    program = shutil.which("strace")
    if program is None:
        pytest.fail(REFUSED.format(said="it is not installed."))
    command = [program, "-f", "-y", "-s", "32", *(options or ("-e", f"trace={CALLS}"))]
    named = [word for pid in pids for word in ("-p", str(pid))]
    with errors.open("wb") as said:
        process = subprocess.Popen([*command, "-o", str(output), *named], stderr=said)
    try:
        _wait_until_attached(process, errors, len(pids))
        yield output
    finally:
        process.terminate()
        process.wait()


def _wait_until_attached(process: "subprocess.Popen[bytes]", errors: Path, many: int) -> None:
    end = time.monotonic() + SECONDS_TO_ATTACH
    while len(ATTACHED.findall(errors.read_text())) < many:
        if process.poll() is not None or time.monotonic() > end:
            pytest.fail(REFUSED.format(said=errors.read_text().strip()))
        time.sleep(0.01)


def processes_of(house: House) -> list[int]:
    """Those that answer, and where the database is a server, all of its own that stay."""
    found = house.workers()
    if house.settings.database.startswith("postgresql"):
        folder, backends = server_of(house)
        first = (folder / "postmaster.pid").read_text().splitlines()[0]
        found += [int(first), *backends]
    return found


def server_of(house: House) -> tuple[Path, list[int]]:
    """Where PostgreSQL keeps its data, and its processes that stay."""
    query = (
        "SELECT pid FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND backend_type <> 'autovacuum worker'"
    )
    with psycopg.connect(plain(house)) as line:
        [folder] = line.execute("SHOW data_directory").fetchone() or ("",)
        return Path(folder), [int(pid) for (pid,) in line.execute(query)]


def thanked_for_what_is_on_disk(lines: Iterable[str]) -> list[bool]:
    """For each thanks, whether the log was written and synced between the POST and it.

    One child sends after the other, so that the order of the lines is the order of its answer.
    """
    found, unsynced, synced = list[bool](), set[str](), False
    waiting: dict[str, str] = {}  # the file of a call that was interrupted, by process
    for line in lines:
        if (parts := LINE.match(line)) is None:
            continue
        pid, call, rest = parts.groups()
        file = named.group(1) if (named := FILE.match(rest)) else waiting.get(pid, "")
        waiting[pid] = file
        if call == "recvfrom" and RECEIVED in rest:
            unsynced, synced = set(), False
        elif call in WRITES and LOGS.search(file):
            unsynced.add(file)
        elif call in SYNCS and rest.endswith("= 0"):
            synced = synced or file in unsynced
            unsynced.discard(file)
        elif call == "sendto" and THANKED in rest:
            found.append(synced and not unsynced)
    return found

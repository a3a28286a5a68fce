"""PostgreSQL's own programs, with the database's address in their environment and nowhere else."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO

from sqlalchemy.engine import make_url

from boernestemme.domain.backup import BackupRefused

# What of an address is told by which variable; a command line could be read by everybody.
BY_VARIABLE = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
LONGEST_DETAIL = 200


@contextmanager
def running(
    address: str, command: Sequence[str], out: BinaryIO | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program of PostgreSQL's on a database, with pipes; it must end well when the block has.

    Raises BackupRefused when it does not, or is not installed. When the block fails it is stopped.
    A pipe that breaks means that it has ended before it had read all; how, its status tells.
    """
    with tempfile.TemporaryFile() as said:
        process = _started(address, command, said, subprocess.PIPE if out is None else out)
        with suppress(BrokenPipeError), process:
            try:
                yield process
            except BaseException as problem:
                if not isinstance(problem, BrokenPipeError):
                    process.kill()
                raise
        if process.returncode:
            raise BackupRefused("tool", _last_line(said.fileno(), command[0]))


def _started(
    address: str, command: Sequence[str], said: BinaryIO, out: BinaryIO | int
) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - our own words
            command, stdin=subprocess.PIPE, stdout=out, stderr=said, env=_environment(address)
        )
    except FileNotFoundError as problem:
        raise BackupRefused("tool", f"{command[0]} is not installed") from problem


def _environment(address: str) -> dict[str, str]:
    url = make_url(address)
    parts = url.translate_connect_args(username="user", database="dbname") | dict(url.query)
    ours = {BY_VARIABLE[name]: str(value) for name, value in parts.items() if name in BY_VARIABLE}
    return {name: os.environ[name] for name in KEPT if name in os.environ} | ours


def _last_line(descriptor: int, program: str) -> str:
    size = os.fstat(descriptor).st_size
    said = os.pread(descriptor, LONGEST_DETAIL * 4, max(0, size - LONGEST_DETAIL * 4))
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:LONGEST_DETAIL] if lines else f"{program} failed"

"""Taking a backup: one consistent copy of the database and the ledger, sealed to an offline key.

No key lies in it but those that the wrapping key closes; the half-years' secrets never do, so
what was destroyed stays destroyed.
"""

import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from boernestemme.domain.backup import BackupRefused, Manifest
from boernestemme.storage import backup_key, database_copy, epoch, erasure_ledger
from boernestemme.storage.backup_key import PublicHalf
from boernestemme.storage.backup_sealing import PIECE_BYTES, SealedWriter
from boernestemme.storage.new_file import keep_on_disk

BACKUP, PART, COPY = ".backup", ".part", ".copy"
LENGTH_BYTES = 4
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True)
class Sources:
    """What a backup is taken of: the database's address, and the files that belong to it."""

    database: str
    epoch_file: Path
    ledger: Path


@dataclass(frozen=True)
class Taken:
    """A backup that lies there whole: its size in bytes, and the SHA-256 of the file."""

    size: int
    digest: str


def make_key(private_file: Path, public_file: Path) -> str:
    """A new pair in two new files; the name it goes by. Raises BackupRefused."""
    try:
        return backup_key.make_pair(private_file, public_file)
    except FileExistsError as problem:
        raise BackupRefused("exists", str(problem.filename2 or problem.filename)) from problem


def take(sources: Sources, public_file: Path, target: Path, now: datetime) -> Taken:
    """Write a new backup to ``target``: there whole or not at all, readable by us alone.

    Raises BackupRefused, or OSError when it cannot be written.
    """
    try:
        key = backup_key.read_public(public_file)
    except (OSError, ValueError) as problem:
        raise BackupRefused("no_key", str(public_file)) from problem
    if target.exists():
        raise BackupRefused("exists", str(target))
    part = target.with_name(target.name + PART)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        _hold(file, target)
        try:
            taken = _write(sources, key, file, target, now)
            os.fsync(file.fileno())
            target.hardlink_to(part)  # which takes nobody's place
        finally:
            part.unlink()
    keep_on_disk(target.parent)
    return taken


def newest(folder: Path, now: datetime) -> datetime | None:
    """When the newest backup in a folder was taken, by its file; None where there is none (BCK-03).

    A file from the future does not count: it would hide for long that no more are taken. Raises
    OSError where the folder cannot be read.
    """
    files = [one for one in folder.iterdir() if one.suffix == BACKUP]
    taken = (datetime.fromtimestamp(one.stat().st_mtime, UTC) for one in files)
    return max((one for one in taken if one <= now + CLOCKS_DIFFER), default=None)


def _hold(file: BinaryIO, target: Path) -> None:
    """Let nobody else write it; what a killed run left is written over."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        raise BackupRefused("busy", str(target)) from problem
    os.fchmod(file.fileno(), 0o600)
    file.truncate()


def _write(sources: Sources, key: PublicHalf, file: BinaryIO, target: Path, now: datetime) -> Taken:
    ledger = b""
    with suppress(FileNotFoundError):  # nothing has been erased yet
        ledger = erasure_ledger.content(sources.ledger)
    manifest = _manifest(sources, len(ledger), now).to_bytes()
    sealed = SealedWriter(file, key)
    sealed.write(len(manifest).to_bytes(LENGTH_BYTES) + manifest + ledger)
    with database_copy.copied(sources.database, target.with_name(target.name + COPY)) as copy:
        while piece := copy.read(PIECE_BYTES):
            sealed.write(piece)
    sealed.finish()
    file.flush()
    return Taken(sealed.size, sealed.digest)


def _manifest(sources: Sources, ledger_bytes: int, now: datetime) -> Manifest:
    facts = database_copy.facts_of(sources.database)
    return Manifest(
        kind=database_copy.kind_of(sources.database),
        schema=facts.schema,
        taken_at=now,
        epoch=epoch.read_epoch(sources.epoch_file),
        keys=facts.keys,
        ledger_bytes=ledger_bytes,
    )

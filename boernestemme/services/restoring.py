"""Restoring a backup into an empty database: erased stays erased, used stays used.

It is checked whole before anything is written. Then it is filled, made true by what lies outside
the database, and only then opened; a run that was killed in between is simply run again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from boernestemme.domain.backup import BackupRefused, Manifest, manifest_from
from boernestemme.domain.ports import KeepsKeys
from boernestemme.services import erasing
from boernestemme.services.backing_up import LENGTH_BYTES, Sources
from boernestemme.services.setting_up import void_all_links
from boernestemme.storage import (
    access_log,
    backup_key,
    database_copy,
    database_filling,
    erasure_ledger,
)
from boernestemme.storage.backup_key import PrivateHalf
from boernestemme.storage.backup_opening import BackupReader
from boernestemme.storage.db import forget_connections, transaction
from boernestemme.storage.schema_version import head, is_known


@dataclass(frozen=True)
class Backup:
    """A backup that was checked from its beginning to its end, and can be opened again."""

    file: Path
    key: PrivateHalf
    manifest: Manifest

    def database(self) -> Iterator[bytes]:
        """The database's copy, a piece at a time."""
        with self.file.open("rb") as file:
            reader = BackupReader(file, self.key)
            _head(reader)
            yield from reader.rest()

    def ledger(self) -> erasure_ledger.Ledger:
        """What had been erased when the backup was taken."""
        with self.file.open("rb") as file:
            _, ledger = _head(BackupReader(file, self.key))
        return erasure_ledger.parsed(ledger)


@dataclass(frozen=True)
class MadeTrue:
    """What it took: the new epoch, rows erased anew, and keys of municipalities that open."""

    epoch: int
    erased: int
    keys: int
    keys_that_open: int


def read(file: Path, private_file: Path) -> Backup:
    """Open a backup and check every byte of it. Raises BackupRefused, or OSError."""
    try:
        key = backup_key.read_private(private_file)
    except (OSError, ValueError) as problem:
        raise BackupRefused("no_key", str(private_file)) from problem
    with file.open("rb") as opened:
        reader = BackupReader(opened, key)
        manifest, _ = _head(reader)
        for _ in reader.rest():
            pass
    return Backup(file, key, manifest)


def fill(backup: Backup, place: Sources, *, ledger_is_lost: bool) -> None:
    """Bring the backup into the empty database, closed, at ``address_aside``.

    Raises BackupRefused before anything is written.
    """
    if backup.manifest.kind is not database_copy.kind_of(place.database):
        raise BackupRefused("other_kind", backup.manifest.kind)
    if not is_known(backup.manifest.schema):
        raise BackupRefused("newer", backup.manifest.schema)
    if not (place.ledger.exists() or ledger_is_lost):
        raise BackupRefused("no_ledger", str(place.ledger))
    if not database_filling.may_be_filled(place.database):
        raise BackupRefused("not_empty")
    filled = address_aside(place)
    database_filling.fill(filled, backup.database)
    database_filling.bring_up_to_date(filled, backup.manifest.schema)


def address_aside(place: Sources) -> str:
    """Where the database is filled and made true, before it is opened."""
    return database_filling.address_aside(place.database)


def make_true(backup: Backup, place: Sources, keys: KeepsKeys, now: datetime) -> MadeTrue:
    """Void every link and session, and erase again what was erased; in the filled database's app.

    Raises LedgerDamaged when a line of the ledger cannot be read.
    """
    raised = void_all_links(place.epoch_file, backup.manifest.epoch)
    with transaction():
        for code in access_log.municipalities():
            access_log.append(code, access_log.BY_OPERATOR, "restored", code, now)
    _bring_ledger(backup.ledger(), place.ledger)
    erased = erasing.replay(place.ledger)
    of_backup = backup.manifest.keys
    return MadeTrue(raised, erased, len(of_backup), sum(map(keys.has, of_backup)))


def open_up(place: Sources) -> None:
    """Let doors open on the restored database; in the filled database's app."""
    forget_connections()
    database_filling.open_up(place.database, address_aside(place), head())


def _head(reader: BackupReader) -> tuple[Manifest, bytes]:
    length = int.from_bytes(reader.read(LENGTH_BYTES))
    try:
        manifest = manifest_from(reader.read(length))
    except ValueError as problem:
        raise BackupRefused("newer") from problem
    return manifest, reader.read(manifest.ledger_bytes)


def _bring_ledger(then: erasure_ledger.Ledger, file: Path) -> None:
    """Add what the backup's ledger tells and the one here does not."""
    here = set(erasure_ledger.read(file).erased if file.exists() else ())
    missing = [one for one in then.erased if one not in here]
    if missing or not file.exists():
        erasure_ledger.append(file, missing)

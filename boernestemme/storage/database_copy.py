"""One consistent copy of the whole database, to be read as a stream while everybody goes on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy import create_engine, inspect, select
from sqlalchemy.engine import make_url

from boernestemme.domain.backup import BackupRefused, DatabaseKind
from boernestemme.storage.db import engine_options
from boernestemme.storage.municipality_keys import MunicipalityKeyRow
from boernestemme.storage.postgresql_tools import running
from boernestemme.storage.schema_version import VERSION_TABLE, version_of

# A restored database has no version until all is done (migrating.py), so it is not in the dump.
DUMP = (
    "pg_dump", "--format=custom", "--compress=1", "--no-owner", "--no-privileges", "--no-password",
    f"--exclude-table-data=public.{VERSION_TABLE}",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What a backup tells of the database: its schema's version and the municipalities' keys."""

    schema: str
    keys: tuple[str, ...]


def kind_of(address: str) -> DatabaseKind:
    """Which kind of database lies at an address."""
    return DatabaseKind(make_url(address).get_backend_name())


def facts_of(address: str) -> Facts:
    """What there is to copy. Raises BackupRefused where nothing was set up."""
    engine = create_engine(address, **engine_options(address))
    try:
        if VERSION_TABLE not in inspect(engine).get_table_names():
            raise BackupRefused("no_database")
        with engine.connect() as connection:
            keys = connection.scalars(select(MunicipalityKeyRow.id).order_by(MunicipalityKeyRow.id))
            return Facts(version_of(engine) or "", tuple(keys))
    finally:
        engine.dispose()


@contextmanager
def copied(address: str, aside: Path) -> Iterator[BinaryIO]:
    """The copy, from its beginning. SQLite's lies in the file ``aside`` meanwhile.

    Raises BackupRefused when the block has ended and the copy did not.
    """
    if kind_of(address) is DatabaseKind.POSTGRESQL:
        with running(address, DUMP) as dump:
            yield cast(BinaryIO, dump.stdout)
        return
    aside.unlink(missing_ok=True)  # what a killed run left
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _copy_sqlite(str(make_url(address).database), aside)
        with aside.open("rb") as file:
            yield file
    finally:
        aside.unlink()


def _copy_sqlite(database: str, aside: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(aside)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")

"""The database: its connection rules, its column types and the one transaction helper."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any, cast

from sqlalchemy import (
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    Executable,
    MetaData,
    event,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, configure_mappers, scoped_session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from boernestemme.domain.unsafe_database import UnsafeDatabase
from boernestemme.storage.live_connections import WATCH
from boernestemme.storage.one_connection import OneConnection

BUSY_TIMEOUT_MS = 10_000
# With any other value a commit that was acknowledged may be lost (SUB-07, SUB-08).
SAFE_PRAGMAS = {"journal_mode": {"wal"}, "synchronous": {"2", "3"}}  # FULL, EXTRA
SAFE_SETTINGS = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every row class."""

    metadata = MetaData(naming_convention=NAMES)


db = OneConnection(model_class=Base, disable_autonaming=True)


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as UTC and given back aware on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no offset, so it is taken off there."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back to an aware UTC moment."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def session() -> Session:
    """The database session of this request or command."""
    return db.session()


def rows_changed(statement: Executable) -> int:
    """Run an INSERT, UPDATE or DELETE; how many rows it changed."""
    return cast(CursorResult[Any], session().execute(statement)).rowcount


def run(statement: Executable, **values: object) -> CursorResult[Any]:
    """Run a statement that was built once, beside the unit of work and its bookkeeping."""
    return db.connection.execute(statement, values)


def insert_if_absent(row: type[Base], **values: object) -> bool:
    """Insert a row unless one with the same key is there. True when it was inserted."""
    return insert_all_if_absent(row, [values]) == 1


def insert_all_if_absent(row: type[Base], rows: Sequence[Mapping[str, object]]) -> int:
    """Insert rows of the same columns, but none whose key is there; how many were inserted.

    A bare ON CONFLICT DO NOTHING.
    """
    is_sqlite = db.connection.dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    statement = insert(row).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return cast(CursorResult[Any], db.connection.execute(statement, rows)).rowcount


def put(row: type[Base], key: Mapping[str, object], **values: object) -> None:
    """Change the row with this key, or insert it. Of two at once the later stands."""
    change = update(row).filter_by(**key).values(**values)
    if not rows_changed(change) and not insert_if_absent(row, **key, **values):
        rows_changed(change)


@contextmanager
def transaction() -> Iterator[scoped_session[Any]]:
    """Commit what the block did, or undo all of it.

    It commits rather than begins, for a request may have read something already.
    """
    try:
        yield db.session
        db.end(keep=True)
    except BaseException:
        db.end(keep=False)
        raise


@event.listens_for(Engine, "connect")
def keep_promises_on_disk(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Every commit on disk before it is acknowledged, whichever process connects.

    SQLite is told so, with foreign keys and patient writers. A database that does otherwise is
    left again at once. Raises UnsafeDatabase.
    """
    try:
        if isinstance(connection, sqlite3.Connection):
            _prepare_file(connection)
        else:
            _check_server(connection)
    except UnsafeDatabase:
        connection.close()
        raise


def _prepare_file(connection: sqlite3.Connection) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    names = SAFE_PRAGMAS
    _check(names, [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names])


def _check_server(connection: DBAPIConnection) -> None:
    cursor = connection.cursor()
    asked = ", ".join(f"current_setting('{name}', true)" for name in SAFE_SETTINGS)
    cursor.execute(f"SELECT {asked}")  # names from the table above
    found = cursor.fetchone() or ()
    cursor.close()
    connection.rollback()
    _check(SAFE_SETTINGS, found)


def _check(safe: Mapping[str, set[str]], found: Sequence[object]) -> None:
    """What cannot be read is not safe either."""
    for (name, values), value in zip_longest(safe.items(), found):
        if str(value).lower() not in values:
            raise UnsafeDatabase(name, str(value))


def unsafe_setting(engine: Engine) -> str | None:
    """The name of a database setting that could lose an acknowledged answer, or None (SUB-07)."""
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                asked = (text(f"PRAGMA {name}") for name in SAFE_PRAGMAS)
                _check(SAFE_PRAGMAS, [connection.execute(one).scalar() for one in asked])
    except UnsafeDatabase as unsafe:
        return unsafe.setting
    return None


def map_rows() -> None:
    """Work out how rows are mapped, which the first to ask for one would do else."""
    configure_mappers()


def forget_connections() -> None:
    """Close this app's connections, that of its session too."""
    db.session.remove()
    db.engine.dispose()


def engine_options(uri: str) -> dict[str, Any]:
    """Options for the engine. Parameters never reach a log or an error text (LOG-04)."""
    options: dict[str, Any] = {"hide_parameters": True}
    if uri.startswith("sqlite"):
        options["connect_args"] = {"timeout": BUSY_TIMEOUT_MS / 1000}
    else:
        options |= {"pool_events": WATCH, "pool_size": 5}
    return options

"""The database: its connection rules, its column types and the one transaction helper."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
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
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 10_000
AT_ONCE = 500  # values in one statement; a database takes only so many
SAFE_PRAGMAS = {"journal_mode": {"wal"}, "synchronous": {"2", "3"}}  # FULL, EXTRA
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


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


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


def insert_if_absent(row: type[Base], **values: object) -> bool:
    """Insert a row unless one with the same key is there: a bare ON CONFLICT DO NOTHING.

    True when it was inserted.
    """
    is_sqlite = session().get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    statement = insert(row).values(**values).on_conflict_do_nothing()
    return rows_changed(statement.execution_options(preserve_rowcount=True)) == 1


def put(row: type[Base], key: Mapping[str, object], **values: object) -> None:
    """Change the row with this key, or insert it. Of two at once the later stands."""
    change = update(row).filter_by(**key).values(**values)
    if not rows_changed(change) and not insert_if_absent(row, **key, **values):
        rows_changed(change)


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit what the block did, or undo all of it.

    It commits rather than begins, for a request may have read something already.
    """
    current = session()
    try:
        yield current
        current.commit()
    except BaseException:
        current.rollback()
        raise


@event.listens_for(Engine, "connect")
def keep_promises_on_disk(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """SQLite: every commit on disk before it is acknowledged, foreign keys, patient writers."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}").close()


def unsafe_setting(engine: Engine) -> str | None:
    """The name of a database setting that could lose an acknowledged answer, or None (SUB-07)."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return _unsafe_pragma(connection)
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            if connection.execute(text(f"SHOW {name}")).scalar_one() == "off":
                return name
    return None


def _unsafe_pragma(connection: Connection) -> str | None:
    for name, safe in SAFE_PRAGMAS.items():
        if str(connection.execute(text(f"PRAGMA {name}")).scalar_one()).lower() not in safe:
            return name
    return None


def forget_connections() -> None:
    """Close this app's connections."""
    db.engine.dispose()


def database_now() -> datetime:
    """The database server's clock, so that web servers with odd clocks agree (LNK-05)."""
    current = session()
    if current.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)
    moment: datetime = current.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment.astimezone(UTC)


def engine_options(uri: str) -> dict[str, Any]:
    """Options for the engine. Parameters never reach a log or an error text (LOG-04)."""
    options: dict[str, Any] = {"hide_parameters": True}
    if uri.startswith("sqlite"):
        options["connect_args"] = {"timeout": BUSY_TIMEOUT_MS / 1000}
    else:
        options |= {"pool_pre_ping": True, "pool_size": 5}
    return options

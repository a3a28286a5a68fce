"""Fills an empty database from a backup's stream. It stays closed until ``open_up``.

Every process refuses a database without a schema version. So a restored one gets its version last:
until then no door opens on it, and a restore that was killed begins anew.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy import Connection, Engine, create_engine, inspect, select, table, text
from sqlalchemy.engine import make_url

from boernestemme.domain.backup import DatabaseKind
from boernestemme.storage.database_copy import kind_of
from boernestemme.storage.db import engine_options
from boernestemme.storage.migrating import migrate, stamp
from boernestemme.storage.new_file import keep_on_disk
from boernestemme.storage.postgresql_tools import running
from boernestemme.storage.schema_version import VERSION_TABLE

Stream = Callable[[], Iterable[bytes]]
RESTORE = (
    "pg_restore", "--single-transaction", "--no-owner", "--no-privileges", "--no-password",
)  # fmt: skip
# `setup --roles` makes these anew, and the roles they name; there may be none yet.
OTHERS = re.compile(r"^\d+; \d+ \d+ (POLICY|ROW SECURITY|SCHEMA|COMMENT|EXTENSION|ACL) ")
FUNCTIONS = text(
    "SELECT proname FROM pg_proc WHERE pronamespace = CAST('public' AS regnamespace) "
    "AND proname LIKE '%\\_refuse'"
)
BESIDE = ".restoring"


def address_aside(address: str) -> str:
    """Where a database is filled: SQLite's in a file beside its own, PostgreSQL's in its place."""
    if kind_of(address) is DatabaseKind.POSTGRESQL:
        return address
    url = make_url(address)
    beside = url.set(database=f"{url.database}{BESIDE}")
    return beside.render_as_string(hide_password=False)


def may_be_filled(address: str) -> bool:
    """True where no table holds a row, or an earlier restore did not come to its end."""
    with _engine(address) as engine:
        tables = set(inspect(engine).get_table_names())
        with engine.connect() as connection:
            if VERSION_TABLE in tables and not _holds_rows(connection, VERSION_TABLE):
                return True
            return not any(_holds_rows(connection, name) for name in tables - {VERSION_TABLE})


def fill(address: str, stream: Stream) -> None:
    """Put in place of an empty database what ``copied`` gave; ``stream`` may be read twice.

    Raises BackupRefused when PostgreSQL's program fails; then nothing is there.
    """
    if kind_of(address) is DatabaseKind.POSTGRESQL:
        _empty(address)
        _fill_postgresql(address, stream)
        return
    _forget_aside(address)
    descriptor = os.open(_file(address), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in stream():
            file.write(piece)


def bring_up_to_date(address: str, schema: str) -> None:
    """Migrate what was filled from the version it had; it stays closed."""
    with _engine(address) as engine:
        migrate(engine, closed_at=schema)


def open_up(address: str, filled: str, schema: str) -> None:
    """Give it its version, and SQLite's file its place: from now on doors may open."""
    with _engine(filled) as engine, engine.begin() as connection:
        stamp(connection, schema)
    if kind_of(address) is DatabaseKind.SQLITE:
        for one in (filled, address):
            _fold_log_in(one)
        keep_on_disk(_file(filled))
        _file(filled).replace(_file(address))
        keep_on_disk(_file(address).parent)


def _fill_postgresql(address: str, stream: Stream) -> None:
    database = make_url(address).database
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as ours:
        ours.writelines(line for line in _listed(address, stream) if not OTHERS.match(line))
        ours.flush()
        command = (*RESTORE, f"--use-list={ours.name}", f"--dbname={database}")
        with running(address, command) as restore:
            _pour(restore, stream)


def _listed(address: str, stream: Stream) -> list[str]:
    """The dump's list of contents, which it begins with."""
    with tempfile.TemporaryFile() as listed:
        with running(address, ("pg_restore", "--list"), cast(BinaryIO, listed)) as listing:
            _pour(listing, stream)
        listed.seek(0)
        return listed.read().decode().splitlines(keepends=True)


def _pour(process: "subprocess.Popen[bytes]", stream: Stream) -> None:
    into = cast(BinaryIO, process.stdin)
    for piece in stream():
        into.write(piece)
    into.close()


def _empty(address: str) -> None:
    """Take away the empty or half-filled tables, and the guards of those that never change."""
    with _engine(address) as engine, engine.begin() as connection:
        quote = connection.dialect.identifier_preparer.quote
        for name in inspect(connection).get_table_names():
            connection.exec_driver_sql(f"DROP TABLE {quote(name)} CASCADE")
        for name in connection.scalars(FUNCTIONS).all():
            connection.exec_driver_sql(f"DROP FUNCTION {quote(name)}")


def _holds_rows(connection: Connection, name: str) -> bool:
    return (
        connection.execute(select(text("1")).select_from(table(name)).limit(1)).first() is not None
    )


def _fold_log_in(address: str) -> None:
    """Let SQLite's file hold all there is, and no log lie beside it. Raises OperationalError."""
    with _engine(address) as engine, engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")


def _forget_aside(address: str) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{_file(address)}{end}").unlink(missing_ok=True)


def _file(address: str) -> Path:
    return Path(str(make_url(address).database))


@contextmanager
def _engine(address: str) -> Iterator[Engine]:
    engine = create_engine(address, **engine_options(address))
    try:
        yield engine
    finally:
        engine.dispose()

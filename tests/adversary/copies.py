"""Copies of a whole database, with what no query of ours asks for: place, transaction, raw bytes.

They are taken over a connection of their own, by someone who may read everything.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from tests.raw_bytes import raw

PAGE, WAL_HEADER, FRAME_HEADER = 4096, 32, 24
HIDDEN = ("ctid", "xmin", "cmin")
POSTGRESQL_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200"
POSTGRESQL_CLASSES = (
    "SELECT oid, relname, relfilenode, relpages, reltuples, relallvisible FROM pg_class "
    "WHERE relnamespace = 2200"
)
SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
Row = dict[str, Any]


@dataclass(frozen=True)
class Copy:
    """Everything at one moment: each table's rows as they lie, and SQLite's files as one.

    A row's names are its columns, and in brackets what the database keeps beside them.
    """

    names: dict[str, tuple[str, ...]]
    rows: dict[str, list[tuple[Any, ...]]]
    files: bytes = b""
    wal_from: int = 0

    def of(self, table: str) -> list[Row]:
        """A table's rows by column name."""
        return [dict(zip(self.names[table], row, strict=True)) for row in self.rows[table]]

    def news(self, table: str, before: "Copy | None") -> list[Row]:
        """The rows that are not in an earlier copy exactly so."""
        known = set(before.rows[table]) if before else set()
        names = self.names[table]
        return [dict(zip(names, row, strict=True)) for row in self.rows[table] if row not in known]

    def place_of(self, content: bytes) -> tuple[int, int] | None:
        """Where bytes were written last: in the files, and in their page; None if nowhere."""
        at = self.files.rfind(content)
        if at < 0:
            return None
        if at < self.wal_from:
            return at, at % PAGE
        in_frames = at - self.wal_from - WAL_HEADER
        return at, in_frames % (PAGE + FRAME_HEADER)


class Copier:
    """Takes copies of one database."""

    def __init__(self, address: str) -> None:
        url = make_url(address)
        self._file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._server = None if self._file else psycopg.connect(plain, autocommit=True)

    def take(self) -> Copy:
        """Everything as it is now."""
        return self._of_server(self._server) if self._server else self._of_file()

    def close(self) -> None:
        """Leave the server."""
        if self._server:
            self._server.close()

    def _of_file(self) -> Copy:
        assert self._file is not None
        connection = sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)
        try:
            tables = [name for (name,) in connection.execute(SQLITE_TABLES)]
            taken = {name: connection.execute(f"SELECT * FROM {name}") for name in tables}
            names = {
                name: tuple(column[0] for column in cursor.description)
                for name, cursor in taken.items()
            }
            rows = {name: cursor.fetchall() for name, cursor in taken.items()}
        finally:
            connection.close()
        main = raw(self._file)
        log = Path(f"{self._file}-wal")
        return Copy(names, rows, main + (raw(log) if log.exists() else b""), len(main))

    def _of_server(self, server: psycopg.Connection[Any]) -> Copy:
        """All tables in one glance; the questions are sent together, which is quicker."""
        tables = [name for (name,) in server.execute(POSTGRESQL_TABLES)]
        with server.pipeline(), server.transaction():
            server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            taken = {
                name: server.execute(f"SELECT ctid::text, xmin::text, cmin::text, * FROM {name}")
                for name in tables
            }
            classes = server.execute(POSTGRESQL_CLASSES)
        names = {name: self._names(cursor) for name, cursor in taken.items()}
        rows = {
            name: [(*_hidden(*row[:3]), *row[3:]) for row in cursor]
            for name, cursor in taken.items()
        }
        names["pg_class"] = tuple(column.name for column in classes.description or ())
        return Copy(names, rows | {"pg_class": classes.fetchall()})

    @staticmethod
    def _names(cursor: psycopg.Cursor[Any]) -> tuple[str, ...]:
        columns = [column.name for column in cursor.description or ()]
        return (*(f"({name})" for name in HIDDEN), *columns[len(HIDDEN) :])


def _hidden(ctid: str, xmin: str, cmin: str) -> Iterator[Any]:
    page, number = re.findall(r"\d+", ctid)
    yield from ((int(page), int(number)), int(xmin), int(cmin))

"""Writing very many rows at once, past every check, into either kind of database."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy.engine import make_url

from bench.databases import SQLITE

Row = tuple[object, ...]


class Writer(Protocol):
    """Takes rows for one table after the other; what was written is there when it is left."""

    def __enter__(self) -> "Writer":
        """Begin."""

    def __exit__(self, *_: object) -> None:
        """Commit."""

    def write(self, table: str, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
        """Write rows in the order given."""


def writer(address: str, kind: str) -> Writer:
    """The writer of a database of this kind."""
    url = make_url(address)
    if kind == SQLITE:
        return _SqliteWriter(Path(str(url.database)))
    plain = url.set(drivername="postgresql")
    return _PostgresqlWriter(plain.render_as_string(hide_password=False))


class _SqliteWriter:
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.commit()
        self._connection.close()

    def write(self, table: str, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
        places = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({_named(columns)}) VALUES ({places})"
        self._connection.executemany(statement, rows)


class _PostgresqlWriter:
    def __init__(self, address: str) -> None:
        self._connection = psycopg.connect(address, options="-c timezone=UTC")

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.commit()
        self._connection.execute("ANALYZE")
        self._connection.commit()
        self._connection.close()

    def write(self, table: str, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
        statement = f"COPY {table} ({_named(columns)}) FROM STDIN"
        with self._connection.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


def _named(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)

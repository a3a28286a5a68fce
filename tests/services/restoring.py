"""A backup taken now and restored later: a file copied, or a PostgreSQL database copied whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from boernestemme import create_app
from boernestemme.storage.db import db
from tests.world import World


def take_backup(world: World, folder: Path) -> str:
    """Copy the database as it is; the copy's address."""
    address = world.tools.settings.database
    db.session.remove()
    db.engine.dispose()  # SQLite: the last to leave folds the log into the file
    if address.startswith("sqlite"):
        copy = folder / "backup.sqlite3"
        shutil.copy(str(make_url(address).database), copy)
        return f"sqlite:///{copy}"
    name = f"backup_{folder.name}"
    _on_server(address, f'CREATE DATABASE "{name}" TEMPLATE "{make_url(address).database}"')
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@contextmanager
def restored(world: World, backup: str) -> Iterator[World]:
    """The installation on the backup, inside its app's context; its files are those of today."""
    app = create_app(replace(world.tools.settings, database=backup), clock=world.clock)
    with app.app_context():
        yield World(app, world.clock)
        db.session.remove()
        db.engine.dispose()


def drop_backup(world: World, backup: str) -> None:
    """Remove a copy that lies on a server."""
    if not backup.startswith("sqlite"):
        name = make_url(backup).database
        _on_server(world.tools.settings.database, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(address: str, statement: str) -> None:
    engine = create_engine(make_url(address).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()

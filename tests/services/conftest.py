"""Fixtures of the service tests: lasting worlds on each database, to share where one may.

Making a world hashes eight passwords; a test that only adds links and answers of its own takes
``shared_world``, one that changes accounts or sweeps the whole house takes ``any_world``. Words
run out where a case worker has too many links, so that a new world follows a full one.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import func, select

from boernestemme import create_app
from boernestemme.services.setting_up import make_key_files
from boernestemme.storage.db import db, session
from boernestemme.storage.invitations import InvitationRow
from tests.clock import Clock
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.services.leaders import emptied
from tests.services.steps import set_now
from tests.world import World

MOST_LINKS = 150


class LastingWorlds:
    """One world after the other on one kind of database."""

    def __init__(self, kind: str, databases: EmptyDatabases, folder: Path) -> None:
        self._kind = kind
        self._databases = databases
        self._folder = folder
        self._held = ExitStack()
        self._world: World | None = None

    def world(self) -> World:
        """The world that lasts, or a new one when it is full."""
        is_full = self._world is not None and _links(self._world) > MOST_LINKS
        return self.begin_anew() if self._world is None or is_full else self._world

    def begin_anew(self) -> World:
        """A new world, for tests that need room for all of theirs."""
        self.close()
        self._world = self._begin()
        return self._world

    def _begin(self) -> World:
        folder = Path(self._held.enter_context(TemporaryDirectory(dir=self._folder)))
        address = self._held.enter_context(self._databases.fresh(self._kind, folder))
        settings = test_settings(folder, address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)
        clock = Clock(NOW)
        app = create_app(settings, clock=clock)
        with app.app_context():
            world = World.begin(app, clock)
            db.session.remove()
        return world

    def close(self) -> None:
        """Let the world go."""
        if self._world is not None:
            with self._world.app.app_context():
                db.engine.dispose()
        self._held.close()
        self._world = None


def _links(world: World) -> int:
    with world.app.app_context():
        number = session().execute(select(func.count()).select_from(InvitationRow)).scalar_one()
        db.session.remove()
        return int(number)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def lasting_worlds(
    request: pytest.FixtureRequest,
    empty_databases: EmptyDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[LastingWorlds]:
    """The lasting worlds on each kind of database."""
    worlds = LastingWorlds(request.param, empty_databases, tmp_path_factory.mktemp("lasting"))
    yield worlds
    worlds.close()


@pytest.fixture
def shared_world(lasting_worlds: LastingWorlds) -> Iterator[World]:
    """The lasting world at its own moment, inside its app's context."""
    world = lasting_worlds.world()
    set_now(world)
    with world.app.app_context():
        yield world
        db.session.remove()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def leaders_house(
    request: pytest.FixtureRequest,
    empty_databases: EmptyDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """A world on each database for tests of what leaders see."""
    worlds = LastingWorlds(request.param, empty_databases, tmp_path_factory.mktemp("own"))
    yield worlds.begin_anew()
    worlds.close()


@pytest.fixture
def leaders_world(leaders_house: World) -> Iterator[World]:
    """That world emptied, inside its app's context."""
    with leaders_house.app.app_context():
        yield emptied(leaders_house)
        db.session.remove()

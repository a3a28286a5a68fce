"""Fixtures of the service tests: one lasting world on each database, to share where one may.

Making a world hashes six passwords; a test that only adds links and answers of its own takes
``shared_world``, one that changes accounts or sweeps the whole house takes ``any_world``.
"""

from collections.abc import Iterator

import pytest

from boernestemme import create_app
from boernestemme.services.setting_up import make_key_files
from boernestemme.storage.db import db
from tests.conftest import Clock
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.services.steps import set_now
from tests.world import World


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def lasting_world(
    request: pytest.FixtureRequest,
    empty_databases: EmptyDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """One world on each kind of database, for all service tests."""
    folder = tmp_path_factory.mktemp("lasting")
    with empty_databases.fresh(request.param, folder) as address:
        settings = test_settings(folder, address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)
        clock = Clock(NOW)
        app = create_app(settings, clock=clock)
        with app.app_context():
            world = World.begin(app, clock)
            db.session.remove()
        yield world
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def shared_world(lasting_world: World) -> Iterator[World]:
    """The lasting world at its own moment, inside its app's context."""
    set_now(lasting_world)
    with lasting_world.app.app_context():
        yield lasting_world
        db.session.remove()

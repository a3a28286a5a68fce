"""On PostgreSQL the roles of housekeeping are enough for e-mails; the role of a child is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import ProgrammingError

from boernestemme import create_app
from boernestemme.domain.roles import Role
from boernestemme.services.sending_mail import Letter, send_due
from boernestemme.services.setting_up import make_key_files
from boernestemme.storage.db import db
from boernestemme.storage.grants import Group
from tests.clock import Clock
from tests.database_roles import RoledDatabase, roled_database
from tests.databases import EmptyDatabases
from tests.factories import NOW, older_answers, test_settings
from tests.post_office import post_office
from tests.services.notices import tell
from tests.services.restoring import restored
from tests.services.steps import count, set_now
from tests.world import World

LETTERS = dict.fromkeys(Role, Letter("Noget", "Der venter noget.\n"))
ROLES = (Group.STAFF, Group.STATISTICS)


@pytest.fixture
def roled(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[RoledDatabase]:
    with roled_database(empty_databases, tmp_path) as database:
        yield database


@pytest.fixture
def answered(roled: RoledDatabase, tmp_path: Path) -> Iterator[World]:
    """A world with an answer, as the owner sees it."""
    settings, clock = test_settings(tmp_path, roled.address), Clock(NOW)
    make_key_files(settings.wrapping_key_file, settings.epoch_file)
    app = create_app(settings, clock=clock)
    with app.app_context():
        world = World.begin(app, clock)
        world.answer(world.link(), older_answers())
        db.session.remove()
        yield world
        db.session.remove()
        db.engine.dispose()


def test_housekeepings_roles_are_enough(roled: RoledDatabase, answered: World) -> None:
    with restored(answered, roled.login(*ROLES)) as world, post_office() as office:
        for days, sent in ((0, 4), (7, 5), (50, 0)):
            set_now(world, days=days)
            tell(world)
            assert send_due(office.server(), LETTERS, world.clock()).sent == sent
        assert count("outbox") > 0
    assert "leder@test.example" in office.addresses


def test_the_childs_role_can_order_nothing(roled: RoledDatabase, answered: World) -> None:
    with (
        restored(answered, roled.login(Group.CHILD)) as child,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        tell(child)

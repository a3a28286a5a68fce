"""On PostgreSQL the staff's own role is enough to file, to hold, to erase and to replay."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import ProgrammingError

from boernestemme import create_app
from boernestemme.services import filing
from boernestemme.services.erasing import erase_due, replay
from boernestemme.services.making_links import MadeLink
from boernestemme.services.setting_up import make_key_files
from boernestemme.storage.db import db
from boernestemme.storage.grants import Group
from tests.clock import Clock
from tests.database_roles import RoledDatabase, roled_database
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.services.post_box import ERASED, answered, file_all, left, on, overdue, said_after
from tests.services.restoring import restored
from tests.world import World

WISH_ALONE = {"answers": 1, "framings": 0, "letters": 0}


@pytest.fixture
def roled(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[RoledDatabase]:
    with roled_database(empty_databases, tmp_path) as database:
        yield database


@pytest.fixture
def owned(roled: RoledDatabase, tmp_path: Path) -> Iterator[World]:
    """The world as the owner sees it."""
    settings, clock = test_settings(tmp_path, roled.address), Clock(NOW)
    make_key_files(settings.wrapping_key_file, settings.epoch_file)
    app = create_app(settings, clock=clock)
    with app.app_context():
        yield World.begin(app, clock)
        db.session.remove()
        db.engine.dispose()


def with_a_wish(world: World) -> MadeLink:
    """A meeting with words, and the wish to talk to another among them."""
    link = answered(world)
    said_after(world, link, more_text="hemmeligt", talk_to="other")
    db.session.remove()
    return link


def test_the_staffs_role_is_enough(roled: RoledDatabase, owned: World, tmp_path: Path) -> None:
    link, ledger = with_a_wish(owned), tmp_path / "erased.log"
    with restored(owned, roled.login(Group.STAFF)) as staff:
        file_all(staff, link)
        filing.put_on_hold(staff.setting(), link.meeting_id)
        filing.lift_hold(staff.setting(), link.meeting_id)
        assert erase_due(ledger, on(staff, ERASED)) == 3
        assert replay(ledger) == 0
        assert left(link) == WISH_ALONE
        assert overdue(staff) == []


@pytest.mark.parametrize("group", [Group.CHILD, Group.STATISTICS])
def test_no_other_role_erases(
    roled: RoledDatabase, owned: World, tmp_path: Path, group: Group
) -> None:
    """The control."""
    link, ledger = with_a_wish(owned), tmp_path / "erased.log"
    file_all(owned, link)
    now = on(owned, ERASED)
    db.session.remove()
    with restored(owned, roled.login(group)), pytest.raises(ProgrammingError, match="permission"):
        erase_due(ledger, now)
    assert not ledger.exists()
    assert left(link)["answers"] == 2

"""A raised epoch voids every link made before it, and every session that came by one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from boernestemme import create_app
from boernestemme.domain.errors import LinkDead, Refused
from boernestemme.services import answering, changing_links, entering, listing_meetings
from boernestemme.services.setting_up import void_all_links
from boernestemme.storage.db import db
from boernestemme.storage.epoch import raise_epoch, read_epoch, write_epoch
from tests.factories import NOW, older_answers
from tests.services.steps import read, row_of
from tests.world import World


@pytest.fixture
def later(shared_world: World, tmp_path: Path) -> Iterator[World]:
    """The same database under an installation whose epoch was raised, as after a restore."""
    epoch_file = tmp_path / "epoch"
    write_epoch(epoch_file, shared_world.links.epoch)
    void_all_links(epoch_file)
    settings = replace(shared_world.tools.settings, epoch_file=epoch_file)
    app = create_app(settings, clock=shared_world.clock)
    yield World(app, shared_world.clock)
    with app.app_context():
        db.engine.dispose()


def test_a_raised_epoch_is_kept_in_a_file_for_us_alone(tmp_path: Path) -> None:
    file = tmp_path / "epoch"
    write_epoch(file, 1)
    assert [raise_epoch(file) for _ in range(3)] == [2, 3, 4]
    assert read_epoch(file) == 4
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["epoch"]


def test_no_link_made_before_opens_after(shared_world: World, later: World) -> None:
    link = shared_world.link()
    assert entering.look(shared_world.links.signer, link.token, NOW)
    with later.app.app_context(), pytest.raises(LinkDead):
        entering.look(later.links.signer, link.token, NOW)


def test_an_open_link_becomes_a_task_and_is_not_shown_again(
    shared_world: World, later: World
) -> None:
    link = shared_world.link(by="nadia")
    with later.app.app_context():
        rows = listing_meetings.list_meetings(later.setting("nadia"), later.links.epoch)
        [row] = [row for row in rows if row.id == link.meeting_id]
        assert (row.needs_new_link, row.waits) == (True, True)
        assert read(later, link, by="nadia").link.is_of_old_epoch
        with pytest.raises(LinkDead):
            changing_links.show_again(later.setting("nadia"), link.meeting_id, later.links)


def test_a_new_link_made_after_works(shared_world: World, later: World) -> None:
    link = shared_world.link()
    with later.app.app_context():
        new = changing_links.make_anew(later.setting(), link.meeting_id, later.links)
        later.answer(new, older_answers())
        assert len(read(later, new).answers) == 1


def test_a_session_that_came_by_an_old_link_sends_nothing(
    shared_world: World, later: World
) -> None:
    link = shared_world.link()
    browser = shared_world.come_in(link)
    shared_world.save_all(browser, older_answers())
    with later.app.app_context():
        void_all_links(later.tools.settings.epoch_file)
        with pytest.raises(Refused):
            answering.send(entering.visit(browser.cookie, NOW), {}, NOW)
        assert row_of(link).answered_on is None

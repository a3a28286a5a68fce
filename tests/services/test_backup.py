"""A backup restored: everything is there, erased stays erased, used stays used, all links dead."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from boernestemme.cli.backup import sources_of
from boernestemme.domain.backup import BackupRefused
from boernestemme.domain.errors import LinkDead, SessionGone
from boernestemme.services import entering, listing_meetings, restoring, signing_in
from boernestemme.services.backing_up import COPY, PART, make_key
from boernestemme.services.erasing import erase_due
from boernestemme.services.making_links import MadeLink
from boernestemme.services.verifying import broken_chains
from boernestemme.storage import accounts
from boernestemme.storage.db import forget_connections, session, transaction
from boernestemme.storage.epoch import read_epoch
from boernestemme.storage.wrapping import read_key, unwrap
from tests.databases import EmptyDatabases
from tests.factories import NOW, older_answers
from tests.services import backups
from tests.services.post_box import ERASED, answered, file_all, left, look, on
from tests.services.steps import log_of, read, set_now
from tests.world import World

NOTHING = {"answers": 0, "framings": 0, "letters": 0}
WHOLE = {"answers": 1, "framings": 1, "letters": 0}


@pytest.fixture(autouse=True)
def tools_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's programs are those of the tests' own server."""
    monkeypatch.setenv("PATH", backups.PATH)


class House:
    """A world of which a backup was taken, and what became of it since."""

    def __init__(self, world: World, file: Path, gone: MadeLink, kept: MadeLink) -> None:
        self.world, self.file, self.gone, self.kept = world, file, gone, kept
        self.ledger = world.tools.settings.erasure_ledger


@pytest.fixture
def house(any_world: World, tmp_path: Path) -> House:
    """Two meetings answered and one link open; a backup; then one meeting's papers erased."""
    gone, kept = answered(any_world), answered(any_world)
    file_all(any_world, gone)
    file = backups.take(any_world, tmp_path)
    erase_due(any_world.tools.settings.erasure_ledger, on(any_world, ERASED))
    assert left(gone) == NOTHING
    set_now(any_world)
    return House(any_world, file, gone, kept)


@pytest.fixture
def empty(house: House, empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[World]:
    """The same installation on an empty database."""
    with backups.empty_house(house.world, empty_databases, tmp_path / "empty") as found:
        yield found


def test_erased_stays_erased_and_all_else_is_there_after_a_kill_too(
    house: House, empty: World
) -> None:
    filled_and_killed(house, empty)
    made = backups.restore(empty, house.file)
    assert (made.erased, made.keys_that_open) == (2, made.keys)
    with backups.opened(empty) as later:
        assert left(house.gone) == NOTHING
        assert left(house.kept) == WHOLE
        assert look(later, house.gone).erased_on == ERASED
        assert read(later, house.kept).answers
        assert log_of(house.kept)
        checked, broken = broken_chains()
        assert checked and not broken
        assert later.app.extensions["readiness"]() is None
    with pytest.raises(BackupRefused, match="not_empty"):
        backups.restore(empty, house.file)
    with pytest.raises(BackupRefused, match="exists"):
        backups.take(house.world, house.file.parent)


def filled_and_killed(house: House, empty: World) -> None:
    """A restore that ends before the erased is gone again: no door opens on what lies there."""
    place = sources_of(empty.tools.settings)
    restoring.fill(backups.checked(house.file), place, ledger_is_lost=False)
    in_its_place = not place.database.startswith("sqlite")
    with empty.app.app_context():
        assert empty.app.extensions["readiness"]() == ("migrations" if in_its_place else None)
        assert left(house.gone) == (WHOLE if in_its_place else NOTHING)
        forget_connections()


def test_the_control_without_the_ledger_the_erased_is_back(house: House, empty: World) -> None:
    house.ledger.unlink()
    with pytest.raises(BackupRefused, match="no_ledger"):
        backups.restore(empty, house.file)
    assert backups.restore(empty, house.file, ledger_is_lost=True).erased == 0
    with backups.opened(empty):
        assert left(house.gone) == WHOLE


def test_used_and_open_links_are_dead_and_open_ones_are_tasks(
    any_world: World, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    link, epoch_file = any_world.link(by="nadia"), any_world.tools.settings.epoch_file
    browser, cookie = any_world.come_in(link), signed_in(any_world)
    file = backups.take(any_world, tmp_path)
    any_world.answer(link, older_answers())  # after the backup: it shall not be sent twice
    with backups.empty_house(any_world, empty_databases, tmp_path / "empty") as empty:
        made = backups.restore(empty, file, ledger_is_lost=True)
        assert made.epoch == read_epoch(epoch_file) == any_world.links.epoch + 1
        with backups.opened(empty) as later:
            with pytest.raises(LinkDead):
                entering.look(later.tools.signer, link.token, NOW)
            with pytest.raises(SessionGone):
                later.visit(browser)
            assert signing_in.who(cookie, NOW) is None
            rows = listing_meetings.list_meetings(later.setting("nadia"), later.links.epoch)
            assert [row.needs_new_link for row in rows if row.id == link.meeting_id] == [True]


def signed_in(world: World) -> str:
    """Mette's cookie."""
    account = accounts.by_email("mette@test.example")
    assert account is not None
    with transaction():
        return signing_in.begin_session(account, NOW)


def test_no_key_lies_in_it_and_nobody_else_may_read_it(world: World, tmp_path: Path) -> None:
    link = world.link()
    for left_by_a_killed_run in (PART, COPY):
        (tmp_path / f"one.backup{left_by_a_killed_run}").write_bytes(b"x" * 99)
    file = backups.take(world, tmp_path)
    content = b"".join(backups.checked(file).database())
    settings = world.tools.settings
    wrapping = read_key(settings.wrapping_key_file)
    row = session().execute(backups.KEYS).first()
    assert row is not None
    secrets = [wrapping, unwrap(wrapping, row.id, row.wrapped_private_key)]
    secrets += [one.read_bytes() for one in settings.statistics_folder.iterdir()]
    secrets += [settings.sign_in_key_file.read_bytes(), settings.link_keys[0].encode()]
    assert len(secrets) > 4 and [one for one in secrets if one in content] == []
    assert row.public_key in content and link.meeting_id.encode() in content, "the control"
    assert link.meeting_id.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(one.suffix for one in tmp_path.glob("one.*")) == [".backup"]


def test_a_program_that_fails_leaves_no_file(
    any_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any_world.tools.settings.database.startswith("sqlite"):
        any_world.tools.settings.epoch_file.unlink()
        expected: type[Exception] = FileNotFoundError
    else:
        monkeypatch.setenv("PATH", str(tmp_path))
        expected = BackupRefused
    with pytest.raises(expected):
        backups.take(any_world, tmp_path)
    assert not list(tmp_path.glob("one.*"))


def test_two_to_one_file_are_not_taken_at_once(world: World, tmp_path: Path) -> None:
    with (tmp_path / f"one.backup{PART}").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BackupRefused, match="busy"):
            backups.take(world, tmp_path)
    assert backups.checked(backups.take(world, tmp_path)).manifest.kind == "sqlite"


def test_a_pair_takes_nobodys_place(tmp_path: Path) -> None:
    make_key(tmp_path / "a", tmp_path / "b")
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}
    before = (tmp_path / "a").read_bytes()
    with pytest.raises(BackupRefused, match="exists"):
        make_key(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "a").read_bytes() == before

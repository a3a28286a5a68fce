"""A restored backup brings no erased answer back, and a ledger in any state loses no other line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import LedgerDamaged
from boernestemme.services import after_words
from boernestemme.services.erasing import erase_due, replay
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import transaction
from tests.services.post_box import ERASED, answered, file_all, left, look, on, said_after
from tests.services.restoring import drop_backup, restored, take_backup
from tests.services.steps import count
from tests.world import World

NOTHING = {"answers": 0, "framings": 0, "letters": 0}
BOTH = {"answers": 2, "framings": 1, "letters": 0}


class Restore:
    """A world that erased one meeting's papers, on a backup from before that."""

    def __init__(self, world: World, ledger: Path, gone: MadeLink, kept: MadeLink) -> None:
        self.world, self.ledger, self.gone, self.kept = world, ledger, gone, kept


@pytest.fixture
def restore(any_world: World, tmp_path: Path) -> Iterator[Restore]:
    """Backup, then erasing, then the backup restored; nothing replayed yet."""
    gone, kept = answered(any_world), answered(any_world)
    for link in (gone, kept):
        said_after(any_world, link)
    file_all(any_world, gone)
    backup = take_backup(any_world, tmp_path)
    ledger = tmp_path / "erased.log"
    assert erase_due(ledger, on(any_world, ERASED)) == 3
    assert left(gone) == NOTHING
    with restored(any_world, backup) as later:
        yield Restore(later, ledger, gone, kept)
    drop_backup(any_world, backup)


def test_what_was_erased_is_gone_again_and_everything_else_is_there(restore: Restore) -> None:
    tables = ("submissions", "framings", "meetings", "invitations", "needs_cards", "access_log")
    before = {one: count(one) for one in tables}
    assert left(restore.gone) == BOTH, "the control: without the ledger it is back"
    assert replay(restore.ledger) == 3
    assert left(restore.gone) == NOTHING
    assert left(restore.kept) == BOTH
    after = {one: count(one) for one in tables}
    assert after == before | {
        "submissions": before["submissions"] - 2,
        "framings": before["framings"] - 1,
    }
    assert look(restore.world, restore.gone).erased_on == ERASED
    assert look(restore.world, restore.kept).erased_on is None


def test_replaying_again_removes_nothing_more(restore: Restore) -> None:
    replay(restore.ledger)
    written = restore.ledger.read_bytes()
    assert replay(restore.ledger) == replay(restore.ledger) == 0
    assert restore.ledger.read_bytes() == written
    assert left(restore.kept) == BOTH


def test_a_last_line_cut_short_does_not_stop_it(restore: Restore) -> None:
    with restore.ledger.open("ab") as file:
        file.write(b"2027-05-02 answer 0123")
    assert replay(restore.ledger) == 3


def test_any_other_damage_is_an_alarm_after_all_other_lines_were_followed(restore: Restore) -> None:
    lines = restore.ledger.read_bytes().splitlines(keepends=True)
    restore.ledger.write_bytes(b"".join([lines[0], b"2027-05-01 ans#er 0123\n", *lines[1:]]))
    with pytest.raises(LedgerDamaged, match="line 2"):
        replay(restore.ledger)
    assert left(restore.gone) == NOTHING


def test_a_ledger_that_is_gone_is_an_alarm_where_papers_were_erased(restore: Restore) -> None:
    missing = restore.ledger.with_name("missing.log")
    assert replay(missing) == 0, "nothing was erased before this backup, so there need be none"
    replay(restore.ledger)
    with pytest.raises(LedgerDamaged, match="is gone"):
        replay(missing)


def test_a_letter_the_backup_still_held_goes_with_the_replies(restore: Restore) -> None:
    with transaction() as current:
        statement = text("UPDATE invitations SET letter = :sealed WHERE meeting_id = :id")
        current.execute(statement, {"sealed": b"sealed", "id": restore.gone.meeting_id})
        current.execute(statement, {"sealed": b"sealed", "id": restore.kept.meeting_id})
    assert left(restore.gone)["letters"] == 1
    replay(restore.ledger)
    assert (left(restore.gone)["letters"], left(restore.kept)["letters"]) == (0, 1)


def test_an_unmet_wish_to_talk_is_there_again_without_the_words(
    any_world: World, tmp_path: Path
) -> None:
    link, ledger = any_world.link(), tmp_path / "erased.log"
    said_after(any_world, link, more_text="hemmeligt", talk_to="other")
    file_all(any_world, link)
    backup = take_backup(any_world, tmp_path)
    erase_due(ledger, on(any_world, ERASED))
    with restored(any_world, backup) as later:
        assert replay(ledger) == 1
        keys = later.links.keys
        read = after_words.read_after(later.setting("jonas"), link.meeting_id, keys.opener)
        assert (read.said.texts, read.said.talk_to) == ((), "other")
        assert replay(ledger) == 0
    drop_backup(any_world, backup)

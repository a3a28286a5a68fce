"""Erasing: on its day, what was filed and nothing else; a hold stops it, unfiled never goes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from boernestemme.domain.framing import Delivery
from boernestemme.domain.retention import FilingState
from boernestemme.services import after_words, filing, releasing
from boernestemme.services.erasing import erase_due
from boernestemme.services.framing import read as open_meeting
from boernestemme.services.making_links import MadeLink
from boernestemme.services.verifying import broken_chains
from boernestemme.storage import releases
from boernestemme.storage.access_log import BY_HOUSE
from boernestemme.storage.db import session, transaction
from boernestemme.storage.erasure_ledger import Kind, read
from tests.giving import give_reply
from tests.services.half_years import CLOSED, put_country
from tests.services.post_box import (
    ERASED,
    answered,
    erasing_actors,
    file_all,
    left,
    look,
    on,
    overdue,
    said_after,
)
from tests.services.restoring import drop_backup, restored, take_backup
from tests.services.steps import count, log_of
from tests.world import World

ALL = {"answers": 2, "framings": 1, "letters": 1}
NOTHING = {"answers": 0, "framings": 0, "letters": 0}
LATER = date(2031, 1, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "erased.log"


def full(world: World) -> MadeLink:
    """A meeting with everything: answers of both phases, replies, and a letter behind the link."""
    link = answered(world)
    keys, epoch = world.links.keys, world.links.epoch
    give_reply(world.setting(), link.meeting_id, keys, epoch, Delivery.BY_LINK)
    said_after(world, link)
    return link


def test_papers_are_erased_on_the_day_the_page_shows_and_not_before(
    shared_world: World, ledger: Path
) -> None:
    link, other = full(shared_world), full(shared_world)
    file_all(shared_world, link)
    assert look(shared_world, link).erased_from == ERASED
    erase_due(ledger, datetime(2027, 4, 30, 21, 59, 59, tzinfo=shared_world.clock().tzinfo))
    assert left(link) == left(other) == ALL
    erase_due(ledger, datetime(2027, 4, 30, 22, 0, tzinfo=shared_world.clock().tzinfo))
    assert left(link) == NOTHING
    assert left(other) == ALL
    box = look(shared_world, link)
    assert (box.state, box.erased_on, box.erased_from) == (FilingState.NOTHING, ERASED, None)


def test_the_meeting_stays_with_its_log_and_can_be_opened(
    shared_world: World, ledger: Path
) -> None:
    link = full(shared_world)
    file_all(shared_world, link)
    erase_due(ledger, on(shared_world, ERASED))
    assert erasing_actors(link) == [BY_HOUSE]
    assert broken_chains()[1] == {}
    keys, epoch = shared_world.links.keys, shared_world.links.epoch
    read_now = open_meeting(shared_world.setting(), link.meeting_id, keys.opener, epoch)
    assert (read_now.answers, read_now.framing.version) == ((), 0)
    assert not read_now.link.has_letter
    erase_due(ledger, on(shared_world, LATER))
    assert erasing_actors(link) == [BY_HOUSE], "a second run finds nothing"


def test_the_ledger_names_every_row_that_went(shared_world: World, ledger: Path) -> None:
    link = full(shared_world)
    query = text("SELECT id FROM submissions WHERE meeting_id = :id")
    answers = set(session().scalars(query, {"id": link.meeting_id}))
    file_all(shared_world, link)
    erase_due(ledger, on(shared_world, ERASED))
    named = {one.row_id: (one.kind, one.day) for one in read(ledger).erased}
    assert len(answers) == 2
    assert {named[one] for one in answers} == {(Kind.ANSWER, ERASED)}
    assert named[link.meeting_id] == (Kind.FRAMING, ERASED)


def erase_without_asking(ledger: Path, now: datetime) -> int:
    """The control: an eraser that looks at the calendar alone."""
    with transaction() as current:
        old = "(SELECT meeting_id FROM invitations WHERE expires_at < :before)"
        for table in ("submissions", "framings"):
            statement = text(f"DELETE FROM {table} WHERE meeting_id IN {old}")
            current.execute(statement, {"before": now - timedelta(days=30)})
    return 0


def what_is_lost(world: World, erase: Callable[[Path, datetime], int], ledger: Path) -> list[str]:
    """Which unfiled papers an eraser takes, in ways of being unfiled, long after the meeting."""
    never, before_after, changed = full(world), answered(world), full(world)
    file_all(world, before_after, date(2027, 3, 10))
    said_after(world, before_after)
    file_all(world, changed)
    with transaction() as current:
        statement = text("UPDATE framings SET filed_on = NULL WHERE meeting_id = :id")
        current.execute(statement, {"id": changed.meeting_id})
    erase(ledger, on(world, LATER))
    kept = {"never": left(never) == ALL, "changed": left(changed) == ALL}
    kept["new answer"] = left(before_after)["answers"] == 2
    return [name for name, is_kept in kept.items() if not is_kept]


def test_what_is_not_filed_in_full_is_never_erased_however_old(
    any_world: World, ledger: Path
) -> None:
    assert what_is_lost(any_world, erase_due, ledger) == []
    assert len(overdue(any_world)) == 3, "and none of it is lost in silence"


def test_an_eraser_that_does_not_ask_about_filing_is_caught(world: World, ledger: Path) -> None:
    assert what_is_lost(world, erase_without_asking, ledger) == ["never", "changed", "new answer"]


def test_a_hold_stops_erasing_and_lifting_it_lets_it_go_on(
    shared_world: World, ledger: Path
) -> None:
    link = full(shared_world)
    file_all(shared_world, link)
    filing.put_on_hold(shared_world.setting(), link.meeting_id)
    erase_due(ledger, on(shared_world, LATER))
    assert left(link) == ALL
    box = look(shared_world, link)
    assert (box.erased_from, box.hold_since) == (ERASED, date(2027, 3, 20))
    filing.lift_hold(shared_world.setting(), link.meeting_id)
    erase_due(ledger, on(shared_world, LATER))
    assert left(link) == NOTHING
    assert look(shared_world, link).erased_on == LATER


def words_left(world: World, link: MadeLink, by: str) -> tuple[tuple[str, ...], str | None]:
    said = after_words.read_after(world.setting(by), link.meeting_id, world.links.keys.opener).said
    return said.texts, said.talk_to


def test_a_wish_to_talk_to_another_outlives_the_words_until_it_is_met(
    shared_world: World, ledger: Path
) -> None:
    link = shared_world.link()
    said_after(shared_world, link, more_text="hemmeligt", talk_to="other")
    file_all(shared_world, link)
    erase_due(ledger, on(shared_world, ERASED))
    assert words_left(shared_world, link, "jonas") == ((), "other")
    assert words_left(shared_world, link, "mette") == ((), None)
    query = text("SELECT wrapped_key, open_texts FROM submissions WHERE meeting_id = :id")
    [row] = session().execute(query, {"id": link.meeting_id})
    assert list(map(bytes, row)) == [b"", b""]
    on(shared_world, date(2027, 6, 1))
    after_words.mark_talked(shared_world.setting("jonas"), link.meeting_id)
    erase_due(ledger, on(shared_world, date(2027, 6, 30)))
    assert left(link)["answers"] == 1
    erase_due(ledger, on(shared_world, date(2027, 7, 1)))
    assert left(link)["answers"] == 0
    assert look(shared_world, link).erased_on == ERASED


def test_a_bare_wish_that_nobody_met_stays_and_leaves_no_trace_on_the_page(
    shared_world: World, ledger: Path
) -> None:
    link = shared_world.link()
    said_after(shared_world, link, talk_to="other")
    erase_due(ledger, on(shared_world, LATER))
    assert left(link)["answers"] == 1
    after_words.mark_talked(shared_world.setting("jonas"), link.meeting_id)
    erase_due(ledger, on(shared_world, LATER + timedelta(days=30)))
    assert left(link)["answers"] == 0
    assert look(shared_world, link).erased_on is None


def published(world: World, folder: Path) -> bytes:
    """The bytes of a half-year that is frozen now."""
    releasing.freeze(CLOSED, folder, on(world, ERASED))
    row = releases.of_period(CLOSED)
    assert row is not None
    return row.content


def test_erasing_changes_no_byte_of_a_release_made_before_or_after_it(
    any_world: World, tmp_path: Path, ledger: Path
) -> None:
    link = full(any_world)
    file_all(any_world, link)
    put_country()
    backup = take_backup(any_world, tmp_path)
    with restored(any_world, backup) as before:
        content = published(before, tmp_path)
        erase_due(ledger, on(before, ERASED))
        row = releases.of_period(CLOSED)
        assert row is not None and row.content == content
    drop_backup(any_world, backup)
    erase_due(ledger, on(any_world, ERASED))
    assert left(link) == NOTHING
    assert published(any_world, tmp_path) == content
    assert b'"0461"' in content


def test_erasing_touches_no_card_no_mark_and_no_log(shared_world: World, ledger: Path) -> None:
    link = full(shared_world)
    tables = ("marks", "mixer_box", "reply_marks", "people_hashes", "needs_cards", "events")
    file_all(shared_world, link)
    before = {one: count(one) for one in tables}
    lines = log_of(link)
    erase_due(ledger, on(shared_world, ERASED))
    assert left(link) == NOTHING
    assert {one: count(one) for one in tables} == before
    assert before["needs_cards"] > 0 and before["mixer_box"] > 0
    assert log_of(link) == [*lines, "erased"]


def test_a_child_that_waits_to_talk_to_its_case_worker_is_not_forgotten(
    shared_world: World, ledger: Path
) -> None:
    """Read and filed, but nobody has talked to it: all stays until somebody has."""
    link, noise = full(shared_world), full(shared_world)
    said = "UPDATE submissions SET talk_to = 'caseworker' WHERE meeting_id = :id AND has_text"
    with transaction():
        session().execute(text(said + " AND phase = 'after'"), {"id": link.meeting_id})
    for one in (link, noise):
        file_all(shared_world, one)
    erase_due(ledger, on(shared_world, ERASED + timedelta(days=60)))
    assert (left(link)["answers"], left(noise)) == (2, NOTHING)
    after_words.mark_talked(shared_world.setting(), link.meeting_id)
    erase_due(ledger, shared_world.clock())
    assert left(link) == NOTHING

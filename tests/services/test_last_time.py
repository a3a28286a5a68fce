"""What the child said after the last meeting stands at the next one, for whoever may read both."""

from datetime import timedelta

import pytest
from sqlalchemy import event, update

from boernestemme.domain.errors import CannotOpen, NotFound
from boernestemme.domain.meeting import Phase
from boernestemme.services import after_words
from boernestemme.services.after_words import LastTime
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import meetings, submissions
from boernestemme.storage.db import db, session
from boernestemme.storage.submissions import SubmissionRow
from tests.factories import MEETING, NOW, older_answers
from tests.services.steps import log_of, set_now
from tests.world import World

TAPS = {"attended": "yes", "heard": "no"}
SAID = {"next_time": ("pauser", "lyt_mere"), "more_text": "Sig det før, hvis I er forsinkede."}
IN_A_MONTH = NOW + timedelta(days=40)


def chain_of(link: MadeLink) -> str:
    row = meetings.find(link.meeting_id)
    assert row is not None
    return row.chain_id


@pytest.fixture
def first(shared_world: World) -> MadeLink:
    """A meeting of Mette's after which the child said something."""
    made = shared_world.link()
    set_now(shared_world, days=9, hours=4)
    shared_world.answer_after(made, TAPS, SAID)
    return made


def last_time(world: World, link: MadeLink, by: str = "mette") -> LastTime | None:
    opener = world.links.keys.opener
    return after_words.read_last_time(world.setting(by), link.meeting_id, opener)


def next_after(world: World, link: MadeLink, by: str = "mette", days: int = 0) -> MadeLink:
    starts_at = IN_A_MONTH + timedelta(days=days)
    return world.link(by, chain_id=chain_of(link), starts_at=starts_at)


def test_the_next_meeting_shows_it_and_reading_it_is_a_line(
    shared_world: World, first: MadeLink
) -> None:
    following = next_after(shared_world, first)
    found = last_time(shared_world, following)
    assert found is not None and found.starts_at == MEETING
    assert found.said.next_time == ("lyt_mere", "pauser")
    assert found.said.texts == (SAID["more_text"],)
    assert log_of(first) == ["after_words_read"]
    assert log_of(following) == []


def test_a_meeting_with_another_child_shows_nothing_of_it(
    shared_world: World, first: MadeLink
) -> None:
    assert last_time(shared_world, shared_world.link(starts_at=IN_A_MONTH)) is None
    assert last_time(shared_world, first) is None
    assert log_of(first) == []


def test_the_newest_meeting_with_words_is_meant_and_no_later_one(
    shared_world: World, first: MadeLink
) -> None:
    second, third = (next_after(shared_world, first, days=days) for days in (0, 20))
    before = last_time(shared_world, third)
    assert before is not None and before.starts_at == MEETING
    set_now(shared_world, days=40, hours=4)
    shared_world.answer_after(second, TAPS, {"more_text": "Det var bedre."})
    now = last_time(shared_world, third)
    assert now is not None and now.said.texts == ("Det var bedre.",)
    set_now(shared_world, days=39)
    earlier = last_time(shared_world, second)
    assert earlier is not None and earlier.starts_at == MEETING


def test_taps_and_wishes_to_talk_are_not_what_the_child_said_last_time(
    shared_world: World, first: MadeLink
) -> None:
    second, third = (next_after(shared_world, first, days=days) for days in (0, 20))
    set_now(shared_world, days=40, hours=4)
    shared_world.answer_after(second, TAPS, {"talk_to": "other"})
    found = last_time(shared_world, third)
    assert found is not None and found.starts_at == MEETING
    assert "after_words_read" not in log_of(second)


def test_once_the_next_meeting_is_over_it_is_not_opened_again(
    shared_world: World, first: MadeLink
) -> None:
    following = next_after(shared_world, first)
    set_now(shared_world, days=40, hours=2)
    assert last_time(shared_world, following) is None
    assert log_of(first) == []


def test_a_colleagues_meeting_with_the_child_stays_the_colleagues(
    shared_world: World, first: MadeLink
) -> None:
    after_words.mark_after_read(shared_world.setting(), first.meeting_id)
    nadias = next_after(shared_world, first, by="nadia")
    assert last_time(shared_world, nadias, "nadia") is None
    assert "after_words_read" not in log_of(first)


def test_the_backup_of_the_next_meeting_does_not_get_the_earlier_ones(
    shared_world: World, first: MadeLink
) -> None:
    after_words.mark_after_read(shared_world.setting(), first.meeting_id)
    following = next_after(shared_world, first)
    shared_world.answer(following, older_answers())
    with pytest.raises(NotFound):
        last_time(shared_world, following, "jonas")
    set_now(shared_world, days=14)
    assert last_time(shared_world, following, "jonas") is None
    assert last_time(shared_world, following) is not None


def test_the_line_stands_even_when_the_words_do_not_open(
    shared_world: World, first: MadeLink
) -> None:
    following = next_after(shared_world, first)
    [row] = submissions.of_meeting(first.meeting_id, Phase.AFTER)
    bad = row.open_texts[:-1] + bytes([row.open_texts[-1] ^ 1])
    ours = SubmissionRow.id == row.id
    session().execute(update(SubmissionRow).where(ours).values(open_texts=bad))
    session().commit()
    with pytest.raises(CannotOpen):
        last_time(shared_world, following)
    assert log_of(first) == ["after_words_read"]


def statements(world: World, link: MadeLink) -> int:
    """How many statements it takes to find what the child said before this meeting."""
    seen: list[object] = []

    def note(*statement: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        last_time(world, link)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_earlier_meetings_cost_nothing_where_there_is_nothing_new_to_read(
    shared_world: World, first: MadeLink
) -> None:
    """A child that only tapped, or never came, has said nothing to look for."""
    last = next_after(shared_world, first, days=60)
    alone = statements(shared_world, last)
    for days in (0, 10, 20):
        tapped = next_after(shared_world, first, days=days)
        set_now(shared_world, days=40 + days, hours=4)
        shared_world.answer_after(tapped, TAPS)
    assert statements(shared_world, last) == alone

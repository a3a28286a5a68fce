"""The child's words after the meeting: who reads them, when, and never without a line."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import NoResultFound

from boernestemme.domain.errors import NotFound
from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.meeting import Phase
from boernestemme.services import after_words, changing_links, framing, listing_meetings
from boernestemme.services.after_words import AfterMeeting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import submissions
from boernestemme.storage.access_log import AccessLogHeadRow
from boernestemme.storage.db import session
from tests.factories import MEETING, older_answers
from tests.services.steps import log_length, log_of, read, reply_to_all, set_now
from tests.world import World

Words = Mapping[str, str | tuple[str, ...]]
TAPS = {"attended": "yes", "heard": "no", "influence": "partly"}
CHIPS: Words = {"next_time": ("forklar", "fint")}
TEXT: Words = {"more_text": "I talte hen over hovedet på mig. æøå"}
TO_METTE: Words = {"talk_to": "caseworker"}


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting of Mette's without an answer before it; Jonas is backup reader, and it is over."""
    made = shared_world.link()
    set_now(shared_world, days=9, hours=4)
    return made


def after(world: World, link: MadeLink, by: str = "mette") -> AfterMeeting:
    return after_words.read_after(world.setting(by), link.meeting_id, world.links.keys.opener)


def line(world: World, link: MadeLink, by: str = "mette") -> ListedMeeting | None:
    rows = listing_meetings.list_meetings(world.setting(by), world.links.epoch)
    return next((row for row in rows if row.id == link.meeting_id), None)


def is_open_to(act: Callable[..., object], *given: object) -> bool:
    try:
        act(*given)
    except NotFound:
        return False
    return True


def test_the_words_reach_the_case_worker_and_a_line_says_so(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, {**CHIPS, **TEXT})
    for times in (1, 2):
        said = after(shared_world, link).said
        assert said.next_time == ("forklar", "fint")
        assert said.texts == (TEXT["more_text"],)
        assert log_of(link) == ["after_words_read"] * times
    assert said.talk_to is None
    assert said.received_on == shared_world.clock().date()


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "karim", "leder"])
def test_nobody_else_may_know_of_them(shared_world: World, link: MadeLink, who: str) -> None:
    shared_world.answer_after(link, TAPS, {**TEXT, **TO_METTE})
    lines, setting = log_length(), shared_world.setting(who)
    opener = shared_world.links.keys.opener
    for act, more in (
        (after_words.read_after, (opener,)),
        (after_words.read_last_time, (opener,)),
        (after_words.mark_after_read, ()),
        (after_words.mark_talked, ()),
    ):
        assert not is_open_to(act, setting, link.meeting_id, *more)
        with pytest.raises(NotFound):
            act(setting, "0" * 32, *more)  # type: ignore[operator]  # four services in one row
    assert log_length() == lines
    [row] = submissions.of_meeting(link.meeting_id, Phase.AFTER)
    assert (row.text_read_on, row.talked_on) == (None, None)


@pytest.mark.parametrize("words", [CHIPS, TEXT, TO_METTE], ids=["chips", "text", "wish to talk"])
def test_each_is_a_task_at_once_and_the_backups_after_a_working_day(
    shared_world: World, link: MadeLink, words: Words
) -> None:
    shared_world.answer_after(link, TAPS, words)
    row = line(shared_world, link)
    assert row is not None and row.after_unread and row.waits
    set_now(shared_world, days=10, hours=4)
    assert line(shared_world, link, "jonas") is None
    set_now(shared_world, days=11)
    waiting = line(shared_world, link, "jonas")
    assert waiting is not None and waiting.opens_meeting and waiting.is_backup
    assert read(shared_world, link, "jonas").id == link.meeting_id
    assert line(shared_world, link, "nadia") is None


def test_they_are_to_be_read_by_the_day_the_child_was_told(
    shared_world: World, link: MadeLink
) -> None:
    promised = shared_world.tools.days.read_by(shared_world.clock())
    shared_world.answer_after(link, TAPS, TEXT)
    assert after(shared_world, link).said.read_by == promised


def test_once_they_are_read_the_task_is_done_and_no_backups(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, TEXT)
    for _ in range(2):
        assert after_words.mark_after_read(shared_world.setting(), link.meeting_id)
    row = line(shared_world, link)
    assert row is not None and row.has_after and not row.after_unread
    assert after(shared_world, link).said.read_by is None
    assert "after_words_marked" in log_of(link)
    set_now(shared_world, days=20)
    assert line(shared_world, link, "jonas") is None


def test_reading_the_words_before_the_meeting_does_not_read_those_after_it(
    shared_world: World,
) -> None:
    link = shared_world.link()
    shared_world.answer(link, older_answers())
    reply_to_all(shared_world, link)
    set_now(shared_world, days=9, hours=4)
    shared_world.answer_after(link, TAPS, TEXT)
    framing.mark_text_read(shared_world.setting(), link.meeting_id)
    row = line(shared_world, link)
    assert row is not None and row.after_unread and not row.text_unread
    set_now(shared_world, days=11)
    assert line(shared_world, link, "jonas") is not None


def test_a_wish_to_talk_stays_a_task_until_they_have_talked(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, TO_METTE)
    setting = shared_world.setting()
    after_words.mark_after_read(setting, link.meeting_id)
    row = line(shared_world, link)
    assert row is not None and row.talk_to == "caseworker" and row.waits
    for _ in range(2):
        assert after_words.mark_talked(setting, link.meeting_id)
    row = line(shared_world, link)
    assert row is not None and row.talk_to is None and not row.after_unread
    assert log_of(link).count("child_talked_with") == 1
    [stored] = submissions.of_meeting(link.meeting_id, Phase.AFTER)
    assert stored.talked_on == shared_world.clock().date()


def test_a_cancelled_meeting_still_waits_for_what_the_child_said_after_it(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, TEXT)
    changing_links.cancel(replace(shared_world.setting(), now=MEETING), link.meeting_id)
    row = line(shared_world, link)
    assert row is not None and row.is_cancelled and row.waits


def test_without_a_log_line_no_words_come_back(any_world: World) -> None:
    first = any_world.link()
    set_now(any_world, days=9, hours=4)
    any_world.answer_after(first, TAPS, {**TEXT, **TO_METTE})
    assert after(any_world, first).said.texts
    session().execute(delete(AccessLogHeadRow).where(AccessLogHeadRow.municipality == "0265"))
    session().commit()
    with pytest.raises(NoResultFound) as trouble:
        after(any_world, first)
    assert "hovedet" not in f"{trouble.value!r} {trouble.value.__cause__!r}"
    for mark in (after_words.mark_after_read, after_words.mark_talked):
        with pytest.raises(NoResultFound):
            mark(any_world.setting(), first.meeting_id)
    session().rollback()
    [row] = submissions.of_meeting(first.meeting_id, Phase.AFTER)
    assert (row.text_read_on, row.talked_on) == (None, None)

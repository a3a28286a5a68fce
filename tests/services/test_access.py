"""Who opens a whole meeting, who only what the child said after it, and for whom there is none."""

import pytest
from sqlalchemy import update

from boernestemme.domain.errors import NotFound
from boernestemme.services.access import changing, meeting_with_own_words, opens, own_meeting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import meetings
from boernestemme.storage.db import db
from boernestemme.storage.meetings import MeetingRow
from tests.services.steps import log_of, set_now
from tests.world import World

TAPS = {"attended": "yes", "heard": "no"}
OTHERS = ("nadia", "sofie", "karim", "leder")


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting of Mette's that is over. Jonas is backup reader."""
    made = shared_world.link()
    set_now(shared_world, days=9, hours=4)
    return made


def reach(world: World, who: str, meeting_id: str) -> tuple[bool, bool]:
    """Whether somebody reaches the whole meeting, and the child's words after it."""
    found = []
    for way in (own_meeting, meeting_with_own_words):
        try:
            found.append(way(world.setting(who), meeting_id).id == meeting_id)
        except NotFound as refusal:
            assert refusal.args == (meeting_id,), "and nothing more is said"
            found.append(False)
    row = meetings.find(meeting_id)
    assert row is None or opens(world.setting(who), row) is found[0]
    return found[0], found[1]


def test_a_wish_to_talk_to_another_opens_the_words_after_it_and_not_the_meeting(
    shared_world: World, link: MadeLink
) -> None:
    assert reach(shared_world, "jonas", link.meeting_id) == (False, False), "the control"
    shared_world.answer_after(link, TAPS, {"talk_to": "other"})
    assert reach(shared_world, "jonas", link.meeting_id) == (False, True)
    assert reach(shared_world, "mette", link.meeting_id) == (True, True)


@pytest.mark.parametrize("who", OTHERS)
def test_for_nobody_else_is_there_a_meeting(shared_world: World, link: MadeLink, who: str) -> None:
    shared_world.answer_after(link, TAPS, {"talk_to": "other"})
    assert reach(shared_world, who, link.meeting_id) == (False, False)


@pytest.mark.parametrize("who", ["mette", "jonas", "leder"])
def test_a_meeting_that_is_not_there_is_nobodys(shared_world: World, who: str) -> None:
    assert reach(shared_world, who, "0" * 32) == (False, False)


def test_when_the_backups_turn_has_come_the_whole_meeting_is_open(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, {"more_text": "I talte for hurtigt"})
    assert reach(shared_world, "jonas", link.meeting_id) == (False, False)
    set_now(shared_world, days=11)
    assert reach(shared_world, "jonas", link.meeting_id) == (True, True)


def test_whose_a_meeting_is_is_told_as_it_stands_now(any_world: World) -> None:
    """It was read here before, and another process hands it over."""
    link = any_world.link()
    read_before = own_meeting(any_world.setting(), link.meeting_id)
    nadia = any_world.person("nadia").id
    row = update(MeetingRow).where(MeetingRow.id == link.meeting_id)
    with db.engine.begin() as other:
        other.execute(row.values(caseworker_id=nadia))
    assert reach(any_world, "mette", link.meeting_id) == (False, False)
    assert reach(any_world, "nadia", link.meeting_id) == (True, True)
    assert read_before.caseworker_id == nadia


def test_who_may_change_a_meeting_stands_in_the_log_and_nobody_else(shared_world: World) -> None:
    link = shared_world.link()
    before = log_of(link)
    for who in (*OTHERS, "jonas"):
        with (
            pytest.raises(NotFound),
            changing(shared_world.setting(who), "meeting_moved", link.meeting_id),
        ):
            pytest.fail("it is not theirs")
    assert log_of(link) == before
    with changing(shared_world.setting(), "meeting_moved", link.meeting_id) as meeting:
        assert meeting.id == link.meeting_id
    assert log_of(link) == [*before, "meeting_moved"]

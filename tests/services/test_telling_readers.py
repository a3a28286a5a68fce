"""Who read a child's answers: told from the log alone, for a leader, and noted itself (LOG-06)."""

import pytest
from sqlalchemy import delete

from boernestemme.domain.errors import NotFound, NotPermitted, SearchRefused
from boernestemme.domain.log_insight import Asker, words_from
from boernestemme.services import framing, telling_readers
from boernestemme.services.log_review import Right
from boernestemme.services.making_links import MadeLink
from boernestemme.services.telling_readers import ToldMeeting, find, tell
from boernestemme.storage.access_log import AccessLogHeadRow
from boernestemme.storage.db import session
from tests.factories import older_answers
from tests.services.steps import log_length, log_of, read, set_now
from tests.world import World


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting of Mette's that she has read twice, and Jonas once; she has also ticked it."""
    made = shared_world.link()
    shared_world.answer(made, older_answers())
    read(shared_world, made)
    read(shared_world, made)
    set_now(shared_world, days=4)
    read(shared_world, made, "jonas")
    framing.mark_text_read(shared_world.setting(), made.meeting_id)
    return made


def told(world: World, link: MadeLink, *, with_names: bool = False) -> tuple[ToldMeeting, ...]:
    setting = world.setting("leder")
    return tell(setting, link.meeting_id, Asker.CHILD, with_names=with_names)


def test_every_reading_is_told_and_nothing_else(shared_world: World, link: MadeLink) -> None:
    [meeting] = told(shared_world, link)
    assert [(one.what, one.right) for one in meeting.openings] == [
        ("answer_read", Right.OWN),
        ("answer_read", Right.OWN),
        ("answer_read", Right.BACKUP),
        ("readers_told_child", Right.LEADER),
    ]
    assert {one.who for one in meeting.openings} == {""}, "no names unless they are asked for"
    assert log_of(link)[-1] == "readers_told_child"
    [named] = told(shared_world, link, with_names=True)
    assert [one.who for one in named.openings] == ["Mette", "Mette", "Jonas", "Lis", "Lis"]


def test_it_is_found_by_both_words_in_its_own_municipality(
    shared_world: World, link: MadeLink
) -> None:
    leader = shared_world.setting("leder")
    for typed in (f"{link.words}", f"{link.words.thing} {link.words.colour.upper()}"):
        assert link.meeting_id in {one.id for one in find(leader, typed)}
    other = shared_world.link(by="sofie")
    assert other.meeting_id not in {one.id for one in find(leader, f"{other.words}")}
    for typed, rule in (
        (link.words.colour, "two_words"),
        ("070761-4285", "cpr"),
        ("", "two_words"),
    ):
        with pytest.raises(SearchRefused) as refused:
            find(leader, typed)
        assert refused.value.rule == rule
    assert words_from("blå, sky") == words_from("sky blå") != words_from("blå bjerg")


@pytest.mark.parametrize("who", ["mette", "jonas", "sofie"])
def test_nobody_but_the_leader_tells(shared_world: World, link: MadeLink, who: str) -> None:
    lines, setting = log_length(), shared_world.setting(who)
    for act in (
        lambda: find(setting, f"{link.words}"),
        lambda: telling_readers.asked_about(setting, link.meeting_id),
        lambda: tell(setting, link.meeting_id, Asker.CHILD, with_names=False),
    ):
        with pytest.raises(NotPermitted):
            act()
    foreign = shared_world.link(by="sofie")
    with pytest.raises(NotFound):
        told(shared_world, foreign)
    assert log_length() == lines


def test_what_cannot_be_noted_is_not_told(any_world: World) -> None:
    made = any_world.link()
    assert told(any_world, made)
    session().execute(delete(AccessLogHeadRow).where(AccessLogHeadRow.municipality == "0265"))
    session().commit()
    with pytest.raises(Exception, match="No row"):
        told(any_world, made)

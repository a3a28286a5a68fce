"""What a case worker does with a link: show again, revoke, make anew, move, cancel."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import InvitingRefused, LinkDead, NotFound, WrongWords
from boernestemme.domain.framing import Delivery
from boernestemme.domain.invitation import Standing, standing
from boernestemme.domain.meeting import FURTHEST_AHEAD
from boernestemme.domain.shared_words import near_alike
from boernestemme.domain.yearly import period_of
from boernestemme.services import changing_links, entering, handing_over
from boernestemme.services.handing_over import Choice
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import invitations, meetings
from boernestemme.storage.db import db, transaction
from tests.clock import Clock
from tests.factories import MEETING, NOW, older_answers
from tests.giving import give_reply
from tests.services.steps import count, log_length, log_of, read, reply_to_all, row_of, set_now
from tests.services.texting import is_erased, order, state
from tests.world import World


def is_dead(world: World, link: MadeLink) -> bool:
    try:
        entering.look(world.links.signer, link.token, world.clock())
    except LinkDead:
        return True
    return False


def lock(world: World, link: MadeLink) -> None:
    browser = entering.start(world.links.signer, link.token, None, world.clock())
    wrong = replace(link.words, colour="sort" if link.words.colour != "sort" else "hvid")
    for _ in range(5):
        with pytest.raises((WrongWords, LinkDead)):
            entering.enter(world.visit(browser), wrong, world.clock())


def test_showing_again_gives_the_same_link_and_a_log_line_each_time(shared_world: World) -> None:
    link = shared_world.link()
    for times in (1, 2, 3):
        shown = changing_links.show_again(
            shared_world.setting(), link.meeting_id, shared_world.links
        )
        assert shown == link
        assert log_of(link) == ["link_shown"] * times


@pytest.mark.parametrize("who", ["jonas", "nadia", "sofie", "leder"])
def test_nobody_else_may_do_anything_to_a_link(shared_world: World, who: str) -> None:
    link, lines = shared_world.link(), log_length()
    setting, tools = shared_world.setting(who), shared_world.links
    for act in (
        lambda: changing_links.show_again(setting, link.meeting_id, tools),
        lambda: changing_links.revoke(setting, link.meeting_id),
        lambda: changing_links.make_anew(setting, link.meeting_id, tools),
        lambda: changing_links.move(setting, link.meeting_id, MEETING, shared_world.links),
        lambda: changing_links.cancel(setting, link.meeting_id),
    ):
        with pytest.raises(NotFound):
            act()
    assert log_length() == lines
    assert not is_dead(shared_world, link)


def test_a_revoked_link_is_dead_at_once_and_not_shown_again(shared_world: World) -> None:
    link = shared_world.link()
    changing_links.revoke(shared_world.setting(), link.meeting_id)
    assert is_dead(shared_world, link)
    row = row_of(link)
    assert [row.sealed_link, row.sealed_link_key, row.reply_public_key] == [None] * 3
    with pytest.raises(LinkDead):
        changing_links.show_again(shared_world.setting(), link.meeting_id, shared_world.links)
    assert log_of(link)[0] == "link_revoked"


def test_a_link_made_anew_keeps_words_and_answer_while_the_old_one_dies(
    shared_world: World,
) -> None:
    old = shared_world.link()
    shared_world.answer(old, older_answers())
    new = changing_links.make_anew(shared_world.setting(), old.meeting_id, shared_world.links)
    assert (new.words, new.meeting_id) == (old.words, old.meeting_id)
    assert new.token != old.token
    assert is_dead(shared_world, old)
    shared_world.answer(new, older_answers(topics_text="noget nyt"))
    answers = read(shared_world, new).answers
    assert {answer.parts.open["topics_text"] for answer in answers} == {
        older_answers()["topics_text"],
        "noget nyt",
    }
    assert len({wish.key for answer in answers for wish in answer.wishes}) == 28
    assert "link_made_anew" in log_of(old)


def test_a_link_made_anew_voids_the_old_reply(shared_world: World) -> None:
    old = shared_world.link()
    shared_world.answer(old, older_answers())
    reply_to_all(shared_world, old)
    setting, tools = shared_world.setting(), shared_world.links
    give_reply(setting, old.meeting_id, tools.keys, tools.epoch, Delivery.BY_LINK)
    assert row_of(old).letter is not None
    assert row_of(changing_links.make_anew(setting, old.meeting_id, tools)).letter is None
    row = row_of(old)
    assert (row.letter, row.letter_on, row.reply_public_key) == (None, None, None)


def test_words_that_were_being_guessed_are_replaced_by_others_unlike_them(
    shared_world: World,
) -> None:
    link = shared_world.link()
    lock(shared_world, link)
    assert is_dead(shared_world, link)
    new = changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    assert not near_alike(new.words, link.words)
    assert not is_dead(shared_world, new)
    assert row_of(new).wrong_picks == 0


@pytest.mark.parametrize("state", ["cancelled", "expired"])
def test_no_new_link_where_nothing_can_be_said_any_more(shared_world: World, state: str) -> None:
    link, links = shared_world.link(), count("invitations")
    if state == "cancelled":
        changing_links.cancel(shared_world.setting(), link.meeting_id)
    else:
        set_now(shared_world, days=23, hours=3)
    with pytest.raises(InvitingRefused, match="^link_over$"):
        changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    assert count("invitations") == links


@pytest.mark.parametrize("days", [9, 23])
def test_after_the_meeting_a_new_link_opens_what_comes_after_it(
    shared_world: World, days: int
) -> None:
    """From the end of the meeting until the link would have expired."""
    old = shared_world.link()
    set_now(shared_world, days=days, hours=2.9 if days == 23 else 3)
    new = changing_links.make_anew(shared_world.setting(), old.meeting_id, shared_world.links)
    assert is_dead(shared_world, old)
    assert new.expires_at == old.expires_at
    assert shared_world.visit(shared_world.come_in(new)).standing is Standing.AFTER
    shared_world.answer_after(new, {"heard": "yes"}, {"more_text": "Nu kan jeg sige det."})
    assert row_of(new).after_by is not None


def test_what_was_said_after_the_meeting_is_said_once_whichever_link_it_was(
    shared_world: World,
) -> None:
    old = shared_world.link()
    set_now(shared_world, days=9, hours=3)
    shared_world.answer_after(old, {"heard": "yes"})
    items = count("mixer_box")
    for _ in range(2):
        new = changing_links.make_anew(shared_world.setting(), old.meeting_id, shared_world.links)
        assert is_dead(shared_world, new)
    assert count("mixer_box") == items


def test_a_child_that_sends_while_the_new_link_is_made_has_said_it(shared_world: World) -> None:
    """The old link is known to this session from before the child's answer was committed."""
    old = shared_world.link()
    set_now(shared_world, days=9, hours=3)
    known = row_of(old)
    with db.engine.begin() as other:
        spent = {"by": bytes(32), "id": old.invitation_id}
        other.execute(text("UPDATE invitations SET after_by = :by WHERE id = :id"), spent)
    assert known.after_by is None
    new = changing_links.make_anew(shared_world.setting(), old.meeting_id, shared_world.links)
    assert row_of(new).after_by == bytes(32)
    assert is_dead(shared_world, new)


def test_the_link_is_shown_again_until_it_expires(shared_world: World) -> None:
    link = shared_world.link()
    for days in (9, 22):
        set_now(shared_world, days=days, hours=4)
        setting, tools = shared_world.setting(), shared_world.links
        assert changing_links.show_again(setting, link.meeting_id, tools).token == link.token


def test_a_moved_meeting_takes_its_link_along(shared_world: World) -> None:
    link = shared_world.link()
    later = MEETING + timedelta(days=3)
    times = changing_links.move(shared_world.setting(), link.meeting_id, later, shared_world.links)
    row = row_of(link)
    assert (row.starts_at, row.ends_at, row.expires_at) == (
        later,
        times.ends_at,
        later + timedelta(days=14, hours=1),
    )
    assert row.moved_on is not None
    set_now(shared_world, days=11)
    found = entering.look(shared_world.links.signer, link.token, shared_world.clock())
    assert standing(found, shared_world.clock()) is Standing.BEFORE
    assert log_of(link) == ["meeting_moved"]


def test_a_meeting_is_moved_as_far_ahead_as_any_can_be(shared_world: World) -> None:
    link, furthest = shared_world.link(), NOW + FURTHEST_AHEAD
    key, tools = row_of(link).statistics_key, shared_world.links
    times = changing_links.move(shared_world.setting(), link.meeting_id, furthest, tools)
    meeting = meetings.find(link.meeting_id)
    assert meeting is not None
    assert (meeting.starts_at, meeting.ends_at) == (furthest, times.ends_at)
    theirs = tools.statistics.public_key(period_of(furthest, meeting.municipality))
    assert row_of(link).statistics_key == theirs != key, "its taps are counted in another half-year"


@pytest.mark.parametrize(
    ("moment", "rule"),
    [
        (NOW, "meeting_past"),
        (NOW - timedelta(days=1), "meeting_past"),
        (NOW + FURTHEST_AHEAD + timedelta(seconds=1), "too_far"),
    ],
)
def test_a_meeting_is_not_moved_to_where_none_can_be(
    shared_world: World, moment: datetime, rule: str
) -> None:
    link = shared_world.link()
    with pytest.raises(InvitingRefused, match=f"^{rule}$"):
        changing_links.move(shared_world.setting(), link.meeting_id, moment, shared_world.links)
    assert row_of(link).starts_at == MEETING
    assert log_of(link) == []


@pytest.mark.parametrize("is_over", [True, False])
def test_a_meeting_that_is_over_stays_as_it_was_held(any_world: World, *, is_over: bool) -> None:
    link, later = any_world.link(), MEETING + timedelta(days=3)
    assert isinstance(any_world.clock, Clock)
    any_world.clock.now = row_of(link).ends_at - timedelta(seconds=0 if is_over else 1)
    setting, refused = any_world.setting(), pytest.raises(InvitingRefused, match="^meeting_held$")
    with refused if is_over else nullcontext():
        changing_links.move(setting, link.meeting_id, later, any_world.links)
    with refused if is_over else nullcontext():
        changing_links.cancel(setting, link.meeting_id)
    row = row_of(link)
    assert (row.starts_at == later, row.cancelled_on is None) == (not is_over, is_over)
    assert log_of(link) == ([] if is_over else ["meeting_moved", "meeting_cancelled"])


@pytest.mark.parametrize(("days", "hours"), [(23, 3), (30, 0)])
def test_an_expired_link_is_not_shown_again(shared_world: World, days: int, hours: int) -> None:
    """From the very moment it expires."""
    link = shared_world.link()
    set_now(shared_world, days=days, hours=hours)
    with pytest.raises(LinkDead):
        changing_links.show_again(shared_world.setting(), link.meeting_id, shared_world.links)


@pytest.mark.parametrize("how", ["revoke", "make_anew", "cancel"])
def test_a_message_that_waits_is_withdrawn_with_its_link(shared_world: World, how: str) -> None:
    link = shared_world.link()
    order_id = order(shared_world, link)
    more = (shared_world.links,) if how == "make_anew" else ()
    getattr(changing_links, how)(shared_world.setting(), link.meeting_id, *more)
    assert (state(order_id), is_erased(order_id)) == ("withdrawn", True)


def test_a_new_link_still_tells_who_the_case_worker_was_before(shared_world: World) -> None:
    link, tools = shared_world.link(), shared_world.links
    choice = Choice(shared_world.person("nadia").id, tells_child=True)
    handing_over.hand_over(shared_world.setting(), link.meeting_id, choice, tools.keys.opener)
    new = changing_links.make_anew(shared_world.setting("nadia"), link.meeting_id, tools)
    assert (row_of(new).contact_name, row_of(new).earlier_contact) == ("Nadia", "Mette")


def test_where_no_link_stands_there_is_nothing_to_take_back(shared_world: World) -> None:
    link = shared_world.link()
    with transaction():
        invitations.set_values(link.invitation_id, replaced_on=NOW.date())
    with pytest.raises(NotFound):
        changing_links.revoke(shared_world.setting(), link.meeting_id)
    assert log_of(link) == []

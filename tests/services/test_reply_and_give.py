"""Replying in one go: what keeps the rules is saved, and the reply is given when nothing lacks."""

from dataclasses import replace

import pytest

from boernestemme.domain.errors import Conflict, NotFound, ReplyRefused
from boernestemme.domain.framing import Delivery, Outcome, Reason, WishReply
from boernestemme.services import replying
from boernestemme.services.making_links import MadeLink
from boernestemme.services.replying import GivenReplies
from tests.factories import older_answers
from tests.services.steps import count, log_of, read, row_of
from tests.world import World

YES, NO = WishReply(Outcome.MET), WishReply(Outcome.NOT_MET, Reason.LAW)
NO_REASON = WishReply(Outcome.NOT_MET)


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting that a child has answered."""
    made = shared_world.link()
    shared_world.answer(made, older_answers())
    return made


def reply(world: World, link: MadeLink, given: GivenReplies, by: str = "mette") -> None:
    links = world.links
    replying.reply(world.setting(by), link.meeting_id, links.keys, links.epoch, given)


def all_with(world: World, link: MadeLink, one: WishReply) -> dict[str, WishReply]:
    return {wish.key: one for wish in read(world, link).wishes}


@pytest.mark.parametrize("how", Delivery)
def test_saved_and_given_at_once_and_counted_once(
    shared_world: World, link: MadeLink, how: Delivery
) -> None:
    before = count("mixer_box")
    reply(shared_world, link, GivenReplies(0, all_with(shared_world, link, YES), how))
    found = read(shared_world, link).framing
    assert (found.delivery, found.version) == (how, 1)
    assert (row_of(link).letter is not None) == (how is Delivery.BY_LINK)
    assert {"replies_saved", "reply_given"} <= set(log_of(link))
    reply(shared_world, link, GivenReplies(1, all_with(shared_world, link, NO), how))
    assert read(shared_world, link).framing.version == 2
    assert count("mixer_box") == before + 1


def test_what_keeps_the_rules_is_saved_and_nothing_is_given(
    shared_world: World, link: MadeLink
) -> None:
    first, second, *others = all_with(shared_world, link, YES)
    given = dict.fromkeys(others, YES) | {first: NO_REASON}
    with pytest.raises(ReplyRefused) as refusal:
        reply(shared_world, link, GivenReplies(0, given, Delivery.BY_LINK))
    assert refusal.value.rules == {first: "no_reason", second: "no_outcome"}
    found = read(shared_world, link).framing
    assert set(found.replies) == set(others) and found.delivery is None
    assert row_of(link).letter is None and "reply_given" not in log_of(link)


def test_a_broken_reply_leaves_the_one_that_stood(shared_world: World, link: MadeLink) -> None:
    replies = all_with(shared_world, link, YES)
    first, second, *_ = replies
    reply(shared_world, link, GivenReplies(0, replies))
    with pytest.raises(ReplyRefused) as refusal:
        reply(shared_world, link, GivenReplies(1, replies | {first: NO_REASON, second: NO}))
    assert refusal.value.rules == {first: "no_reason"}
    found = read(shared_world, link).framing
    assert found.replies == replies | {second: NO}


def test_wishes_may_wait_where_nothing_is_to_be_given(shared_world: World, link: MadeLink) -> None:
    first, *_ = all_with(shared_world, link, YES)
    reply(shared_world, link, GivenReplies(0, {first: YES}))
    assert read(shared_world, link).framing.replies == {first: YES}


def test_nothing_new_is_no_save_but_may_be_given(shared_world: World, link: MadeLink) -> None:
    replies = all_with(shared_world, link, YES)
    reply(shared_world, link, GivenReplies(0, replies))
    reply(shared_world, link, GivenReplies(1, replies, Delivery.BY_PHONE))
    found = read(shared_world, link).framing
    assert (found.version, found.delivery) == (1, Delivery.BY_PHONE)
    assert log_of(link).count("replies_saved") == 1


@pytest.mark.parametrize("stale", [0, 2, -1])
def test_a_save_over_a_version_not_seen_is_refused_also_where_nothing_is_new(
    shared_world: World, link: MadeLink, stale: int
) -> None:
    replies = all_with(shared_world, link, YES)
    reply(shared_world, link, GivenReplies(0, replies))
    for given in (replies, all_with(shared_world, link, NO)):
        with pytest.raises(Conflict):
            reply(shared_world, link, GivenReplies(stale, given, Delivery.BY_LINK))
    assert read(shared_world, link).framing.replies == replies
    assert row_of(link).letter is None


def test_what_this_window_leaves_alone_keeps_the_reply_that_stood(
    shared_world: World, link: MadeLink
) -> None:
    first, second, *_ = all_with(shared_world, link, YES)
    reply(shared_world, link, GivenReplies(0, {first: YES}))
    reply(shared_world, link, GivenReplies(1, {second: NO}))
    assert read(shared_world, link).framing.replies == {first: YES, second: NO}


def test_words_without_an_outcome_drop_nothing_and_give_nothing(
    shared_world: World, link: MadeLink
) -> None:
    replies = all_with(shared_world, link, YES)
    first, *_ = replies
    reply(shared_world, link, GivenReplies(0, replies))
    loose = GivenReplies(1, {}, Delivery.BY_LINK, unclear={first: "no_outcome"})
    with pytest.raises(ReplyRefused) as refusal:
        reply(shared_world, link, loose)
    assert refusal.value.rules == {first: "no_outcome"}
    found = read(shared_world, link).framing
    assert found.replies == replies and found.delivery is None


def test_a_press_that_comes_twice_is_done_once_and_is_no_conflict(
    shared_world: World, link: MadeLink
) -> None:
    given = GivenReplies(0, all_with(shared_world, link, YES), Delivery.BY_LINK)
    reply(shared_world, link, given)
    letter = row_of(link).letter
    reply(shared_world, link, given)
    assert read(shared_world, link).framing.version == 1
    assert row_of(link).letter == letter and log_of(link).count("reply_given") == 1
    with pytest.raises(Conflict):
        reply(shared_world, link, replace(given, how=Delivery.BY_PHONE))


@pytest.mark.parametrize("who", ["jonas", "nadia", "karim", "leder"])
def test_nobody_else_replies(shared_world: World, link: MadeLink, who: str) -> None:
    replies = all_with(shared_world, link, YES)
    with pytest.raises(NotFound):
        reply(shared_world, link, GivenReplies(0, replies, Delivery.AT_MEETING), who)
    assert read(shared_world, link).framing.version == 0

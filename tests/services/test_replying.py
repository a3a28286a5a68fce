"""Replies and letters: saved by version, given whole, and read with the link alone."""

import pytest
from sqlalchemy import update

from boernestemme.domain.errors import (
    CannotOpen,
    Conflict,
    LinkDead,
    NotFound,
    ReplyRefused,
    WrongWords,
)
from boernestemme.domain.framing import Delivery, Outcome, Reason, WishReply
from boernestemme.domain.meeting import Phone
from boernestemme.domain.shared_words import WordPair
from boernestemme.services import changing_links, entering, framing
from boernestemme.services.making_links import MadeLink
from boernestemme.services.reading_letters import read_letter
from boernestemme.storage.db import session
from boernestemme.storage.framings import FramingRow
from boernestemme.storage.invitations import InvitationRow
from tests.factories import NOW, older_answers
from tests.giving import give_reply
from tests.services.steps import log_of, read, reply_to_all, row_of, set_now
from tests.world import World

WORDS = "Din lærer kommer kl. 13 æøå ❤️"


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting that a child has answered."""
    made = shared_world.link()
    shared_world.answer(made, older_answers())
    return made


def deliver(world: World, link: MadeLink, how: Delivery = Delivery.BY_LINK) -> None:
    tools = world.links
    give_reply(world.setting(), link.meeting_id, tools.keys, tools.epoch, how)


def save(world: World, link: MadeLink, version: int, replies: dict[str, WishReply]) -> None:
    setting, keys = world.setting(), world.links.keys
    framing.save_replies(setting, link.meeting_id, keys, version, replies)


def test_replies_come_back_as_they_were_saved(shared_world: World, link: MadeLink) -> None:
    wishes = read(shared_world, link).wishes
    replies = {
        wishes[0].key: WishReply(Outcome.NOT_MET, Reason.LAW),
        wishes[1].key: WishReply(Outcome.PARTLY_MET, Reason.OWN, WORDS),
    }
    save(shared_world, link, 0, replies)
    found = read(shared_world, link).framing
    assert (found.version, found.replies, found.delivery) == (1, replies, None)


def test_a_save_over_a_version_not_seen_is_refused_and_changes_nothing(
    shared_world: World, link: MadeLink
) -> None:
    first = read(shared_world, link).wishes[0].key
    mine, theirs = WishReply(Outcome.MET), WishReply(Outcome.PARTLY_MET)
    save(shared_world, link, 0, {first: mine})
    for stale in (0, 2, 7):
        with pytest.raises(Conflict):
            save(shared_world, link, stale, {first: theirs})
    save(shared_world, link, 1, {first: theirs})
    with pytest.raises(Conflict):
        save(shared_world, link, 1, {first: mine})
    found = read(shared_world, link).framing
    assert (found.version, found.replies) == (2, {first: theirs})


def test_broken_replies_change_nothing(shared_world: World, link: MadeLink) -> None:
    first = read(shared_world, link).wishes[0].key
    save(shared_world, link, 0, {first: WishReply(Outcome.MET)})
    for bad in (
        {first: WishReply(Outcome.NOT_MET)},
        {"zzz": WishReply(Outcome.MET)},
        {first: WishReply(Outcome.MET, own_words="0102031234")},
    ):
        with pytest.raises(ReplyRefused):
            save(shared_world, link, 1, bad)
    assert read(shared_world, link).framing.replies == {first: WishReply(Outcome.MET)}


@pytest.mark.parametrize("how", Delivery)
def test_no_reply_is_given_while_a_wish_is_unanswered(
    shared_world: World, link: MadeLink, how: Delivery
) -> None:
    wishes = read(shared_world, link).wishes
    save(shared_world, link, 0, {wish.key: WishReply(Outcome.MET) for wish in wishes[1:]})
    with pytest.raises(ReplyRefused) as refusal:
        deliver(shared_world, link, how)
    assert refusal.value.rules == {wishes[0].key: "no_outcome"}
    assert row_of(link).letter is None
    assert "reply_given" not in log_of(link)


def test_no_reply_is_given_to_a_child_that_has_not_answered(shared_world: World) -> None:
    made = shared_world.link()
    with pytest.raises(ReplyRefused):
        deliver(shared_world, made)
    assert row_of(made).letter is None


def test_a_reply_by_link_is_read_with_link_and_words(shared_world: World, link: MadeLink) -> None:
    reply_to_all(shared_world, link, words=WORDS)
    deliver(shared_world, link)
    browser = shared_world.come_in(link)
    lines = read_letter(shared_world.visit(browser))
    assert len(lines) == len(read(shared_world, link).wishes) == 14
    assert {line.own_words for line in lines} == {WORDS}
    assert [line.question for line in lines][:2] == ["topics", "topics"]
    assert "ferien" not in repr(lines)
    assert "reply_given" in log_of(link)
    assert read(shared_world, link).framing.delivery is Delivery.BY_LINK


def test_without_the_words_no_letter(shared_world: World, link: MadeLink) -> None:
    reply_to_all(shared_world, link)
    deliver(shared_world, link)
    browser = entering.start(shared_world.links.signer, link.token, None, NOW)
    with pytest.raises(NotFound):
        read_letter(shared_world.visit(browser))


def test_a_session_that_was_in_before_reads_no_letter_once_the_link_is_locked(
    shared_world: World, link: MadeLink
) -> None:
    reply_to_all(shared_world, link)
    deliver(shared_world, link)
    inside, guesser = shared_world.come_in(link), shared_world.come_in(link)
    assert read_letter(shared_world.visit(inside))
    for _ in range(5):
        with pytest.raises((WrongWords, LinkDead)):
            entering.enter(shared_world.visit(guesser), WordPair("x", "y"), NOW)
    with pytest.raises(LinkDead):
        read_letter(shared_world.visit(inside))


def test_a_reply_by_link_is_refused_where_the_link_is_locked(
    shared_world: World, link: MadeLink
) -> None:
    reply_to_all(shared_world, link)
    guesser = shared_world.come_in(link)
    for _ in range(5):
        with pytest.raises((WrongWords, LinkDead)):
            entering.enter(shared_world.visit(guesser), WordPair("x", "y"), NOW)
    with pytest.raises(ReplyRefused):
        deliver(shared_world, link)


@pytest.mark.parametrize("phone", [Phone.SHARED, Phone.UNSURE, Phone.NONE])
def test_where_others_see_the_phone_the_reply_is_given_at_the_meeting(
    shared_world: World, phone: Phone
) -> None:
    made = shared_world.link(phone=phone)
    browser = shared_world.answer(made, older_answers())
    reply_to_all(shared_world, made)
    with pytest.raises(ReplyRefused) as refusal:
        deliver(shared_world, made)
    assert refusal.value.rules == {"delivery": "not_by_link"}
    deliver(shared_world, made, Delivery.AT_MEETING)
    assert read(shared_world, made).framing.delivery is Delivery.AT_MEETING
    with pytest.raises(NotFound):
        read_letter(shared_world.visit(browser))


@pytest.mark.parametrize("state", ["revoked", "expired", "old epoch"])
def test_no_letter_by_a_link_that_is_dead(shared_world: World, link: MadeLink, state: str) -> None:
    reply_to_all(shared_world, link)
    tools, epoch = shared_world.links, shared_world.links.epoch
    if state == "revoked":
        changing_links.revoke(shared_world.setting(), link.meeting_id)
    if state == "expired":
        set_now(shared_world, days=24)
    if state == "old epoch":
        epoch += 1
    with pytest.raises(ReplyRefused):
        give_reply(shared_world.setting(), link.meeting_id, tools.keys, epoch, Delivery.BY_LINK)
    assert row_of(link).letter is None


def test_a_letter_put_under_another_link_does_not_open(shared_world: World, link: MadeLink) -> None:
    other = shared_world.link()
    browser = shared_world.answer(other, older_answers())
    for one in (link, other):
        reply_to_all(shared_world, one)
        deliver(shared_world, one)
    assert read_letter(shared_world.visit(browser))
    swap = update(InvitationRow).where(InvitationRow.id == other.invitation_id)
    session().execute(swap.values(letter=row_of(link).letter))
    session().commit()
    with pytest.raises(CannotOpen):
        read_letter(shared_world.visit(browser))


def test_replies_put_under_another_meeting_do_not_open(shared_world: World, link: MadeLink) -> None:
    other = shared_world.link()
    shared_world.answer(other, older_answers())
    for one in (link, other):
        reply_to_all(shared_world, one)
    mine = session().get_one(FramingRow, link.meeting_id)
    theirs = update(FramingRow).where(FramingRow.meeting_id == other.meeting_id)
    session().execute(theirs.values(content=mine.content, wrapped_key=mine.wrapped_key))
    session().commit()
    with pytest.raises(CannotOpen):
        read(shared_world, other)


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "leder"])
def test_nobody_else_gives_a_reply(shared_world: World, link: MadeLink, who: str) -> None:
    reply_to_all(shared_world, link)
    tools, setting = shared_world.links, shared_world.setting(who)
    with pytest.raises(NotFound):
        give_reply(setting, link.meeting_id, tools.keys, tools.epoch, Delivery.BY_LINK)
    assert row_of(link).letter is None


def test_the_backup_on_their_turn_replies(shared_world: World, link: MadeLink) -> None:
    set_now(shared_world, days=4)
    reply_to_all(shared_world, link, by="jonas")
    assert read(shared_world, link).is_answered

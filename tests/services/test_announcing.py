"""Nobody's silence: who is told of an answer, a locked link and what waits, each of them once."""

from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import LinkDead, WrongWords
from boernestemme.domain.shared_words import WordPair
from boernestemme.services import (
    administering,
    after_words,
    changing_links,
    entering,
    framing,
)
from boernestemme.services.listing_meetings import list_meetings
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import outbox, submissions
from boernestemme.storage.db import db, transaction
from boernestemme.storage.outbox import Order
from tests.factories import NOW, older_answers
from tests.services.notices import kinds_of, orders, tell
from tests.services.steps import count, reply_and_give, set_now
from tests.world import World

ARRIVED = {("mette", "arrived"), ("jonas", "arrived")}
UNREAD = {("mette", "unread"), ("jonas", "unread")}
TEAM = ("leder", "unread_team")
TAPPED = {"topics": ("skole",)}


def answered(world: World, **answers: object) -> MadeLink:
    link = world.link()
    world.answer(link, answers or older_answers())  # type: ignore[arg-type]  # named by each test
    return link


def said_after(world: World, **words: str) -> MadeLink:
    """A meeting whose child says this after it, on a Friday."""
    link = world.link()
    set_now(world, days=10)
    world.answer_after(link, {"heard": "no"}, words)
    return link


@pytest.fixture
def told_world(any_world: World) -> World:
    """A world whose staff have been told of all there was at its beginning."""
    tell(any_world)
    return any_world


@pytest.mark.parametrize("answers", [older_answers(), TAPPED], ids=["words", "taps"])
def test_an_answer_is_told_to_its_case_worker_and_the_backup_reader_once(
    told_world: World, answers: dict[str, object]
) -> None:
    link = answered(told_world, **answers)
    assert tell(told_world) == 2
    assert orders(link) == ARRIVED
    assert tell(told_world) == 0
    [row] = submissions.of_meeting(link.meeting_id)
    assert row.announced_on == NOW.date()


def test_the_noise_of_another_municipality_is_told_there(any_world: World) -> None:
    assert tell(any_world) == 2
    assert orders() == {("karim", "arrived"), ("sofie", "arrived")}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"more_text": "I talte for hurtigt"}, ARRIVED),
        ({"talk_to": "caseworker"}, ARRIVED),
        ({"talk_to": "other", "more_text": "I talte for hurtigt"}, ARRIVED),
        ({"talk_to": "other"}, {("jonas", "arrived")}),
        ({}, set()),
    ],
)
def test_after_the_meeting_a_wish_for_another_alone_is_told_to_the_backup_alone(
    told_world: World, words: dict[str, str], told: set[tuple[str, str]]
) -> None:
    link = said_after(told_world, **words)
    tell(told_world)
    assert orders(link) == told


def test_the_case_worker_is_never_told_of_a_wish_for_another(told_world: World) -> None:
    """However long it waits; the control is the same wish for the case worker."""
    secret, open_ = said_after(told_world, talk_to="other"), None
    set_now(told_world)
    open_ = said_after(told_world, talk_to="caseworker")
    for days in range(10, 40):
        set_now(told_world, days=days)
        tell(told_world)
    assert orders(secret) == {
        ("jonas", "arrived"),
        ("jonas", "wish"),
        ("leder", "wish_team"),
    }
    assert orders(open_) == {*ARRIVED, *UNREAD, TEAM}


def test_a_wish_that_was_met_is_not_reminded_of(told_world: World) -> None:
    link = said_after(told_world, talk_to="other")
    after_words.mark_talked(told_world.setting("jonas"), link.meeting_id)
    set_now(told_world, days=20)
    tell(told_world)
    assert orders(link) == {("jonas", "arrived")}


def test_unread_words_go_from_both_to_the_team_a_working_day_at_a_time(told_world: World) -> None:
    link = answered(told_world)
    reply_and_give(told_world, link)
    seen = []
    for days in range(4):
        set_now(told_world, days=days)
        tell(told_world)
        seen.append(orders(link))
    assert seen == [ARRIVED, ARRIVED, ARRIVED | UNREAD, ARRIVED | UNREAD | {TEAM}]


def test_words_that_were_read_are_reminded_of_no_more(told_world: World) -> None:
    link = answered(told_world)
    reply_and_give(told_world, link)
    framing.mark_text_read(told_world.setting(), link.meeting_id)
    set_now(told_world, days=8)
    tell(told_world)
    assert orders(link) == ARRIVED


def test_a_reply_is_reminded_of_on_day_three_and_then_of_the_backup_and_the_team(
    told_world: World,
) -> None:
    """W-09. Taps alone: nothing to read, wishes to reply to. Due on Friday."""
    link = answered(told_world, **TAPPED)
    seen = []
    for days in (2, 3, 4, 6, 7):
        set_now(told_world, days=days)
        tell(told_world)
        seen.append({kind for _, kind in orders(link)} - {"arrived"})
    due, late = {"reply_due"}, {"reply_due", "reply_late"}
    assert seen == [set(), due, due, late, {*late, "reply_team"}]
    assert orders(link) - ARRIVED == {
        ("mette", "reply_due"),
        ("mette", "reply_late"),
        ("jonas", "reply_late"),
        ("leder", "reply_team"),
    }


def test_wishes_that_were_replied_to_are_not_reminded_of(told_world: World) -> None:
    link = answered(told_world, **TAPPED)
    reply_and_give(told_world, link)
    set_now(told_world, days=15)
    tell(told_world)
    assert orders(link) == ARRIVED


def test_of_a_cancelled_meeting_nothing_from_before_it_is_told(told_world: World) -> None:
    link, told = answered(told_world), answered(told_world)
    changing_links.cancel(told_world.setting(), link.meeting_id)
    set_now(told_world, days=7)
    tell(told_world)
    assert orders(link) == set()
    assert orders(told) > ARRIVED, "the control"


def test_nobody_who_cannot_sign_in_is_written_to(told_world: World) -> None:
    answered(told_world)
    tell(told_world)
    assert "mette@test.example" in {mail.address for mail in outbox.due(NOW, 100)}
    administering.disable_account("mette@test.example", "nadia@test.example", NOW)
    assert {mail.address for mail in outbox.due(NOW, 100)} == {
        "jonas@test.example", "karim@test.example", "sofie@test.example",
    }  # fmt: skip
    assert sum(one.count for one in outbox.unsent()) == 3


def test_the_new_case_worker_is_reminded_of_what_was_handed_over(told_world: World) -> None:
    link = answered(told_world)
    administering.disable_account("mette@test.example", "nadia@test.example", NOW)
    set_now(told_world, days=2)
    tell(told_world)
    assert ("nadia", "unread") in orders(link)


def locked(world: World) -> MadeLink:
    """A link that five wrong picks have locked."""
    link = world.link()
    browser = entering.start(world.tools.signer, link.token, None, world.clock())
    wrong = WordPair(link.words.thing, link.words.colour)
    for _ in range(5):
        with suppress(WrongWords, LinkDead):
            entering.enter(world.visit(browser), wrong, world.clock())
    return link


def needs_new_link(world: World, link: MadeLink) -> bool:
    lines = list_meetings(world.setting(), world.links.epoch)
    [line] = [line for line in lines if line.id == link.meeting_id]
    return line.needs_new_link and not line.is_cancelled


def test_a_locked_link_is_told_to_its_case_worker_once_as_long_as_the_list_says_so(
    told_world: World,
) -> None:
    link, renewed, cancelled = (locked(told_world) for _ in range(3))
    changing_links.make_anew(told_world.setting(), renewed.meeting_id, told_world.links)
    changing_links.cancel(told_world.setting(), cancelled.meeting_id)
    set_now(told_world, hours=14)
    for _ in range(2):
        tell(told_world)
    for one in (link, renewed, cancelled):
        told = {("mette", "locked")} if needs_new_link(told_world, one) else set()
        assert orders(one) == told
    assert needs_new_link(told_world, link), "the control"


def send_everything(day_of: World) -> None:
    """As if the mail server had taken all there is."""
    with transaction():
        for mail in outbox.due(day_of.clock(), 1000):
            outbox.mark_sent(mail.id, day_of.clock().date())


def test_what_was_sent_is_forgotten_after_thirty_days_and_told_no_second_time(
    told_world: World,
) -> None:
    """A reminder stays as long as what it is about: else it would be ordered again."""
    link = answered(told_world)
    most = 0
    for days in (0, 2, 3, 6, 7, 31, 34, 80, 120):
        set_now(told_world, days=days)
        ordered = tell(told_world)
        send_everything(told_world)
        most = max(most, count("outbox"))
        assert ordered == 0 or days <= 7
    left = {kind for _, kind in orders(link)}
    assert left == {"unread", "unread_team", "reply_due", "reply_late", "reply_team"}
    framing.mark_text_read(told_world.setting(), link.meeting_id)
    reply_and_give(told_world, link)
    tell(told_world)
    assert (orders(link), most > count("outbox")) == (set(), True)


def test_a_reminder_nobody_needs_any_more_is_withdrawn_before_it_is_sent(
    told_world: World,
) -> None:
    link = answered(told_world)
    reply_and_give(told_world, link)
    set_now(told_world, days=2)
    tell(told_world)
    assert orders(link) == ARRIVED | UNREAD
    framing.mark_text_read(told_world.setting(), link.meeting_id)
    tell(told_world)
    assert orders(link) == ARRIVED


def test_what_could_not_be_sent_for_thirty_days_is_forgotten_too(told_world: World) -> None:
    link = answered(told_world, **TAPPED)
    reply_and_give(told_world, link)
    tell(told_world)
    set_now(told_world, days=30)
    tell(told_world)
    assert orders(link) == ARRIVED
    set_now(told_world, days=31)
    tell(told_world)
    assert orders(link) == set()


def test_an_order_stands_once_and_nothing_in_it_tells_of_a_child(told_world: World) -> None:
    link = answered(told_world)
    tell(told_world)
    [row] = submissions.of_meeting(link.meeting_id)
    again = Order(told_world.person().id, "arrived", row.id)
    with transaction():
        assert not outbox.order(again, NOW)
        assert outbox.order(replace(again, kind="locked"), NOW)
    stored = [tuple(one) for one in db.session.execute(text("SELECT * FROM outbox"))]
    assert "faster" not in str(stored)
    assert max(len(one.about) for one in (kept.order for kept in outbox.kept())) <= 40


def test_words_that_come_later_are_reminded_of_anew(told_world: World) -> None:
    link = answered(told_world)
    reply_and_give(told_world, link)
    set_now(told_world, days=2)
    tell(told_world)
    send_everything(told_world)
    framing.mark_text_read(told_world.setting(), link.meeting_id)
    set_now(told_world, days=10)
    told_world.answer_after(link, {"heard": "no"}, {"more_text": "I talte for hurtigt"})
    set_now(told_world, days=15)
    tell(told_world)
    assert sorted(kinds_of(link)) == [*["arrived"] * 4, *["unread"] * 4, "unread_team"]

"""Answering after the meeting: sent once, taps into the box, words to their reader."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead
from boernestemme.domain.instruments.after import INSTRUMENTS, OLDER_ITEMS, YOUNGER_ITEMS
from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED, Standing
from boernestemme.domain.marks import BoxKind
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.questionnaire import Value
from boernestemme.services import answering, answering_after, changing_links, entering
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import invitations
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import transaction
from tests.factories import MEETING, older_answers
from tests.services.after_steps import (
    NO_TO_ALL,
    NOT_THERE,
    SKIPPED_ALL,
    YES_TO_ALL,
    after,
    box_keys,
    items_since,
    meeting_in,
    said_in,
    submission_of,
    taps_in,
)
from tests.services.steps import counts, events_of, row_of, set_now
from tests.world import World

HEARD = INSTRUMENTS[AgeGroup.OLDER].screens[1].questions[0]
ODD = "æøå\r\nlinje \u202eabc ❤️👩‍👩‍👧 a\u030a \U00020000 <b>&amp; '; DROP TABLE x; -- \u200b"
WORDS: dict[str, Value] = {
    "next_time": ("lyt_mere", "god_tid"), "more_text": ODD, "talk_to": "other",
}  # fmt: skip


def send(world: World, browser: BrowserSecret, words: dict[str, Value] | None = None) -> object:
    visit = world.visit(browser)
    return answering_after.send_after(visit, words or {}, world.clock())


def ready(world: World, link: MadeLink, taps: dict[str, str] = YES_TO_ALL) -> BrowserSecret:
    """A child that has tapped after the meeting and not sent."""
    after(world)
    browser = world.come_in(link)
    world.tap_all(browser, taps)
    return browser


def test_words_reach_the_case_worker_byte_for_byte_and_the_taps_do_not(
    shared_world: World,
) -> None:
    link = shared_world.link()
    after(shared_world)
    shared_world.answer_after(link, NO_TO_ALL, WORDS)
    assert said_in(shared_world, link) == WORDS
    row = submission_of(link)
    assert row is not None
    assert (row.talk_to, row.has_text) == ("other", True)
    assert row.received_on.isoformat() == "2027-03-18"
    assert events_of(link) == ["after_sent"]


@pytest.mark.parametrize(
    ("words", "has_text"),
    [
        ({"next_time": ("pauser",)}, True),
        ({"more_text": "tak"}, True),
        ({"talk_to": "caseworker"}, False),
    ],
)
def test_each_kind_of_words_alone_is_an_answer(
    shared_world: World, words: dict[str, Value], has_text: bool
) -> None:
    link = shared_world.link(age_group=AgeGroup.YOUNGER)
    after(shared_world)
    shared_world.answer_after(link, {}, words)
    assert said_in(shared_world, link) == words
    row = submission_of(link)
    assert row is not None
    assert (row.has_text, row.talk_to) == (has_text, words.get("talk_to"))


@pytest.mark.parametrize("words", [{}, {"more_text": " \r\n "}, {"talk_to": "", "next_time": ()}])
def test_taps_alone_leave_no_answer_and_no_event(
    shared_world: World, words: dict[str, Value]
) -> None:
    link, before = shared_world.link(), counts()
    browser = ready(shared_world, link)
    send(shared_world, browser, words)
    assert submission_of(link) is None and events_of(link) == []
    assert row_of(link).after_by is not None
    now = counts()
    assert now["drafts"] == before["drafts"] and now["submissions"] == before["submissions"]
    visit = shared_world.visit(browser)
    assert (visit.sent, visit.standing) == ({Phase.AFTER}, Standing.DEAD)


@pytest.mark.parametrize("taps", [YES_TO_ALL, NO_TO_ALL, SKIPPED_ALL, NOT_THERE, {}])
def test_two_items_of_one_size_whatever_was_tapped(
    shared_world: World, taps: dict[str, str]
) -> None:
    link = shared_world.link()
    after(shared_world)
    before = box_keys()
    shared_world.answer_after(link, taps)
    items = items_since(before)
    assert set(items) == {BoxKind.TAPS, BoxKind.WHOSE}
    assert [len(row.content) for row in items.values()] == [561, 561]
    for row in items.values():
        assert (row.municipality, row.period, row.age_group) == ("0265", "2027H1", "10-17")
    assert (items["taps"].is_first, items["whose"].is_first) == (True, False)


@pytest.mark.parametrize(
    ("age", "items"), [(AgeGroup.OLDER, OLDER_ITEMS), (AgeGroup.YOUNGER, YOUNGER_ITEMS)]
)
def test_the_mixer_finds_what_was_tapped_and_whose_it_was(
    shared_world: World, age: AgeGroup, items: tuple[str, ...]
) -> None:
    link = shared_world.link(age_group=age)
    after(shared_world)
    before = box_keys()
    shared_world.answer_after(link, {"attended": "yes", "heard": "no", "voice": "unsure"})
    new = items_since(before)
    taps = taps_in(shared_world, new)
    assert taps.is_counted and tuple(taps.values) == items
    assert (taps.values["heard"], taps.values["voice"], taps.values["next"]) == (
        "no", "unsure", "skip",
    )  # fmt: skip
    assert meeting_in(shared_world, new) == link.meeting_id


def test_a_child_that_was_not_there_is_not_counted(shared_world: World) -> None:
    link = shared_world.link()
    before = box_keys()
    browser = ready(shared_world, link, YES_TO_ALL)
    shared_world.tap_all(browser, NOT_THERE)
    send(shared_world, browser, {"more_text": "jeg var syg"})
    new = items_since(before)
    assert not taps_in(shared_world, new).is_counted
    assert taps_in(shared_world, new).values == {}
    assert meeting_in(shared_world, new) is None
    assert said_in(shared_world, link) == {"more_text": "jeg var syg"}


def test_a_tap_takes_the_place_of_the_one_before_it(shared_world: World) -> None:
    browser = ready(shared_world, shared_world.link())
    shared_world.tap_all(browser, {"heard": "no"})
    assert shared_world.visit(browser).draft.answers == YES_TO_ALL | {"heard": "no"}
    answering_after.erase(shared_world.visit(browser), (HEARD,), shared_world.clock())
    assert "heard" not in shared_world.visit(browser).draft.answers


@pytest.mark.parametrize("value", ["part", "YES", "yes\0", "9", "lyt_mere"])
def test_a_tap_that_is_no_answer_is_refused(shared_world: World, value: str) -> None:
    browser = ready(shared_world, shared_world.link())
    with pytest.raises(AnswerRefused):
        answering_after.tap(shared_world.visit(browser), HEARD, value, shared_world.clock())
    assert shared_world.visit(browser).draft.answers == YES_TO_ALL


def test_words_that_break_a_rule_leave_everything_as_it_was(shared_world: World) -> None:
    link = shared_world.link()
    browser = ready(shared_world, link)
    before, in_box = counts(), box_keys()
    words: tuple[dict[str, Value], ...] = (
        {"more_text": "x" * 2001}, {"next_time": ("zzz",)}, {"talk_to": "mor"},
        {"more_text": "\0"}, {"next_time": "lyt_mere\0"},
    )  # fmt: skip
    for bad in words:
        with pytest.raises(AnswerRefused):
            send(shared_world, browser, bad)
    assert counts() == before and box_keys() == in_box
    assert row_of(link).after_by is None


def test_sending_again_is_no_error_and_changes_nothing(shared_world: World) -> None:
    link = shared_world.link()
    browser = ready(shared_world, link)
    early, before = shared_world.visit(browser), box_keys()
    for _ in range(20):
        answering_after.send_after(early, WORDS, shared_world.clock())
        send(shared_world, browser, WORDS)
    assert set(items_since(before)) == {BoxKind.TAPS, BoxKind.WHOSE}
    assert said_in(shared_world, link) == WORDS
    assert events_of(link) == ["after_sent"]


def test_of_two_browsers_the_first_to_send_wins(shared_world: World) -> None:
    link = shared_world.link()
    before = box_keys()
    one, other = ready(shared_world, link, YES_TO_ALL), ready(shared_world, link, NO_TO_ALL)
    early = shared_world.visit(other)
    send(shared_world, one)
    for visit in (early, shared_world.visit(other)):
        with pytest.raises(AlreadyAnswered):
            answering_after.send_after(visit, WORDS, shared_world.clock())
        with pytest.raises(AlreadyAnswered):
            answering_after.tap(shared_world.visit(other), HEARD, "no", shared_world.clock())
    new = items_since(before)
    assert taps_in(shared_world, new).values["heard"] == "yes"
    assert submission_of(link) is None


def revoke(world: World, link: MadeLink) -> None:
    changing_links.revoke(world.setting(), link.meeting_id)


def replace(world: World, link: MadeLink) -> None:
    changing_links.make_anew(world.setting(), link.meeting_id, world.links)


def lock(world: World, link: MadeLink) -> None:
    with transaction():
        invitations.set_values(link.invitation_id, wrong_picks=WRONG_PICKS_ALLOWED)


def expire(world: World, link: MadeLink) -> None:
    after(world, MEETING + timedelta(days=30))


@pytest.mark.parametrize("lose", [revoke, replace, lock, expire])
def test_a_link_lost_between_the_taps_and_send_stores_nothing(
    shared_world: World, lose: Callable[[World, MadeLink], None]
) -> None:
    link = shared_world.link()
    browser = ready(shared_world, link)
    early, before = shared_world.visit(browser), box_keys()
    lose(shared_world, link)
    now = shared_world.clock()
    for visit in (early, entering.visit(browser.cookie, min(now, MEETING + timedelta(hours=3)))):
        with pytest.raises(LinkDead):
            answering_after.send_after(visit, WORDS, now)
    assert box_keys() == before and submission_of(link) is None and events_of(link) == []
    assert row_of(link).after_by is None


def test_before_the_meeting_is_over_nothing_is_taken(shared_world: World) -> None:
    link = shared_world.link()
    set_now(shared_world, days=9)
    browser = shared_world.come_in(link)
    for too_early in (timedelta(hours=-2), timedelta(), timedelta(minutes=59)):
        after(shared_world, MEETING + too_early - timedelta(hours=2))
        with pytest.raises(LinkDead):
            answering_after.tap(shared_world.visit(browser), HEARD, "yes", shared_world.clock())
        with pytest.raises(LinkDead):
            send(shared_world, browser, WORDS)
    assert row_of(link).after_by is None
    after(shared_world, MEETING + timedelta(hours=-1))
    send(shared_world, browser, {})
    assert row_of(link).after_by is not None, "the control: when it is over"


def test_without_the_words_nothing_is_taken(shared_world: World) -> None:
    link = shared_world.link()
    after(shared_world)
    browser = entering.start(shared_world.links.signer, link.token, None, shared_world.clock())
    with pytest.raises(LinkDead):
        answering_after.tap(shared_world.visit(browser), HEARD, "yes", shared_world.clock())
    with pytest.raises(LinkDead):
        send(shared_world, browser, WORDS)


def test_what_was_not_sent_before_the_meeting_is_never_sent_after_it(shared_world: World) -> None:
    link = shared_world.link()
    set_now(shared_world, days=9)
    browser = shared_world.come_in(link)
    shared_world.save_all(browser, older_answers())
    after(shared_world)
    entering.come_back(shared_world.visit(browser), shared_world.clock())
    assert "topics_text" in shared_world.visit(browser).draft.answers, "the control"
    send(shared_world, browser, {"more_text": "bagefter"})
    assert said_in(shared_world, link) == {"more_text": "bagefter"}
    with pytest.raises(LinkDead):
        answering.send(shared_world.visit(browser), {}, shared_world.clock())


def test_an_answer_before_the_meeting_is_not_needed_and_does_not_stand_in_the_way(
    shared_world: World,
) -> None:
    link = shared_world.link()
    shared_world.answer(link, older_answers())
    after(shared_world)
    before = box_keys()
    shared_world.answer_after(link, YES_TO_ALL, {"more_text": "tak"})
    assert len(items_since(before)) == 2
    assert said_in(shared_world, link) == {"more_text": "tak"}
    assert events_of(link) == ["after_sent", "answer_sent"]

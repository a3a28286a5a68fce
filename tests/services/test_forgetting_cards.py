"""Bring-along cards go when the child wishes, after a year, and when a newer one is there."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from boernestemme.domain.needs_card import CARD_LIFE
from boernestemme.services import administering, needs_cards
from boernestemme.storage.db import session, transaction
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow
from tests.factories import NOW
from tests.services.cards import NO, YES, again, first, forget, rows_of, shown
from tests.services.steps import count, keep, log_of, set_now
from tests.world import World


def test_a_child_that_asks_for_it_is_forgotten_at_every_meeting(shared_world: World) -> None:
    link, noise = first(shared_world, YES), first(shared_world, YES)
    second = again(shared_world, link)
    set_now(shared_world, days=2)
    shared_world.answer(second, {"needs": ("stop",), "keep_needs": "yes"})
    third = again(shared_world, second, days=60)
    forget(shared_world, third)
    assert rows_of(link) == []
    assert shown(shared_world, third) == shown(shared_world, second) == ()
    assert log_of(third) == ["card_deleted"]
    assert len(rows_of(noise)) == 1


def test_deleting_what_is_not_there_is_no_error_and_no_line(shared_world: World) -> None:
    link = first(shared_world, {"needs": ("stop",)})
    forget(shared_world, link)
    assert log_of(link) == []


def test_the_answers_stay_when_the_card_goes(shared_world: World) -> None:
    link = first(shared_world, YES)
    before = count("submissions")
    forget(shared_world, link)
    assert count("submissions") == before


def test_the_card_outlives_the_answer_it_came_from(shared_world: World) -> None:
    link = first(shared_world, YES)
    second = again(shared_world, link)
    before = shown(shared_world, second)
    with transaction():
        gone = delete(SubmissionRow).where(SubmissionRow.meeting_id == link.meeting_id)
        session().execute(gone)
    assert shown(shared_world, second) == before != ()


def test_it_goes_along_when_the_meeting_is_handed_over(any_world: World) -> None:
    second = again(any_world, first(any_world, YES))
    before = shown(any_world, second)
    administering.disable_account("mette@test.example", "nadia@test.example", NOW)
    assert shown(any_world, second, by="nadia") == before != ()


@pytest.mark.parametrize(("days", "left"), [(0, 1), (1, 0)])
def test_a_card_is_kept_for_a_year(any_world: World, days: int, left: int) -> None:
    link = first(any_world, YES)
    set_now(any_world, days=(CARD_LIFE + timedelta(days=days)).days)
    second = again(any_world, link)
    assert len(shown(any_world, second)) == left, "even before the house is kept"
    keep(any_world, any_world.clock())
    assert len(rows_of(link)) == left
    assert len(shown(any_world, second)) == left


@pytest.mark.parametrize("newer", [YES, NO])
def test_a_card_with_a_newer_one_goes(any_world: World, newer: dict[str, str]) -> None:
    link = first(any_world, YES)
    second = again(any_world, link)
    third = again(any_world, second, days=60)
    set_now(any_world, days=2)
    any_world.answer(second, newer)
    [old, new] = sorted(rows_of(link), key=lambda row: row.made_on)
    before, gone, kept = shown(any_world, third), old.id, new.id
    keep(any_world, any_world.clock())
    assert [row.id for row in rows_of(link)] == [kept] != [gone]
    assert shown(any_world, third) == before


def test_two_cards_of_one_day_both_stay(any_world: World) -> None:
    """Nobody knows which of them came last."""
    link = first(any_world, YES)
    any_world.answer(again(any_world, link), NO)
    keep(any_world, any_world.clock())
    assert len(rows_of(link)) == 2


@pytest.mark.parametrize(("is_held", "left"), [(True, 1), (False, 0)])
def test_a_hold_on_one_of_the_meetings_stops_it(any_world: World, is_held: bool, left: int) -> None:
    link, noise = first(any_world, YES), first(any_world, YES)
    second = again(any_world, link)
    since = NOW.date() if is_held else None
    with transaction():
        held = update(MeetingRow).where(MeetingRow.id == second.meeting_id)
        session().execute(held.values(hold_since=since))
    set_now(any_world, days=CARD_LIFE.days + 1)
    keep(any_world, any_world.clock())
    assert len(rows_of(link)) == left
    assert rows_of(noise) == []


def test_a_second_run_finds_nothing_more(any_world: World) -> None:
    first(any_world, YES)
    set_now(any_world, days=CARD_LIFE.days + 1)
    ledger = any_world.tools.settings.erasure_ledger
    assert needs_cards.sweep(ledger, any_world.clock()) == 3
    assert needs_cards.sweep(ledger, any_world.clock()) == 0

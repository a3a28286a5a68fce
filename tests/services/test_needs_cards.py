"""Bring-along cards: kept on a yes, read at a later meeting by its reader, never after a no."""

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import NoResultFound

from boernestemme.domain.errors import AlreadyAnswered, CannotOpen, NotFound
from boernestemme.domain.instruments.before import INSTRUMENTS, SHORT_LIMIT
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.needs_card import NeedsCard, card_of, from_bytes, to_bytes
from boernestemme.domain.questionnaire import Answers, accept
from boernestemme.domain.submission import part
from boernestemme.services import answering
from boernestemme.storage.access_log import AccessLogHeadRow
from boernestemme.storage.db import session
from boernestemme.storage.needs_cards import SIZE
from tests.services.cards import NO, TEXT, UNSAID, YES, again, first, forget, rows_of, shown
from tests.services.steps import count, log_of, set_now
from tests.world import World

OVERHEAD = 1 + 12 + 16


def test_a_yes_is_remembered_at_the_next_meeting_and_the_one_after(shared_world: World) -> None:
    link = first(shared_world, YES)
    card = NeedsCard(link.meeting_id, AgeGroup.OLDER, ("pause", "tegne"), TEXT)
    second = again(shared_world, link)
    assert shown(shared_world, second) == (card,)
    assert shown(shared_world, again(shared_world, second, days=60)) == (card,)
    assert shown(shared_world, link) == ()


def test_a_no_is_remembered_as_nothing_and_looks_like_a_yes(shared_world: World) -> None:
    yes, no = first(shared_world, YES), first(shared_world, NO)
    assert shown(shared_world, again(shared_world, yes)) != ()
    assert shown(shared_world, again(shared_world, no)) == ()
    [full], [empty] = rows_of(yes), rows_of(no)
    for column in ("content", "wrapped_key"):
        assert len(getattr(full, column)) == len(getattr(empty, column))
    assert len(full.content) == SIZE + OVERHEAD
    bare = [NeedsCard("m", AgeGroup.OLDER, needs) for needs in ((), ("pause",))]
    assert len({len(to_bytes(card)) for card in bare}) == 2, "the control: bare, they differ"
    known = ("municipality", "key_id", "made_on")
    assert [getattr(full, name) for name in known] == [getattr(empty, name) for name in known]


def fullest(age_group: AgeGroup, letter: str) -> NeedsCard:
    """The largest card there can be."""
    questions = {one.code: one for one in INSTRUMENTS[age_group].questions}
    given = {
        "needs": questions["needs"].all_choices,
        "needs_text": "x" + letter * (SHORT_LIMIT - 1),
        "keep_needs": "yes",
    }
    answers = accept(INSTRUMENTS[age_group].questions, given)
    card = card_of("f" * 32, age_group, part(INSTRUMENTS[age_group], answers))
    assert card is not None and len(card.text) >= SHORT_LIMIT
    return card


@pytest.mark.parametrize("letter", ["\U0001f600", "\r\n", '"', "æ", "\u2028"])
@pytest.mark.parametrize("age_group", AgeGroup)
def test_the_largest_card_fits_and_comes_back_as_it_was(age_group: AgeGroup, letter: str) -> None:
    card = fullest(age_group, letter)
    assert len(to_bytes(card)) < SIZE
    assert from_bytes(to_bytes(card)) == card


def test_a_question_passed_by_leaves_the_card_from_before(shared_world: World) -> None:
    link = first(shared_world, YES)
    second = again(shared_world, link)
    set_now(shared_world, days=2)
    shared_world.answer(second, UNSAID)
    assert len(rows_of(link)) == 1
    [card] = shown(shared_world, second)
    assert card.text == TEXT


@pytest.mark.parametrize(
    "said", [{"keep_needs": "yes"}, {"needs": ("ved_ikke", "andet"), "keep_needs": "yes"}]
)
def test_a_yes_to_nothing_leaves_the_card_from_before(shared_world: World, said: Answers) -> None:
    link = first(shared_world, YES)
    second = again(shared_world, link)
    set_now(shared_world, days=2)
    shared_world.answer(second, said)
    assert len(rows_of(link)) == 1
    assert shown(shared_world, second) != ()


def test_the_newest_card_counts_and_a_no_makes_the_older_one_stop(shared_world: World) -> None:
    link = first(shared_world, YES)
    second = again(shared_world, link)
    third = again(shared_world, second, days=60)
    set_now(shared_world, days=2)
    shared_world.answer(second, {"needs": ("stop",), "keep_needs": "yes"})
    assert [one.needs for one in shown(shared_world, third)] == [("stop",)]
    assert shown(shared_world, second) == (), "its own card stands in its own answer"
    set_now(shared_world, days=4)
    fourth = again(shared_world, third, days=90)
    shared_world.answer(third, NO)
    assert shown(shared_world, fourth) == ()
    assert len(rows_of(link)) == 3


@pytest.mark.parametrize("said", [(YES, NO), (NO, YES)])
def test_of_one_day_a_no_counts_whichever_came_last(
    shared_world: World, said: tuple[Answers, Answers]
) -> None:
    link = first(shared_world, said[0])
    second = again(shared_world, link)
    third = again(shared_world, second, days=60)
    shared_world.answer(second, said[1])
    assert len(rows_of(link)) == 2
    assert shown(shared_world, third) == ()


def test_two_cards_of_one_day_are_both_shown(shared_world: World) -> None:
    link = first(shared_world, YES)
    second = again(shared_world, link)
    third = again(shared_world, second, days=60)
    shared_world.answer(second, {"needs": ("stop",), "keep_needs": "yes"})
    assert {one.needs for one in shown(shared_world, third)} == {("stop",), ("pause", "tegne")}


def test_no_card_without_an_answer_that_was_received(shared_world: World) -> None:
    link = shared_world.link()
    late = shared_world.come_in(link)
    shared_world.save_all(late, UNSAID)
    shared_world.answer(link, YES)
    before = count("needs_cards")
    with pytest.raises(AlreadyAnswered):
        answering.send(shared_world.visit(late), {"keep_needs": "no"}, shared_world.clock())
    assert count("needs_cards") == before
    assert len(rows_of(link)) == 1


def test_the_line_in_the_log_stands_even_when_the_card_does_not_open(shared_world: World) -> None:
    link = first(shared_world, YES)
    second = again(shared_world, link)
    assert shown(shared_world, second) != ()
    assert log_of(second) == ["card_read"]
    [row] = rows_of(link)
    row.content = bytes(len(row.content))
    session().commit()
    with pytest.raises(CannotOpen):
        shown(shared_world, second)
    assert log_of(second) == ["card_read"] * 2


def test_without_a_line_in_the_log_no_card_comes_back(any_world: World) -> None:
    second = again(any_world, first(any_world, YES))
    assert shown(any_world, second) != ()
    session().execute(delete(AccessLogHeadRow).where(AccessLogHeadRow.municipality == "0265"))
    session().commit()
    with pytest.raises(NoResultFound) as trouble:
        shown(any_world, second)
    assert TEXT not in f"{trouble.value!r} {trouble.value.__cause__!r}"


def test_a_first_meeting_opens_nothing_and_logs_nothing(shared_world: World) -> None:
    link = first(shared_world, YES)
    assert shown(shared_world, link) == ()
    assert log_of(link) == []


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "leder"])
def test_nobody_else_reads_or_deletes_it(shared_world: World, who: str) -> None:
    link = first(shared_world, YES)
    second = again(shared_world, link)
    for meeting in (link, second):
        with pytest.raises(NotFound):
            shown(shared_world, meeting, who)
        with pytest.raises(NotFound):
            forget(shared_world, meeting, who)
    assert len(rows_of(link)) == 1


def test_a_card_moved_to_another_row_does_not_open(shared_world: World) -> None:
    one, other = first(shared_world, YES), first(shared_world, YES)
    [mine], [theirs] = rows_of(one), rows_of(other)
    theirs.content, theirs.wrapped_key = mine.content, mine.wrapped_key
    session().commit()
    with pytest.raises(CannotOpen):
        shown(shared_world, again(shared_world, other))

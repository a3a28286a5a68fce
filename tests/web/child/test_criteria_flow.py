"""The criteria of the child's flow, F-01 and F-07 to F-16, over every page of both age groups."""

from collections.abc import Iterator

import pytest

from boernestemme.domain.instruments import after, before
from boernestemme.domain.instruments.before import MAY_COME
from boernestemme.domain.meeting import AgeGroup, Settled
from tests.web.child.flow_criteria import (
    EVERYWHERE,
    Reader,
    any_primary_button,
    cannot_be_skipped,
    chosen_beforehand,
    no_question_as_heading,
    not_one_primary_button,
    required,
    tiles_without_a_picture,
    too_many_tiles,
)
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, SEND, THANKS, Child, arrive, arrive_after

YOUNGER, OLDER = AgeGroup
EACH_AGE = pytest.mark.parametrize("age", AgeGroup)
SETTLED = (Settled(), Settled(("mor",)), Settled(MAY_COME, "skole"))


def questions_before(scene: Scene, age: AgeGroup) -> Iterator[tuple[str, str]]:
    """Every page of questions before the meeting, whatever is settled: address, text."""
    for settled in SETTLED:
        one = arrive(scene, age_group=age, settled=settled)
        for screen in before.INSTRUMENTS[age].screens:
            if screen.number != 5 or settled.place is None:
                address = f"/svar/{screen.number}"
                yield address, one.see(address).text


def questions_after(scene: Scene, age: AgeGroup) -> Iterator[tuple[str, str]]:
    """Every question after the meeting."""
    one = arrive_after(scene, age_group=age)
    for screen in after.INSTRUMENTS[age].screens:
        yield f"/svar/{screen.number}", one.see(f"/svar/{screen.number}").text


def pages_around(scene: Scene, age: AgeGroup) -> Iterator[tuple[str, str]]:
    """The pages with a form that ask no question: first, check, and the last after the meeting."""
    one = arrive(scene, age_group=age)
    yield "/svar/1", one.see("/svar/1").text
    yield CHECK, one.see(CHECK).text
    one = arrive_after(scene, age_group=age)
    yield SEND, one.see(SEND).text


def faults(pages: Iterator[tuple[str, str]], age: AgeGroup, *readers: Reader) -> list[object]:
    return [
        (address, reader.__name__, found)
        for address, text in pages
        for reader in readers
        if (found := reader(text, age))
    ]


@EACH_AGE
def test_every_question_before_the_meeting(scene: Scene, age: AgeGroup) -> None:
    readers = (*EVERYWHERE, no_question_as_heading, not_one_primary_button, cannot_be_skipped)
    assert faults(questions_before(scene, age), age, *readers) == []


@EACH_AGE
def test_every_question_after_the_meeting(scene: Scene, age: AgeGroup) -> None:
    readers = (*EVERYWHERE, no_question_as_heading, any_primary_button, cannot_be_skipped)
    assert faults(questions_after(scene, age), age, *readers) == []


@EACH_AGE
def test_every_page_around_the_questions(scene: Scene, age: AgeGroup) -> None:
    assert faults(pages_around(scene, age), age, *EVERYWHERE, not_one_primary_button) == []


@EACH_AGE
def test_at_most_eight_screens_after_the_door(scene: Scene, age: AgeGroup) -> None:
    """F-01."""
    one = arrive(scene, age_group=age)
    assert walked(one) == [*(f"/svar/{number}" for number in range(2, 8)), CHECK]
    assert "1 af 8" in words_of(one.see("/svar/1")) and "8 af 8" in words_of(one.see(CHECK))


@EACH_AGE
def test_what_is_settled_is_not_asked(scene: Scene, age: AgeGroup) -> None:
    """F-13."""
    one = arrive(scene, age_group=age, settled=Settled((), "skole"))
    assert walked(one) == [*(f"/svar/{number}" for number in (2, 3, 4, 6, 7)), CHECK]


def walked(one: Child, go: str = "skip") -> list[str]:
    """The pages that follow the first when the same button is pressed on each."""
    addresses, here = [], "/svar/1"
    while here != CHECK:
        one.see(here)
        here = one.post(here, {"go": go}).headers["Location"]
        addresses.append(here)
    return addresses


@EACH_AGE
def test_everything_can_be_skipped_and_sent(scene: Scene, age: AgeGroup) -> None:
    """F-07."""
    one = arrive(scene, age_group=age)
    walked(one)
    one.see(CHECK)
    assert one.post(CHECK).headers["Location"] == THANKS
    [answer] = scene.read(one.link).answers
    assert answer.parts.open == answer.parts.guarded == {}
    one = arrive_after(scene, age_group=age)
    for screen in after.INSTRUMENTS[age].screens:
        one.tap(screen.number, "skip", age)
    one.see(SEND)
    assert one.post(SEND).headers["Location"] == THANKS


TILE = '<label class="tile"><input type="radio" name="place" value="x"><span>X</span></label>'
BROKEN = {
    chosen_beforehand: '<input type="radio" name="place" value="x" checked>',
    required: '<textarea name="topics_text" required></textarea>',
    no_question_as_heading: "<legend>Hvor?</legend><h1>Hej</h1>",
    not_one_primary_button: '<button class="button main">A</button><a class="button main">B</a>',
    any_primary_button: '<button class="button main">Ja</button>',
    cannot_be_skipped: '<button class="button main" name="go" value="next">Videre</button>',
    too_many_tiles: TILE * 11,
    tiles_without_a_picture: TILE,
}


@pytest.mark.parametrize("reader", BROKEN, ids=lambda one: one.__name__)
def test_each_reader_sees_the_fault_it_looks_for(reader: Reader) -> None:
    """The controls: a page with one fault is not let by."""
    assert reader(BROKEN[reader], YOUNGER)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        (TILE * 9, YOUNGER),
        ('<input type="radio" name="person-mor">' * 5, OLDER),
        ("".join(f'<input type="radio" name="person-{n}">' for n in range(11)), OLDER),
        ('<button class="button" name="heard" value="x">' * 4, YOUNGER),
        ('<button class="button" name="heard" value="x">' * 5, OLDER),
    ],
)
def test_the_count_of_tiles_is_by_age(text: str, age: AgeGroup) -> None:
    assert too_many_tiles(text, age)
    assert not too_many_tiles(text[: len(text) // 2], age), "the control: half as many are fine"

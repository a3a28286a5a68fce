"""Development on the page: a sure change is said as one, and a line is broken where it must be."""

from dataclasses import replace

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.release import Release
from boernestemme.web.numbers.development import before_of, change_said, runs_of
from tests.release_factory import NEW, OLD, release

pytestmark = pytest.mark.usefixtures("danish")
OLDEST = OLD.previous
RANKING = ("bedre", "værre", "fremgang", "tilbagegang")


def with_yes(made: Release, by: float) -> Release:
    """The same with another share of yes in every figure that tells its counts."""
    told = tuple(
        one if one.yes is None else replace(one, yes=round(one.yes * by)) for one in made.figures
    )
    return replace(made, figures=told)


@pytest.mark.parametrize(
    ("before", "sign", "said"),
    [
        (release(OLD), "±", "Ingen sikker ændring siden 1. halvår 2026."),
        (with_yes(release(OLD), 0.7), "▲", "Flere end i 1. halvår 2026: 17–27 procentpoint flere."),
        (
            with_yes(release(OLD), 1.3),
            "▼",
            "Færre end i 1. halvår 2026: 18–26 procentpoint færre.",
        ),
        (
            release(OLD, instrument=(1,)),
            "",
            "Kan ikke sammenlignes med 1. halvår 2026: spørgsmålene er lavet om.",
        ),
        (
            release(OLD, participants=("0101",)),
            "±",
            "Ingen sikker ændring siden 1. halvår 2026 i de 4 kommuner, der er vist begge gange.",
        ),
    ],
)
def test_a_change_is_said_in_one_sentence(before: Release, sign: str, said: str) -> None:
    assert change_said(release(), before, AgeGroup.OLDER) == (sign, said)
    assert not any(word in said for word in RANKING)


def test_the_first_number_has_nothing_to_be_held_against() -> None:
    assert before_of(release(), [release()]) is None
    sign, said = change_said(release(), None, AgeGroup.OLDER)
    assert (sign, said) == ("", "Det er det første tal. Om det ændrer sig, kan ses næste gang.")


def test_a_year_is_held_against_a_year_and_the_newest_one_before() -> None:
    year, half = release(Period(2027)), release(Period(2027, 1))
    every = [release(Period(2028)), half, year, release(), release(OLD), release(Period(2026))]
    before_year, before_half = before_of(year, every), before_of(half, every)
    assert before_year and before_year.period == Period(2026)
    assert before_half and before_half.period == NEW


def test_a_line_is_broken_where_municipalities_or_questions_differ() -> None:
    same = [release(), release(OLD)]
    others = [*same, release(OLDEST, participants=("0101",)), release(OLDEST.previous)]
    asked = [*same, release(OLDEST, instrument=(1,))]
    for every, lengths in ((same, [2]), (others, [1, 1, 2]), (asked, [1, 2])):
        for run in runs_of(release(), every):
            assert [len(piece) for piece in run.pieces] == lengths


def test_a_run_is_drawn_to_scale_and_told_beside_it() -> None:
    [_, older] = runs_of(release(), [release(), release(OLD)])
    [piece] = older.pieces
    low = release().headlines[AgeGroup.OLDER].low
    assert [round((192 - one.y) / 1.8) for one in piece] == [73, 73]
    assert [round((192 - one.bottom) / 1.8) for one in piece] == [low, low]
    assert piece[0].x < piece[1].x
    newest, first = older.occasions
    assert (newest.told, newest.interval, newest.n) == ("73 %", "63–83 %", "960")
    assert newest.taking_part == "19 af 98"
    assert newest.change.startswith("ingen sikker ændring (fra −") and first.change == ""


def labels(every: list[Release]) -> list[tuple[str, ...]]:
    """What stands below the points of the first age group."""
    return [lines for _, lines in runs_of(every[-1], every)[0].labels]


def test_each_half_year_is_named_where_there_is_room() -> None:
    three = [release(OLDEST), release(OLD), release()]
    assert labels(three) == [("2. halvår", "2025"), ("1. halvår", "2026"), ("2. halvår", "2026")]
    five = [release(OLDEST.previous.previous), release(OLDEST.previous), *three]
    assert labels(five) == [("2024",), ("2025",), ("2026",)]
    assert labels([release(Period(2027)), release(Period(2028))]) == [("2027",), ("2028",)]


def test_what_comes_after_is_no_part_of_a_run() -> None:
    for run in runs_of(release(OLD), [release(), release(OLD)]):
        assert [one.name for one in run.occasions] == ["1. halvår 2026"]

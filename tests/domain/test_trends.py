"""Development: only what is the same is compared, and a sure change is a true one."""

from dataclasses import replace
from math import sqrt

import pytest

from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.domain.trends import Change, Summed, difference, trend
from tests.domain.comparing import ERROR, SIZES, held
from tests.release_factory import OLD, figures, release

# Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10: a/m, b/n, interval.
PUBLISHED = (
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
)


@pytest.mark.parametrize(("one", "of", "other", "of_other", "low", "high"), PUBLISHED)
def test_without_noise_it_is_newcombes_interval(
    one: int, of: int, other: int, of_other: int, low: float, high: float
) -> None:
    found = difference(Summed(other, of_other, 0), Summed(one, of, 0))
    assert found == pytest.approx((low, high), abs=0.00005)


def test_the_interval_holds_the_truth_with_noise_and_rounding() -> None:
    assert held(0.7, 0.78, len(SIZES) * ERROR) >= 0.94


def test_an_interval_that_knows_of_no_noise_does_not() -> None:
    """The control."""
    assert held(0.7, 0.78, 0) < 0.94


def moved(by: int, made: Release) -> Release:
    """A half-year in which so many more of each municipality's older children said yes."""
    told = tuple(
        replace(one, yes=one.yes + by)
        if one.yes is not None and one.age_group is AgeGroup.OLDER and one.item == "heard"
        else one
        for one in made.figures
    )
    return replace(made, figures=told)


def test_the_same_participants_are_compared_by_the_countrys_line() -> None:
    before, now = release(OLD), moved(-30, release())
    found = trend(before, now, AgeGroup.OLDER)
    assert found.municipalities is None and found.change is Change.UNSURE
    assert found.low is not None and found.high is not None and found.low < found.high
    assert trend(before, before, AgeGroup.OLDER).points == 0


def test_other_participants_are_compared_by_what_is_told_of_each_in_both() -> None:
    """Of six, one is uncertain, one hidden; and a rest is never summed."""
    before = release(OLD, participants=(), taking_part=18)
    found = trend(before, moved(-60, release()), AgeGroup.OLDER)
    assert (found.municipalities, found.change) == (4, Change.FEWER)
    n = [
        one.n
        for one in figures()
        if (one.item, one.age_group, one.status) == ("heard", AgeGroup.OLDER, Status.SHOWN)
        and one.area.code in MUNICIPALITIES
    ]
    assert found.points == round(-100 * 180 / sum(filter(None, n)))


def nine_in_ten(n: int, *yes: int | None) -> tuple[Figure, ...]:
    """Municipalities with so many answers and yes; None is a band of 90 % or more."""
    return tuple(
        Figure(
            AgeGroup.OLDER,
            Area(AreaKind.MUNICIPALITY, code, MUNICIPALITIES[code]),
            "heard",
            Status.SHOWN,
            n,
            yes=one,
            bound=Bound.OVER if one is None else Bound.EXACT,
        )
        for code, one in zip(sorted(MUNICIPALITIES), yes, strict=False)
    )


def test_fewer_answers_alone_are_not_fewer_who_say_yes() -> None:
    """Nine of ten said yes both times; of 60 in a municipality every other share is a band."""
    before = release(OLD, participants=("0101",), figures=nine_in_ten(150, *[135] * 20))
    now = release(figures=nine_in_ten(60, *[50, None] * 10))
    found = trend(before, now, AgeGroup.OLDER)
    assert (found.municipalities, found.change) == (20, Change.UNSURE)
    left_out = release(figures=nine_in_ten(60, *[50, None] * 10)[::2])
    assert trend(before, left_out, AgeGroup.OLDER).change is Change.FEWER, "the control"


def test_every_municipality_in_both_is_the_same_participants() -> None:
    every = {"participants": (), "taking_part": 98}
    found = trend(release(OLD, **every), release(**every), AgeGroup.YOUNGER)
    assert found.municipalities is None and found.change is Change.UNSURE


def test_other_questions_and_too_few_are_not_compared() -> None:
    now = release()
    other = trend(release(OLD, instrument=(1,)), now, AgeGroup.OLDER)
    assert (other.change, other.points) == (Change.OTHER_QUESTIONS, None)
    few = release(OLD, participants=("0101",), figures=tuple(
        one for one in figures() if one.area.code in ("0101", "0580")
    ))  # fmt: skip
    found = trend(few, now, AgeGroup.OLDER)
    assert (found.change, found.municipalities) == (Change.TOO_FEW, 2)


def test_a_hidden_line_of_the_country_falls_back_on_the_municipalities() -> None:
    hidden = tuple(
        replace(one, status=Status.HIDDEN, yes=None) if one.area.code == "" else one
        for one in figures()
    )
    assert trend(release(OLD, figures=hidden), release(), AgeGroup.OLDER).municipalities == 4


def test_the_standard_error_of_many_sums_is_not_lost() -> None:
    """A sum of 71 published counts is less certain than one count of the same size."""
    one, many = Summed(2000, 3000, ERROR), Summed(2000, 3000, 71 * ERROR)
    (low, high), (wide_low, wide_high) = one.interval, many.interval
    assert wide_low < low < high < wide_high
    assert (wide_high - wide_low) / 2 > sqrt(71 * ERROR) / 3000

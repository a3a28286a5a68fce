"""Shares: rounding, bands near all and nothing, Wilson's interval against published ones (D-05)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boernestemme.domain.figures import Bound
from boernestemme.domain.shares import ROUNDING_VARIANCE, percent, rounded, share, wilson

Z = 1.959963984540054
# Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3: part, whole, low, high.
PUBLISHED = (
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
)
# The same and others, the equation solved to forty digits by halving.
SOLVED = (
    (81, 263, 0.255288520, 0.366209577),
    (15, 148, 0.062386400, 0.160487242),
    (0, 20, 0.0, 0.161125158),
    (1, 29, 0.006113214, 0.171755219),
    (21, 30, 0.521242125, 0.833352517),
    (95, 100, 0.888249531, 0.978456321),
    (700, 1000, 0.670876139, 0.727593158),
    (30, 30, 0.886486607, 1.0),
)
FIVES = st.integers(6, 400).map(lambda number: number * 5)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (998, 1000)],
)
def test_counts_are_rounded_to_the_nearest_five(count: int, expected: int) -> None:
    assert rounded(count) == expected


@given(st.integers(0, 100_000))
def test_a_rounded_count_hides_exactly_five(count: int) -> None:
    assert abs(rounded(count) - count) <= 2
    assert rounded(count) % 5 == 0


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 30, 0), (30, 30, 100), (5, 40, 13), (15, 40, 38), (1, 3, 33)],
)
def test_percentages_are_whole_and_a_half_goes_up(part: int, whole: int, expected: int) -> None:
    assert percent(part, whole) == expected


@pytest.mark.parametrize(("part", "whole", "low", "high"), PUBLISHED)
def test_the_interval_is_the_published_one(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(("part", "whole", "low", "high"), SOLVED)
def test_without_noise_it_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=1e-8)


@given(st.integers(30, 5000), st.floats(0, 1), st.floats(0, 20))
def test_both_ends_solve_the_equation_the_interval_comes_from(
    whole: int, where: float, error: float
) -> None:
    part = round(where * whole)
    for end in wilson(part, whole, error):
        variance = end * (1 - end) / whole + error * (1 + end**2) / whole**2
        assert (part / whole - end) ** 2 == pytest.approx(Z**2 * variance, abs=1e-9)


@given(FIVES, st.integers(0, 400), st.floats(0, 10))
def test_the_interval_is_around_the_share_and_wider_with_noise(
    whole: int, fifths: int, noise: float
) -> None:
    part = min(fifths * 5, whole)
    told, plain = share(part, whole, noise), share(part, whole)
    assert 0 <= told.low <= plain.low <= told.percent <= plain.high <= told.high <= 100
    assert (told.percent, told.bound) == (plain.percent, plain.bound)


def test_more_than_all_is_all() -> None:
    assert share(35, 30) == share(30, 30)
    assert share(105, 100).percent == 100


@pytest.mark.parametrize(
    ("part", "whole", "expected", "bound"),
    [
        (0, 30, 10, Bound.UNDER),
        (0, 95, 10, Bound.UNDER),
        (5, 60, 10, Bound.UNDER),
        (5, 50, 10, Bound.UNDER),
        (10, 60, 17, Bound.EXACT),
        (25, 30, 83, Bound.EXACT),
        (30, 30, 90, Bound.OVER),
        (45, 50, 90, Bound.OVER),
        (95, 95, 90, Bound.OVER),
        (0, 100, 0, Bound.EXACT),
        (95, 100, 95, Bound.EXACT),
        (100, 100, 100, Bound.EXACT),
    ],
)
def test_near_all_or_nothing_is_a_band_below_a_hundred(
    part: int, whole: int, expected: int, bound: Bound
) -> None:
    told = share(part, whole)
    assert (told.percent, told.bound) == (expected, bound)


@pytest.mark.parametrize("whole", range(30, 100, 5))
def test_a_band_says_the_same_of_every_share_in_it(whole: int) -> None:
    told = [share(part, whole) for part in range(0, whole + 1, 5)]
    for bound in (Bound.UNDER, Bound.OVER):
        assert len({one for one in told if one.bound is bound}) == 1


@pytest.mark.parametrize("whole", range(30, 105, 5))
def test_a_share_is_in_a_band_exactly_when_its_mirror_is(whole: int) -> None:
    """For 6–9 the share of *no* is what the share of *yes* leaves."""
    mirror = {Bound.UNDER: Bound.OVER, Bound.OVER: Bound.UNDER, Bound.EXACT: Bound.EXACT}
    for part in range(0, whole + 1, 5):
        assert share(whole - part, whole).bound is mirror[share(part, whole).bound]


@pytest.mark.parametrize(
    ("part", "whole", "bound", "told_as"),
    [
        (90, 95, Bound.OVER, (90, 95)),
        (95, 95, Bound.OVER, (90, 95)),
        (5, 95, Bound.UNDER, (0, 5)),
        (45, 50, Bound.OVER, (45, 50)),
        (5, 50, Bound.UNDER, (0, 5)),
        (80, 90, Bound.EXACT, (80,)),
        (10, 90, Bound.EXACT, (10,)),
        (30, 30, Bound.OVER, (30,)),
        (0, 30, Bound.UNDER, (0,)),
    ],
)
def test_a_bands_interval_is_that_of_every_count_in_it(
    part: int, whole: int, bound: Bound, told_as: tuple[int, ...]
) -> None:
    told = share(part, whole)
    ends = [wilson(one, whole, ROUNDING_VARIANCE) for one in told_as]
    low, high = min(one for one, _ in ends), max(one for _, one in ends)
    assert told.bound is bound
    assert (told.low, told.high) == (max(math.floor(low * 100), 0), min(math.ceil(high * 100), 100))

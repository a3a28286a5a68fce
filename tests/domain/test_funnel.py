"""The funnel's limits: the exact binomial law, and how rarely equal municipalities lie outside."""

from fractions import Fraction
from math import comb, sqrt
from random import Random

import pytest

from boernestemme.domain.funnel import Counted, exact_limits, limits, spread
from tests.domain.comparing import ERROR, outside

SHARES = (Fraction(1, 10), Fraction(43, 100), Fraction(72, 100), Fraction(9, 10))
WANTED = tuple(Fraction(part, 1000) for part in (1, 25, 975, 999))
FALSE_ALARMS = 0.003


def counted_out(n: int, share: Fraction, wanted: Fraction) -> float:
    """The same limit in whole numbers alone, as the source defines it."""
    yes, no, all_ = share.numerator, share.denominator - share.numerator, share.denominator**n
    before = below = 0
    for count in range(n + 1):
        before, below = below, below + comb(n, count) * yes**count * no ** (n - count)
        if Fraction(below, all_) >= wanted:
            return float((count - (below - wanted * all_) / Fraction(below - before)) / n)
    raise AssertionError


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("n", [30, 31, 85, 300])
def test_the_limits_are_those_of_the_exact_law(n: int, share: Fraction) -> None:
    expected = [counted_out(n, share, wanted) for wanted in WANTED]
    assert exact_limits(n, float(share)) == pytest.approx(expected, abs=1e-6)
    told = limits(n, float(share))
    kept = [min(max(one, 0), 1) for one in expected]
    assert [told.low998, told.low95, told.high95, told.high998] == pytest.approx(kept, abs=1e-6)


def test_a_large_area_has_limits_near_the_normal_law() -> None:
    expected = [0.7 + z * sqrt(0.21 / 4000) for z in (-3.0902, -1.96, 1.96, 3.0902)]
    assert exact_limits(4000, 0.7) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("share", [0.5, 0.72, 0.85])
@pytest.mark.parametrize("n", [30, 60, 150, 400])
def test_equal_municipalities_hardly_ever_lie_outside(n: int, share: float) -> None:
    """Also with noise and rounding, which no binomial law knows of (D-06)."""
    assert outside(n, share, ERROR) <= FALSE_ALARMS


def test_limits_that_know_of_no_noise_cry_wolf() -> None:
    """The control."""
    assert outside(30, 0.5, 0) > 3 * FALSE_ALARMS


def areas(chance: Random, apart: float) -> list[Counted]:
    """Ninety municipalities of a country with 72 % yes, which differ by so much."""
    found = []
    for code in range(90):
        n, share = chance.randrange(30, 300, 5), min(max(chance.gauss(0.72, apart), 0), 1)
        yes = sum(chance.random() < share for _ in range(n))
        found.append(Counted(str(code), n, yes))
    return found


def test_limits_widen_only_when_areas_differ_by_more_than_chance() -> None:
    equal, apart = (spread(areas(Random(7), by), 0.72, 0) for by in (0, 0.1))
    assert equal.phi < 1 and equal.between == 0
    assert apart.phi > 2 and 0.05 < sqrt(apart.between) < 0.12
    plain, wide = limits(100, 0.72), limits(100, 0.72, 0, apart.between)
    assert wide.low998 < plain.low998 < plain.low95 < 0.72 < plain.high95 < wide.high95


def test_a_few_areas_say_nothing_of_how_much_they_differ() -> None:
    """One far away would widen the limits it is held against."""
    alike = [Counted(str(code), 100, 72) for code in range(8)]
    assert spread([*alike, Counted("0101", 100, 10)], 0.72, 0).between == 0
    more = [*alike, *alike, Counted("0101", 100, 10)]
    assert spread(more, 0.72, 0).between == 0, "nor does one of many, for it is winsorised"

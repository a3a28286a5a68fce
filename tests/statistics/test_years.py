"""A year of the smallest municipalities beside its two half-years: nothing can be taken from it.

The control is a rule that overlaps: the smallest lie in the half-years' rests, and the year tells
of them besides.
"""

from random import Random

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2027
from tests.statistics.campaign import Results, table
from tests.statistics.test_adversaries import KNOWING, NEAR_AT_MOST, POINTS_AT_MOST, PUBLIC
from tests.statistics.year_attacks import years_attacked
from tests.statistics.yearly_utility import (
    CHOSEN_AT,
    FEWEST_HALF_YEARS,
    smallest,
    stands_alone,
    told_by,
)
from tests.statistics.years import RULES, SMALL, Told, year

YEARS = 40
BESIDE, INSIDER = "year less half-year", "insider of both"
# What an overlapping rule gives away: the least share of exact or near-certain recoveries.
BROKEN = {
    (BESIDE, "overlap, exact"): 0.01,
    (INSIDER, "overlap, exact"): 0.99,
    (INSIDER, "overlap, rounding only"): 0.1,
}


@pytest.fixture(scope="module")
def results() -> Results:
    """The years, attacked once."""
    return years_attacked(YEARS)


@pytest.mark.parametrize("attack", [BESIDE, *PUBLIC])
def test_nobody_recovers_an_answer_from_a_year(results: Results, attack: str) -> None:
    learned = results[attack, "product"]
    assert (learned.attacked > 0, learned.exact) == (True, 0), table(results)


@pytest.mark.parametrize("attack", [INSIDER, *KNOWING])
def test_who_knows_nearly_all_hardly_learns_the_rest(results: Results, attack: str) -> None:
    learned = results[attack, "product"]
    assert learned.attacked >= YEARS
    assert learned.share_near <= NEAR_AT_MOST, table(results)
    assert learned.advantage <= POINTS_AT_MOST, table(results)


@pytest.mark.parametrize(("attack", "name"), BROKEN)
def test_a_rule_that_overlaps_is_broken(results: Results, attack: str, name: str) -> None:
    assert results[attack, name].share_near >= BROKEN[attack, name], table(results)


def test_no_line_of_a_year_has_a_municipality_of_a_half_year() -> None:
    """In the product; where periods overlap there are such lines."""
    one = year(Random(4))
    assert not _shared(RULES["product"](one))
    assert _shared(RULES["overlap, rounding only"](one)) >= set(SMALL)


def _shared(told: Told) -> set[str]:
    of_year, *of_halves = (
        {code for line in lines for code in line.members} for lines in (told.whole, *told.halves)
    )
    return of_year & set().union(*of_halves)


def test_those_told_by_the_year_are_those_too_small_for_a_half_year() -> None:
    """At 35 % fewer than half of the half-years could tell of them alone, in 10–17."""
    looked_at, half_years = smallest(24), 40
    found = stands_alone(CHOSEN_AT, half_years, among=looked_at)
    too_small = {code for code in looked_at if found[code] < FEWEST_HALF_YEARS * half_years}
    assert too_small == set(FROM_2027.yearly)


@pytest.mark.parametrize("response", [0.25, 0.35])
def test_the_year_tells_of_the_smallest_what_no_half_year_does(response: float) -> None:
    """All of them as one line in per cent; and each alone no less often."""
    found = told_by(response, years=10, among=smallest(24))
    half, whole = found["half-year", AgeGroup.OLDER], found["year", AgeGroup.OLDER]
    assert whole.alone >= half.alone
    assert whole.each(whole.together) > 0.7 > half.each(half.together) == 0

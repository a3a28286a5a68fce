"""A correction laid beside what it corrects: what a reader learns of whoever is in one alone.

The product counts the same marks again, so that the two tell of the same children. Here they do
not, as if a child's mark had been removed or a small municipality had come late.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import comb
from random import Random

from boernestemme.domain.meeting import AgeGroup
from tests.statistics import attacks
from tests.statistics.attacks import Law, Learned
from tests.statistics.campaign import LAWS, PROTECTIONS
from tests.statistics.country import EARLY, SHARES, Child, HalfYear, half_year
from tests.statistics.protections import COUNTRY, Line

YEARS = 5
SMALL = 10
LATE = 3
Attack = Callable[[Random, HalfYear, str], Learned]
NO = SHARES[AgeGroup.OLDER][2]


def older(half: HalfYear) -> dict[str, list[Child]]:
    """The children of 10-17 of each municipality."""
    return {code: own for (code, age), own in half.by_area.items() if age is AgeGroup.OLDER}


def without(half: HalfYear, gone: list[Child]) -> HalfYear:
    """The half-year as it would be if these had not answered."""
    names = set(map(id, gone))
    return replace(half, children=tuple(one for one in half.children if id(one) not in names))


def pairs(before: list[Line], after: list[Line]) -> Iterator[tuple[Line, Line]]:
    """The lines of the same place, age group and item in two numbers of a half-year."""
    then = {(one.area, one.age_group, one.item): one for one in before}
    for one in after:
        if (one.area, one.age_group, one.item) in then:
            yield then[one.area, one.age_group, one.item], one


def one_mark_removed(chance: Random, half: HalfYear, name: str) -> Learned:
    """The second number lacks one child of each municipality; what did it say?"""
    gone = [chance.choice(own) for own in older(half).values()]
    first, second = (PROTECTIONS[name](one) for one in (half, without(half, gone)))
    learned = Learned()
    for before, after in pairs(second, first):
        if len(before.members) == 1 and before.age_group is AgeGroup.OLDER:
            learned += attacks.by_watching(before, after)
    return learned


def came_late(chance: Random, half: HalfYear, name: str) -> Learned:
    """The second number holds a small municipality the first lacked: how many of it said no?"""
    small = [own for own in older(half).values() if len(own) < SMALL]
    second, learned = PROTECTIONS[name](half), Learned()
    for late in chance.sample(small, min(len(small), LATE)):
        first = PROTECTIONS[name](without(half, late))
        for before, after in pairs(first, second):
            if before.area == COUNTRY and before.age_group is AgeGroup.OLDER:
                learned += by_difference(before, after, late, LAWS[name])
    return learned


def by_difference(before: Line, after: Line, late: list[Child], law: Law) -> Learned:
    """By the country's line. He knows how many took a stand there, and how likely a no is."""
    whole = sum(before.item in child.taps for child in late)
    if not whole or "no" not in before.numbers or "no" not in after.numbers:
        return Learned()
    told = before.numbers["no"], after.numbers["no"]
    fits = {no: _prior(no, whole) * _likely(told, no, law) for no in range(whole + 1)}
    is_near = max(fits.values()) / sum(fits.values()) >= attacks.NEAR_CERTAIN
    return Learned(1, sum(chance > 0 for chance in fits.values()) == 1, is_near)


def _prior(no: int, whole: int) -> float:
    return comb(whole, no) * NO**no * (1 - NO) ** (whole - no)


def _likely(told: tuple[int, int], no: int, law: Law) -> float:
    """How likely the two numbers are when so many more said no in the second."""
    counts = range(max(0, told[0] - 2 * SMALL), told[0] + 2 * SMALL)
    return sum(law(one).get(told[0], 0.0) * law(one + no).get(told[1], 0.0) for one in counts)


def learned(attack: Attack, name: str) -> Learned:
    """What an attack learns in early years, in which 19 municipalities take part."""
    total = Learned()
    for year in range(YEARS):
        chance = Random(77_000 + year)
        total += attack(chance, half_year(chance, EARLY), name)
    return total


def test_a_mark_that_is_gone_in_the_second_number_tells_no_answer() -> None:
    found = learned(one_mark_removed, "product")
    assert found.attacked > 300 and found.exact == 0
    assert learned(one_mark_removed, "rounding only").share_exact > 0.1, "the control"


def test_a_small_municipality_that_came_late_would_not_be_told_either() -> None:
    """It is refused all the same: the difference is a number of fewer than ten children."""
    found = learned(came_late, "product")
    assert found.attacked >= 20 and found.exact == 0 and found.share_near <= 0.01
    assert learned(came_late, "live table").share_exact > 0.9, "the control"

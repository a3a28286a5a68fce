"""Invented years: two half-years of the large municipalities and one year of the smallest.

What a reader sees of one by the product, and by a rule that would tell of the smallest in the
half-years' rests and by the year besides: that overlaps, and is the control.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from random import Random

from boernestemme.cli.demo_numbers import THOUSANDS
from boernestemme.domain.regions import FROM_2027
from tests.statistics.country import (
    HIGHEST,
    LOWEST,
    MEETING_IN_HALF_YEAR,
    VALUES,
    Child,
    HalfYear,
    half_year,
)
from tests.statistics.protections import Line, protected, rounded_only

SMALL = FROM_2027.yearly


@dataclass(frozen=True)
class Year:
    """Everyone who answered, small and large, in two half-years; and the year of the smallest.

    ``whole`` has the first answer of each child of the year: all of the first half-year, and of
    the second those who had not answered before.
    """

    halves: tuple[HalfYear, HalfYear]
    whole: HalfYear


@dataclass(frozen=True)
class Told:
    """What is told of a year: of each half-year, and of the year."""

    halves: tuple[list[Line], list[Line]]
    whole: list[Line]


def year(chance: Random, response: float | None = None, among: Collection[str] = THOUSANDS) -> Year:
    """One year of these municipalities; ``response`` as for a half-year."""
    first, second = (half_year(chance, response=response, among=among) for _ in range(2))
    # Whoever answers in the second half-year had answered in the first as often as anybody does.
    again = MEETING_IN_HALF_YEAR * (response or (LOWEST + HIGHEST) / 2)
    new = [child for child in _of(second, SMALL) if chance.random() >= again]
    return Year((first, second), replace(first, children=(*_of(first, SMALL), *new)))


def large(half: HalfYear) -> HalfYear:
    """Those of a half-year whose municipality is told by the half-year."""
    return replace(
        half, children=_of(half, {child.municipality for child in half.children} - {*SMALL})
    )


def _of(half: HalfYear, codes: Collection[str]) -> tuple[Child, ...]:
    return tuple(child for child in half.children if child.municipality in codes)


def disjoint(one: Year) -> Told:
    """The product: each municipality is told in one kind of period."""
    first, second = (protected(large(half)) for half in one.halves)
    return Told((first, second), protected(one.whole))


def overlapping(one: Year, protection: Callable[[HalfYear], list[Line]]) -> Told:
    """The control: the smallest lie in the half-years' rests too."""
    first, second = (protection(half) for half in one.halves)
    return Told((first, second), protection(one.whole))


def exact(half: HalfYear) -> list[Line]:
    """The product's areas with exact numbers."""
    return [_made_exact(half, line) for line in rounded_only(half)]


def _made_exact(half: HalfYear, line: Line) -> Line:
    told = (half.said(code, line.age_group, line.item) for code in line.members)
    said = sum(told, Counter[str]())
    numbers = {"n": said.total()} | {value: said[value] for value in VALUES}
    return replace(line, numbers=numbers, spread=0, band=None)


RULES: dict[str, Callable[[Year], Told]] = {
    "product": disjoint,
    "overlap, rounding only": lambda one: overlapping(one, rounded_only),
    "overlap, exact": lambda one: overlapping(one, exact),
}

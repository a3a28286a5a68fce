"""Invented years of the whole country: every child that answered, one by one, as it might be.

The spread is the real one: 98 municipalities by their populations, 52,600 children with support,
and from an eighth to more than half of the children asked who answer. All else is invented.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from boernestemme.cli.demo_numbers import THOUSANDS
from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup

SUPPORTED = 52_600
YOUNGER = 0.3
MEETING_IN_HALF_YEAR = 0.9
LOWEST, HIGHEST = 0.12, 0.55
EARLY = 19
CHILDREN_PER_WORKER = 6
LEFT_OUT = 0.05
VALUES = ("yes", "partly", "no")
# Yes, partly and no of the two age groups, the same for every item, moved by each municipality.
SHARES = {AgeGroup.YOUNGER: (0.8, 0.0, 0.2), AgeGroup.OLDER: (0.66, 0.2, 0.14)}
MOVED = 0.06


@dataclass(frozen=True)
class Child:
    """A child's first answer of a half-year: its taps by item, without those left out."""

    municipality: str
    age_group: AgeGroup
    worker: int
    key: int
    taps: Mapping[str, str]


@dataclass(frozen=True)
class HalfYear:
    """Everyone who answered in one half-year.

    ``shares`` is how likely yes, partly and no were in each municipality and age group: what its
    published numbers are there to tell.
    """

    children: tuple[Child, ...]
    shares: Mapping[tuple[str, AgeGroup], tuple[float, ...]]

    @cached_property
    def by_area(self) -> dict[tuple[str, AgeGroup], list[Child]]:
        """The children of each municipality and age group that has any."""
        found = defaultdict(list)
        for child in self.children:
            found[child.municipality, child.age_group].append(child)
        return dict(found)

    def said(self, municipality: str, age_group: AgeGroup, item: str) -> Counter[str]:
        """How many of them said what to one item."""
        own = self.by_area.get((municipality, age_group), [])
        return Counter(child.taps[item] for child in own if item in child.taps)


def half_year(
    chance: Random,
    taking_part: int = 98,
    response: float | None = None,
    among: Collection[str] = THOUSANDS,
) -> HalfYear:
    """One half-year; ``response`` is everywhere the same, or else each municipality's own.

    Only the municipalities ``among`` can take part.
    """
    codes = chance.sample(sorted(among), min(taking_part, len(among)))
    areas = [(code, age_group) for code in sorted(codes) for age_group in AgeGroup]
    shares = {area: _moved(chance, SHARES[area[1]]) for area in areas}
    children = [
        _child(chance, *area, number // CHILDREN_PER_WORKER, shares[area])
        for area in areas
        for number in range(_answering(chance, *area, response))
    ]
    return HalfYear(tuple(children), shares)


def with_more(
    chance: Random, before: HalfYear, codes: Iterable[str], age_group: AgeGroup
) -> HalfYear:
    """The same half-year and one child more in each of some municipalities."""
    more = [_child(chance, code, age_group, 0, SHARES[age_group]) for code in codes]
    return replace(before, children=(*before.children, *more))


def _answering(chance: Random, code: str, age_group: AgeGroup, response: float | None) -> int:
    part = THOUSANDS[code] / sum(THOUSANDS.values())
    of_age = YOUNGER if age_group is AgeGroup.YOUNGER else 1 - YOUNGER
    asked = SUPPORTED * part * of_age * MEETING_IN_HALF_YEAR
    expected = asked * (response or chance.uniform(LOWEST, HIGHEST))
    return max(0, round(chance.gauss(expected, expected**0.5)))


def _moved(chance: Random, shares: tuple[float, ...]) -> tuple[float, ...]:
    yes, partly, no = shares
    by = max(-yes / 2, min(no / 2, chance.gauss(0, MOVED)))
    return yes + by, partly, no - by


def _child(
    chance: Random, code: str, age_group: AgeGroup, worker: int, shares: tuple[float, ...]
) -> Child:
    items = ITEMS[age_group]
    said = chance.choices(VALUES, shares, k=len(items))
    taps = {
        item: value for item, value in zip(items, said, strict=True) if chance.random() >= LEFT_OUT
    }
    return Child(code, age_group, worker, chance.randrange(KEYS), taps)

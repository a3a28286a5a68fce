"""What a hostile reader knows of some counts: limits on their sums, over whole numbers.

A published number limits the sum it tells by the public bounds of noise and rounding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from boernestemme.domain.figures import Area
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.shares import ROUNDING_HIDES

# An area's children, or a kind of wishes, and what they answered or became.
Place = Area | str
# A number for each unknown, in the order of ``Knowledge.columns``.
Point = tuple[int, ...]


@dataclass(frozen=True)
class Sum:
    """How many of some places gave one of some answers."""

    places: tuple[Place, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Limit:
    """The smallest and the largest a sum can be; None is no upper limit."""

    sum: Sum
    low: int
    high: int | None


@dataclass(frozen=True)
class Knowledge:
    """All that is known of one item in one age group; ``cells`` are the sums to protect.

    The unknowns are one whole number for each place and answer. Of wishes there is no age group.
    """

    age_group: AgeGroup | None
    item: str
    places: tuple[Place, ...]
    answers: tuple[str, ...]
    limits: tuple[Limit, ...]
    cells: tuple[Sum, ...]

    @cached_property
    def columns(self) -> tuple[tuple[Place, str], ...]:
        """The unknowns, place by place."""
        return tuple(product(self.places, self.answers))

    @cached_property
    def limit_rows(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the columns that each limit sums."""
        return tuple(self._row(limit.sum) for limit in self.limits)

    @cached_property
    def cell_rows(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the columns that each cell sums."""
        return tuple(map(self._row, self.cells))

    def _row(self, summed: Sum) -> tuple[int, ...]:
        return tuple(map(self._number.__getitem__, product(summed.places, summed.answers)))

    @cached_property
    def _number(self) -> dict[tuple[Place, str], int]:
        return {column: number for number, column in enumerate(self.columns)}

    def allows(self, point: Point) -> bool:
        """True when these numbers may be the ones behind everything published."""
        sums = (value(point, row) for row in self.limit_rows)
        return min(point) >= 0 and all(
            limit.low <= found and (limit.high is None or found <= limit.high)
            for limit, found in zip(self.limits, sums, strict=True)
        )


def value(point: Point, row: tuple[int, ...]) -> int:
    """The sum of some columns where every unknown has a number."""
    return sum(map(point.__getitem__, row))


def reach(release: Release) -> int:
    """How far a published number may lie from the count behind it."""
    noise = release.protection.largest_noise if release.protection else 0
    return noise + ROUNDING_HIDES


def behind(published: int, reach: int) -> tuple[int, int]:
    """The smallest and the largest count that may be behind a published number.

    Nobody has no noise, so what isn't published as 0 isn't 0.
    """
    return max(published - reach, 1 if published else 0), published + reach


def bounded(
    places: Sequence[Place], limits: Sequence[Limit]
) -> tuple[tuple[Place, ...], tuple[Limit, ...]]:
    """The places of which something is known from above, and the limits on these alone.

    Any other may be as large as one likes, so a sum with it in it tells nothing of the rest.
    """
    known = {place for limit in limits if limit.high is not None for place in limit.sum.places}
    own = tuple(limit for limit in limits if known.issuperset(limit.sum.places))
    return tuple(place for place in places if place in known), own


def protected(cells: Mapping[Sum, None], limits: tuple[Limit, ...]) -> tuple[Sum, ...]:
    """The sums of which something is known from above; the others may be anything."""
    known = {place for limit in limits if limit.high is not None for place in limit.sum.places}
    return tuple(cell for cell in cells if cell.places and known.issuperset(cell.places))

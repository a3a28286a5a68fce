"""How children gave their first answers: helped or alone, with an interpreter; the whole country.

The same thresholds, noise, rounding and bands as for what they said.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from boernestemme.domain.cell_keys import NOISE_VARIANCE, noisy
from boernestemme.domain.coverage import Manner, MannerFigure
from boernestemme.domain.disclosure import COUNTRY, FEWEST_CHILDREN, Group, Quiet
from boernestemme.domain.figures import Bound, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.shares import FEWEST_FOR_PERCENT, rounded, share
from boernestemme.domain.tally import Cell


@dataclass(frozen=True)
class GivenCount:
    """How many first answers were given in one way, and the sum of their record keys."""

    age_group: AgeGroup
    is_helped: bool
    is_interpreted: bool
    number: int
    keys: int

    def was(self, manner: Manner) -> bool:
        """True for answers given in this manner."""
        return self.is_helped if manner is Manner.HELPED else self.is_interpreted


def disclose_manners(
    given: Sequence[GivenCount], cells: Iterable[Cell], quiet: Collection[Quiet] = ()
) -> tuple[MannerFigure, ...]:
    """Two figures for each age group; ``cells`` are the same children. ``quiet`` is hidden."""
    if not given:
        return ()
    every = tuple(cells)
    return tuple(
        _figure([one for one in given if one.age_group is age_group], age_group, manner)
        if _has_enough(age_group, every) and (age_group, manner, COUNTRY) not in quiet
        else MannerFigure(age_group, manner, Status.HIDDEN)
        for age_group in AgeGroup
        for manner in Manner
    )


def _has_enough(age_group: AgeGroup, cells: tuple[Cell, ...]) -> bool:
    return Group(COUNTRY, tuple(one for one in cells if one.age_group is age_group)).has_enough


def _figure(given: Sequence[GivenCount], age_group: AgeGroup, manner: Manner) -> MannerFigure:
    n = max(_published(given), FEWEST_CHILDREN)
    if n < FEWEST_FOR_PERCENT:
        return MannerFigure(age_group, manner, Status.UNCERTAIN, n)
    some = _published([one for one in given if one.was(manner)])
    told = share(some, n, NOISE_VARIANCE)
    return MannerFigure(
        age_group,
        manner,
        Status.SHOWN,
        n,
        some if told.bound is Bound.EXACT else None,
        told.percent,
        told.bound,
        told.low,
        told.high,
    )


def _published(given: Sequence[GivenCount]) -> int:
    number, keys = sum(one.number for one in given), sum(one.keys for one in given)
    return rounded(noisy(number, keys))

"""What an audit found: how narrow each protected count can be made, and what to hide for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from boernestemme.domain.covering import AFTER, BEFORE
from boernestemme.domain.disclosure import COUNTRY, Quiet
from boernestemme.domain.figures import Area, Figure, ReplyFigure, Status
from boernestemme.domain.knowledge import Sum
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release

NARROWEST = 5


@dataclass(frozen=True)
class Range:
    """The smallest and the largest whole number a sum can be."""

    sum: Sum
    low: int
    high: int

    @property
    def width(self) -> int:
        """How far apart they are."""
        return self.high - self.low


@dataclass(frozen=True)
class Finding:
    """One item of one age group: how many sums were examined, and the narrowest of them.

    ``too_narrow`` holds all below 5. Where the solver proved nothing, ``unproven`` says why. Of
    wishes there is no age group.
    """

    age_group: AgeGroup | None
    item: str
    examined: int
    narrowest: Range | None
    too_narrow: tuple[Range, ...] = ()
    unproven: str = ""
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """True when every sum is proven wide enough."""
        return not self.too_narrow and not self.unproven


@dataclass(frozen=True)
class Audit:
    """An audit of everything published about one half-year."""

    findings: tuple[Finding, ...]
    solver: str

    @property
    def seconds(self) -> float:
        """How long the solver took."""
        return sum(one.seconds for one in self.findings)

    @property
    def examined(self) -> int:
        """How many sums were examined."""
        return sum(one.examined for one in self.findings)

    @property
    def narrowest(self) -> Range | None:
        """The narrowest range of all; None when nothing is told."""
        ranges = [one.narrowest for one in self.findings if one.narrowest]
        return min(ranges, key=lambda one: one.width, default=None)

    @property
    def too_narrow(self) -> int:
        """How many sums are below 5."""
        return sum(len(one.too_narrow) for one in self.findings)

    @property
    def holds(self) -> bool:
        """True when the release may be published."""
        return all(one.holds for one in self.findings)


def further_quiet(figures: Sequence[Figure], findings: Iterable[Finding]) -> frozenset[Quiet]:
    """One more area to hide for each item that does not hold.

    The smallest area that is too narrow itself; where only sums of several are, the smallest that
    tells anything; the country's line when nothing else is left.
    """
    return frozenset(
        (one.age_group, one.item, area)
        for one in findings
        if one.age_group and not one.holds
        for area in _smallest(figures, one)
    )


def _smallest(figures: Sequence[Figure], finding: Finding) -> list[Area]:
    at = finding.age_group, finding.item
    telling = sorted(
        (one for one in figures if (one.age_group, one.item) == at and one.n is not None),
        key=lambda one: (one.area == COUNTRY, one.n, one.area.code),
    )
    themselves = {one.sum.places for one in finding.too_narrow}
    narrow = [one.area for one in telling if (one.area,) in themselves]
    return (narrow or [one.area for one in telling])[:1]


def lines_of(release: Release) -> tuple[Figure, ...]:
    """All that can be hidden: the figures, and under names of their own who is missing."""
    given = (Figure(one.age_group, COUNTRY, one.kind, one.status, one.n) for one in release.manners)
    held = (
        Figure(one.age_group, one.area, item, one.status, one.held)
        for one in release.coverage
        for item in (BEFORE, AFTER)
    )
    return (*release.figures, *given, *held)


def silent_wishes(replies: Sequence[ReplyFigure]) -> tuple[ReplyFigure, ...]:
    """The wishes with nothing told of them: what is left when they do not hold."""
    return tuple(ReplyFigure(one.kind, Status.HIDDEN) for one in replies)

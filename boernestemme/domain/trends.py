"""Development: what changed from one published half-year to another in the same municipalities.

Where the same municipalities took part in both, it is the country's own line; else the sum of what
is told of each municipality in both. Only published counts go in, so nothing new is told.

A band goes in as all it may be. Left out it would bend the sum: the highest shares are a band where
fewer than 100 answer, so fewer answers alone would look like fewer who say yes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, Status
from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.published_error import variance_of
from boernestemme.domain.release import Release
from boernestemme.domain.shares import HIGH_BAND, LOW_BAND, wilson

FEWEST_MUNICIPALITIES = 3


class Change(StrEnum):
    """What may be said: more or fewer say yes, or neither is sure, or nothing can be compared."""

    MORE = "more"
    FEWER = "fewer"
    UNSURE = "unsure"
    OTHER_QUESTIONS = "other_questions"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Summed:
    """Published yes of published n, summed over some figures of one half-year.

    ``error`` is the variance of each sum around the exact one.
    """

    yes: int
    n: int
    error: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(self.yes / self.n, 1)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share, noise and rounding of every summed figure included."""
        return wilson(min(self.yes, self.n), self.n, self.error)


@dataclass(frozen=True)
class Trend:
    """A change between two half-years, in percentage points, with its 95 % interval.

    ``municipalities`` is how many are summed; None where it is the whole line of both. The three
    numbers are None where nothing can be compared; ``points`` takes a band as its middle. The
    interval is widened to whole points, and a change is sure only when that holds no 0.
    """

    change: Change
    municipalities: int | None = None
    points: int | None = None
    low: int | None = None
    high: int | None = None


def trend(before: Release, now: Release, age_group: AgeGroup, item: str = HEADLINE) -> Trend:
    """What changed in one item of one age group from an earlier half-year to a later one."""
    if before.instrument != now.instrument:
        return Trend(Change.OTHER_QUESTIONS)
    then_told, now_told = (_told(release, age_group, item) for release in (before, now))
    whole = [area for area in then_told if area.kind is AreaKind.COUNTRY and area in now_told]
    if whole and took_part_alike(before, now):
        return _compared(then_told, now_told, (before, now), whole, None)
    same = [area for area in then_told if area.kind is AreaKind.MUNICIPALITY and area in now_told]
    if len(same) < FEWEST_MUNICIPALITIES:
        return Trend(Change.TOO_FEW, len(same))
    return _compared(then_told, now_told, (before, now), same, len(same))


def took_part_alike(before: Release, now: Release) -> bool:
    """True when the very same municipalities stand behind the country's line of both."""
    if before.participants and now.participants:
        return before.participants == now.participants
    wholes = {one.municipalities for one in (before, now)}
    return len(wholes) == 1 and wholes == {before.taking_part, now.taking_part}


def difference(then: Summed, now: Summed) -> tuple[float, float]:
    """The 95 % interval of now's share less then's, from -1 to 1.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17 (1998), 873-890, method 10, with the intervals of ``shares.wilson``.
    The same children may have answered in both; that makes it no narrower than it must be.
    """
    (then_low, then_high), (now_low, now_high) = then.interval, now.interval
    apart = now.share - then.share
    down = math.hypot(now.share - now_low, then_high - then.share)
    up = math.hypot(now_high - now.share, then.share - then_low)
    return apart - down, apart + up


def _told(release: Release, age_group: AgeGroup, item: str) -> dict[Area, Figure]:
    """The figures of an item that tell a share, by area."""
    return {
        figure.area: figure
        for figure in release.figures
        if (figure.age_group, figure.item, figure.status) == (age_group, item, Status.SHOWN)
    }


def _compared(
    then_told: dict[Area, Figure],
    now_told: dict[Area, Figure],
    releases: tuple[Release, Release],
    areas: list[Area],
    municipalities: int | None,
) -> Trend:
    then_least, then_most = _summed(releases[0], [then_told[area] for area in areas])
    now_least, now_most = _summed(releases[1], [now_told[area] for area in areas])
    low = math.floor(100 * difference(then_most, now_least)[0])
    high = math.ceil(100 * difference(then_least, now_most)[1])
    change = Change.MORE if low > 0 else Change.FEWER if high < 0 else Change.UNSURE
    then, now = then_least.share + then_most.share, now_least.share + now_most.share
    return Trend(change, municipalities, round(50 * (now - then)), max(low, -100), min(high, 100))


def _summed(release: Release, figures: Sequence[Figure]) -> tuple[Summed, Summed]:
    """The sum with the least and with the most yes that the bands in it may stand for."""
    n, error = sum(one.n or 0 for one in figures), len(figures) * variance_of(release)
    ends = zip(*map(_ends, figures), strict=True)
    least, most = (Summed(sum(yes), n, error) for yes in ends)
    return least, most


def _ends(figure: Figure) -> tuple[int, int]:
    n = figure.n or 0
    if figure.yes is not None:
        return figure.yes, figure.yes
    if figure.bound is Bound.OVER:
        return math.ceil(n * HIGH_BAND / 100), n
    return 0, n * LOW_BAND // 100

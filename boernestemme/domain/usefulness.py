"""What a release is good for in one age group, and where it differs from the one before it.

It is read from published numbers alone, of the headline: told apart is a municipality that has a
line of its own, and its interval says how much the line can tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_high

from boernestemme.domain.figures import Area, AreaKind, Figure, Status
from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release

RESTS = (AreaKind.REGION_REST, AreaKind.COUNTRY_REST)


@dataclass(frozen=True)
class Usefulness:
    """How many municipalities are told ``apart``, and how many of them ``in_percent``.

    ``median_width`` and ``widest`` are of their intervals, in percentage points; ``in_rests`` is
    the share of the children, in per cent, who are told of in a rest; each None where there is
    nothing. ``hidden`` counts every figure of the age group that is not told.
    """

    apart: int
    in_percent: int
    median_width: int | None
    widest: int | None
    in_rests: int | None
    hidden: int


def usefulness(release: Release, age_group: AgeGroup) -> Usefulness:
    """What one age group of a release is good for."""
    own = [one for one in release.figures if one.age_group is age_group]
    lines = [one for one in own if one.item == HEADLINE]
    apart = [one for one in lines if one.area.kind is AreaKind.MUNICIPALITY]
    widths = [
        one.high - one.low
        for one in apart
        if one.status is Status.SHOWN and one.low is not None and one.high is not None
    ]
    return Usefulness(
        len(apart),
        len(widths),
        median_high(widths) if widths else None,
        max(widths, default=None),
        _in_rests(lines),
        sum(one.status is Status.HIDDEN for one in own),
    )


def _in_rests(lines: Iterable[Figure]) -> int | None:
    parts = [one for one in lines if one.area.kind is not AreaKind.COUNTRY]
    whole = sum(one.n or 0 for one in parts)
    rests = sum(one.n or 0 for one in parts if one.area.kind in RESTS)
    return round(100 * rests / whole) if whole else None


def came_and_went(
    before: Release, now: Release, age_group: AgeGroup
) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
    """The areas that have a line now and had none before, and the other way round."""
    then, today = _areas(before, age_group), _areas(now, age_group)
    return (
        tuple(area for area in today if area not in then),
        tuple(area for area in then if area not in today),
    )


def _areas(release: Release, age_group: AgeGroup) -> dict[Area, None]:
    return dict.fromkeys(one.area for one in release.figures if one.age_group is age_group)


def told_otherwise(before: Release, now: Release) -> int:
    """How many numbers of a correction are others than before, or in one of the two only."""
    then, today = _told(before), _told(now)
    return sum(then.get(key) != today.get(key) for key in then.keys() | today.keys())


def _told(release: Release) -> dict[object, object]:
    """Everything that is told, under what it is about."""
    return (
        {(one.age_group, one.area, one.item): one for one in release.figures}
        | {(one.age_group, one.area): one for one in release.coverage}
        | {(one.age_group, one.kind): one for one in release.manners}
        | {one.kind: one for one in release.replies}
        | {"reported": release.reported}
    )

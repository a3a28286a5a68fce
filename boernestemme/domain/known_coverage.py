"""What is told of held meetings, and of how many had an answer, as limits on both.

The unknowns are how many meetings of each place had an answer and how many had none: once for the
answers before a meeting, once for those after it. Few had none in an area that is told, but never
fewer than 5: that is known of it. (STA-09)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.coverage import Coverage
from boernestemme.domain.covering import AFTER, BEFORE, FEWEST_HELD
from boernestemme.domain.figures import Area
from boernestemme.domain.knowledge import (
    Knowledge,
    Limit,
    Sum,
    behind,
    bounded,
    protected,
    reach,
)
from boernestemme.domain.known_answers import answers_in, fewest_answers
from boernestemme.domain.known_places import Standing, lies_in, places_of
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.team_counts import FEWEST_LEFT

ANSWERED, NOT = "answered", "not_answered"
BOTH = (ANSWERED, NOT)
Lines = Mapping[Area, Coverage]


@dataclass(frozen=True)
class _Table:
    """One release's lines of one age group, and the fewest answers each area can have had."""

    lines: Lines
    standing: Standing
    fewest: Mapping[Area, int]
    reach: int


def known_of_coverage(releases: Sequence[Release]) -> tuple[Knowledge, ...]:
    """What all releases of one period tell together, before and after the meetings."""
    every = (_of(releases, age, item) for age in AgeGroup for item in (BEFORE, AFTER))
    return tuple(one for one in every if one.limits)


def _of(releases: Sequence[Release], age_group: AgeGroup, item: str) -> Knowledge:
    told = [(release, _lines(release, age_group)) for release in releases]
    places = places_of(told)
    tables = [_table(release, lines, places, age_group, item) for release, lines in told]
    every = dict.fromkeys(limit for table in tables for limit in _limits(table, item))
    known, limits = bounded(places, tuple(every))
    cells = dict.fromkeys(cell for table in tables for cell in _cells(table.standing, places))
    return Knowledge(age_group, item, known, BOTH, limits, protected(cells, limits))


def _lines(release: Release, age_group: AgeGroup) -> Lines:
    return {one.area: one for one in release.coverage if one.age_group is age_group}


def _table(
    release: Release, lines: Lines, places: Sequence[Area], age_group: AgeGroup, item: str
) -> _Table:
    standing = Standing(
        {area: one.status for area, one in lines.items()}, lies_in(places, lines, release)
    )
    fewest = fewest_answers(release, age_group) if item == AFTER else {}
    return _Table(lines, standing, fewest, reach(release))


def _limits(table: _Table, item: str) -> Iterator[Limit]:
    standing = table.standing
    for area, one in table.lines.items():
        places = standing.lies_in[area]
        if one.held is not None:
            low, high = behind(one.held, table.reach)
            yield Limit(Sum(places, BOTH), max(low, FEWEST_HELD), high)
            yield Limit(Sum(places, (NOT,)), FEWEST_LEFT, None)
            told = one.after if item == AFTER else one.before
            yield Limit(Sum(places, (ANSWERED,)), *answers_in(told, one.held, table.reach))
        if places and area in table.fewest:
            yield Limit(Sum(places, (ANSWERED,)), table.fewest[area], None)
    if standing.gives_left_over:
        yield Limit(Sum(standing.left_over, BOTH), FEWEST_HELD, None)
        yield Limit(Sum(standing.left_over, (NOT,)), FEWEST_LEFT, None)


def _cells(standing: Standing, places: Sequence[Area]) -> Iterator[Sum]:
    alone = ((place,) for place in places)
    for some in (*alone, *standing.lies_in.values(), standing.left_over):
        yield from (Sum(some, answers) for answers in (BOTH, (ANSWERED,), (NOT,)))

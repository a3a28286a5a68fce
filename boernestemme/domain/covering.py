"""Disclosure control of who is missing: held meetings, and the share that had an answer, by area.

An area stands here as in the figures. Municipalities that held meetings and had no answer at all
lie in a rest, there and here (``silent_cells``). An area is told from 10 meetings and 3 case
workers, where 5 or more had no answer, before or after: as in the counts of teams, nobody learns
that nearly all did. What is hidden must be safe together as well, for the country less what is told
gives it. (STA-04)

A share is told as a band of published numbers, so it tells no more than these would.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.cell_keys import noisy
from boernestemme.domain.coverage import Coverage, ResponseBand
from boernestemme.domain.disclosure import (
    COUNTRY,
    COUNTRY_REST,
    FEWEST_CHILDREN,
    FEWEST_IN_REST,
    FEWEST_WORKERS,
    Quiet,
    merge,
)
from boernestemme.domain.figures import Area, AreaKind, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import MeetingCell, Meetings
from boernestemme.domain.regions import Hierarchy
from boernestemme.domain.shares import FEWEST_FOR_PERCENT, percent, rounded
from boernestemme.domain.silent_cells import with_silent
from boernestemme.domain.tally import Cell
from boernestemme.domain.team_counts import FEWEST_LEFT

FEWEST_HELD = FEWEST_CHILDREN
BEFORE, AFTER = "before", "after"
# From how many per cent a band begins.
BEGINS_AT = {
    ResponseBand.UNDER_20: 0,
    ResponseBand.TO_40: 20,
    ResponseBand.TO_60: 40,
    ResponseBand.FROM_60: 60,
}


@dataclass(frozen=True)
class Covered:
    """An area and its meetings; ``is_whole`` where all its municipalities with answers told."""

    area: Area
    meetings: MeetingCell
    is_whole: bool

    @property
    def may_tell(self) -> bool:
        """True where there are enough meetings and case workers, and enough without an answer."""
        held = self.meetings
        return (
            self.is_whole
            and held.held >= FEWEST_HELD
            and held.workers >= FEWEST_WORKERS
            and held.held - max(held.before, held.after) >= FEWEST_LEFT
        )


def disclose_coverage(
    cells: Sequence[Cell], meetings: Meetings, hierarchy: Hierarchy, quiet: Collection[Quiet] = ()
) -> tuple[Coverage, ...]:
    """Who is missing in each area of the figures, for both age groups; nothing if nobody told.

    ``cells`` are the answers of the same period. What is ``quiet`` is hidden, with what would tell.
    """
    if not meetings:
        return ()
    return tuple(
        _line(age_group, one, is_told)
        for age_group in AgeGroup
        for one, is_told in _of_age(age_group, cells, meetings, hierarchy, quiet)
    )


def _of_age(
    age_group: AgeGroup,
    cells: Sequence[Cell],
    meetings: Meetings,
    hierarchy: Hierarchy,
    quiet: Collection[Quiet],
) -> list[tuple[Covered, bool]]:
    own = [cell for cell in with_silent(cells, meetings) if cell.age_group is age_group]
    told = {code: one for (code, age), one in meetings.items() if age is age_group and one.held}
    country = _covered(COUNTRY, own, told)
    parts = [_covered(group.area, group.cells, told) for group in merge(own, hierarchy)]
    silent = {area for age, item, area in quiet if age is age_group and item in (BEFORE, AFTER)}
    tells_country = country.may_tell and COUNTRY not in silent
    hidden = _hide(parts, silent, is_subtracted=tells_country)
    return [(country, tells_country), *((one, one not in hidden) for one in parts)]


def _covered(area: Area, cells: Iterable[Cell], told: Mapping[str, MeetingCell]) -> Covered:
    inside = {cell.municipality for cell in cells}
    meetings = sum((told[code] for code in sorted(inside & told.keys())), MeetingCell())
    return Covered(area, meetings, inside <= told.keys())


def _hide(
    parts: Sequence[Covered], silent: Collection[Area], *, is_subtracted: bool
) -> tuple[Covered, ...]:
    """The areas that are not told: too small ones, and the smallest others until they are safe."""
    hidden = [one for one in parts if one.area in silent or not _may_stand(one)]
    telling = sorted(
        (one for one in parts if one not in hidden),
        key=lambda one: (one.meetings.held, one.area.code),
    )
    while is_subtracted and hidden and telling and not _is_safe(hidden):
        hidden.append(telling.pop(0))
    return tuple(hidden)


def _may_stand(one: Covered) -> bool:
    is_rest = one.area.kind is not AreaKind.MUNICIPALITY
    return one.may_tell and (not is_rest or _is_safe([one]))


def _is_safe(hidden: Sequence[Covered]) -> bool:
    together = sum((one.meetings for one in hidden), MeetingCell())
    is_wide = len(together.municipalities) >= FEWEST_IN_REST
    return is_wide and Covered(COUNTRY_REST, together, is_whole=True).may_tell


def _line(age_group: AgeGroup, one: Covered, is_told: bool) -> Coverage:
    if not is_told:
        return Coverage(age_group, one.area, Status.HIDDEN)
    exact = one.meetings
    held = max(rounded(noisy(exact.held, exact.held_keys)), FEWEST_HELD)
    if held < FEWEST_FOR_PERCENT:
        return Coverage(age_group, one.area, Status.UNCERTAIN, held)
    before = band(rounded(noisy(exact.before, exact.before_keys)), held)
    after = band(rounded(noisy(exact.after, exact.after_keys)), held)
    return Coverage(age_group, one.area, Status.SHOWN, held, before, after)


def band(part: int, whole: int) -> ResponseBand:
    """The band of a share of two published counts."""
    share = percent(min(part, whole), whole)
    return [one for one, begin in BEGINS_AT.items() if share >= begin][-1]

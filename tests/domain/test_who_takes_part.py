"""Who stands in a release does not say who answered: a municipality may have met with one child."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from boernestemme.domain.disclosure import disclose
from boernestemme.domain.figures import Area, AreaKind
from boernestemme.domain.meeting_counts import MeetingCell, Meetings
from boernestemme.domain.period import Period
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.release import Release
from boernestemme.domain.silent_cells import with_silent
from boernestemme.domain.tally import Cell
from boernestemme.domain.who_is_missing import Missing
from tests.domain.countries import OLDER, cell

LARGE = tuple(cell(code, 60, 8) for code in ("0101", "0461", "0751"))
ALONE = "0482"
DRAFT = Release(Period(2027, 1), 1, FROM_2007.version, 3, 98, date(2027, 8, 1), "", (), ())


SPOKEN, SILENT = (*LARGE, cell(ALONE, 1, 1)), LARGE
HELD = {one.municipality: 200 for one in LARGE} | {ALONE: 1}


def met(held: Mapping[str, int]) -> Meetings:
    """As many held meetings as said, by municipality."""
    return {
        (code, OLDER): MeetingCell(frozenset({code}), number, 0, 0, number)
        for code, number in held.items()
    }


def told(cells: tuple[Cell, ...], held: Mapping[str, int] = HELD) -> Release:
    """A release of these answers, beside so many meetings."""
    draft = replace(DRAFT, taking_part=len(cells))
    return Missing(met(held)).told_in(draft, cells, FROM_2007)


def areas(cells: tuple[Cell, ...]) -> list[Area]:
    """Which areas the older children's figures have."""
    return [one.area for one in disclose(cells, FROM_2007) if one.age_group is OLDER]


def test_the_areas_are_the_same_whether_the_only_child_answered_or_not() -> None:
    silent, spoken = (with_silent(cells, met(HELD)) for cells in (SILENT, SPOKEN))
    assert areas(silent) == areas(spoken)
    assert AreaKind.COUNTRY_REST in {area.kind for area in areas(silent)}
    coverage = ([one.area for one in told(cells).coverage] for cells in (SILENT, SPOKEN))
    assert next(coverage) == next(coverage)
    assert areas(SILENT) != areas(SPOKEN), "the control: by answers alone the rest tells of it"


def test_who_takes_part_is_the_same_whether_the_only_child_answered_or_not() -> None:
    silent, spoken = told(SILENT), told(SPOKEN)
    assert silent.participants == spoken.participants == ("0101", "0461", "0482", "0751")
    assert silent.taking_part == spoken.taking_part == 4


def test_answers_whose_meetings_were_never_counted_take_part_as_well() -> None:
    release = told((*LARGE, cell(ALONE, 12, 3)), {"0101": 200, "0265": 0})
    assert release.participants == ("0101", "0461", "0482", "0751")
    assert release.taking_part == 4

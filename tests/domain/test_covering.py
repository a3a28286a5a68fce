"""Who is missing: told from ten meetings up, in the areas of the figures, never nearly all."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.coverage import Coverage, Manner, Reported, ResponseBand
from boernestemme.domain.covering import band, disclose_coverage
from boernestemme.domain.disclosure import COUNTRY, COUNTRY_REST, disclose
from boernestemme.domain.figures import Area, AreaKind, Bound, Status
from boernestemme.domain.manner_figures import GivenCount, disclose_manners
from boernestemme.domain.meeting_counts import MeetingCell, Meetings
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.reporting import disclose_reported
from boernestemme.domain.silent_cells import with_silent
from boernestemme.domain.tally import Cell
from tests.domain.countries import OLDER, cell, random_country
from tests.domain.invented_meetings import around

LARGE = tuple(cell(code, 60, 8) for code in ("0101", "0461", "0751"))


def told(cells: tuple[Cell, ...], **held: tuple[int, int, int]) -> dict[Area, Coverage]:
    """The older children's lines; ``held`` is meetings, how many were answered, and workers."""
    meetings: Meetings = {
        (f"0{code[1:]}", OLDER): MeetingCell(frozenset({f"0{code[1:]}"}), number, 0, after, workers)
        for code, (number, after, workers) in held.items()
    }
    lines = disclose_coverage(cells, meetings, FROM_2007)
    return {one.area: one for one in lines if one.age_group is OLDER}


def by_code(lines: Mapping[Area, Coverage]) -> dict[str, tuple[Status, int | None]]:
    return {area.code or area.kind: (one.status, one.held) for area, one in lines.items()}


ALL = {"c101": (200, 70, 9), "c461": (160, 60, 8), "c751": (180, 60, 8)}


def test_what_was_held_is_told_with_bands_of_what_was_answered() -> None:
    lines = told(LARGE, **ALL)
    assert {area.code: one.held for area, one in lines.items()} == {
        "": 540, "0101": 200, "0461": 160, "0751": 180,
    }  # fmt: skip
    assert {one.after for one in lines.values()} == {ResponseBand.TO_40}
    assert {one.before for one in lines.values()} == {ResponseBand.UNDER_20}


@pytest.mark.parametrize(
    ("held", "is_told"),
    [((61, 57, 8), False), ((65, 60, 8), True), ((9, 2, 3), False), ((90, 60, 2), False)],
)
def test_too_few_meetings_workers_or_unanswered_hide_an_area_and_others_hide_it(
    held: tuple[int, int, int], is_told: bool
) -> None:
    lines = by_code(told(LARGE, **ALL | {"c751": held}))
    assert (lines["0751"][0] is Status.SHOWN) is is_told
    statuses = [lines[code][0] for code in ("0101", "0461")]
    assert lines["country"][0] is Status.SHOWN
    assert statuses == [Status.SHOWN if is_told else Status.HIDDEN] * 2, "a rest of three"


def test_where_nobody_answered_the_meetings_still_count() -> None:
    silent = {f"c{code}": (40, 0, 4) for code in (360, 265, 253)}
    lines = told(LARGE, **ALL | silent)
    assert lines[COUNTRY].held == 660
    assert lines[COUNTRY_REST].held == 320, "with one that answered, or it would tell that none did"
    small = by_code(told(LARGE, **ALL | {"c360": (1, 0, 1)}))
    assert small == {
        "country": (Status.SHOWN, 540), "0751": (Status.SHOWN, 180),
        "country_rest": (Status.SHOWN, 360),
    }, "one alone lies in a rest with two others"  # fmt: skip


def test_few_meetings_are_told_without_bands() -> None:
    for number, status, held in ((29, Status.SHOWN, 30), (27, Status.UNCERTAIN, 25)):
        lines = told(LARGE, **ALL | {"c751": (number, 10, 4)})
        [own] = [one for area, one in lines.items() if area.code == "0751"]
        assert (own.status, own.held) == (status, held)
        assert (own.before is None, own.after is None) == ((number < 28),) * 2


def test_where_a_municipality_never_counted_its_meetings_neither_it_nor_the_country_is_told() -> (
    None
):
    lines = by_code(told(LARGE, c101=ALL["c101"], c461=ALL["c461"]))
    assert lines == {
        "country": (Status.HIDDEN, None), "0751": (Status.HIDDEN, None),
        "0101": (Status.SHOWN, 200), "0461": (Status.SHOWN, 160),
    }  # fmt: skip
    assert told(LARGE) == {}, "nobody counted: nothing is told"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_hidden_is_never_small(seed: int) -> None:
    answered = random_country(seed)
    meetings = around(answered, Random(seed))
    cells = with_silent(answered, meetings)
    lines = disclose_coverage(cells, meetings, FROM_2007)
    figures = {(one.age_group, one.area) for one in disclose(cells, FROM_2007)}
    for age_group in {one.age_group for one in lines}:
        own = {one.area: one for one in lines if one.age_group is age_group}
        assert {area for age, area in figures if age is age_group} in (own.keys(), set())
        silent = [area for area, one in own.items() if one.status is Status.HIDDEN]
        if own[COUNTRY].status is not Status.HIDDEN and silent and len(silent) < len(own) - 1:
            inside = [area.code for area in silent if area.kind is AreaKind.MUNICIPALITY]
            assert len(inside) >= 3 or len(inside) < len(silent)
    again = disclose_coverage(cells[::-1], dict(reversed(meetings.items())), FROM_2007)
    assert sorted(again, key=repr) == sorted(lines, key=repr), "in whatever order they come"


def test_a_band_is_a_band_of_whole_per_cent() -> None:
    shares = [band(part, 100) for part in (0, 15, 20, 35, 40, 55, 60, 100, 130)]
    assert shares == [one for one in ResponseBand for _ in (0, 1)] + [ResponseBand.FROM_60]


def given_in(helped: int, alone: int) -> list[GivenCount]:
    return [GivenCount(OLDER, True, False, helped, 0), GivenCount(OLDER, False, False, alone, 0)]


def test_how_answers_were_given_is_told_of_the_country_alone() -> None:
    figure = next(
        one for one in disclose_manners(given_in(40, 140), LARGE) if one.age_group is OLDER
    )
    assert (figure.kind, figure.n, figure.some, figure.percent) == (Manner.HELPED, 180, 40, 22)
    assert (figure.low or 0) < 22 < (figure.high or 0)
    few = disclose_manners(given_in(2, 38), (replace(LARGE[0], workers=3),))[-2]
    assert (few.percent, few.bound, few.some) == (10, Bound.UNDER, None)
    hidden = disclose_manners(given_in(8, 1), (cell("0101", 9),))[-2]
    assert (hidden.status, hidden.n) == (Status.HIDDEN, None)


def test_all_meetings_are_told_of_three_municipalities_together() -> None:
    meetings: Meetings = {
        (code, OLDER): MeetingCell(frozenset({code}), 40, 0, 10, 4)
        for code in ("0101", "0461", "0751", "0265")
    }
    numbers = {"0101": 100, "0461": 99, "0751": 103, "0360": 1000}
    assert disclose_reported(numbers, meetings) == Reported(3, 300, ResponseBand.TO_60)
    assert disclose_reported(numbers | {"0751": 0}, meetings) is None
    assert disclose_reported(numbers, {}) is None

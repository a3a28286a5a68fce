"""Disclosure control: who stands alone, who is merged, and what a single figure says (STA-04)."""

from dataclasses import replace

import pytest

from boernestemme.domain.cell_keys import NOISE
from boernestemme.domain.disclosure import disclose
from boernestemme.domain.figures import AreaKind, Bound, Figure, Status
from boernestemme.domain.instruments.after import OLDER_ITEMS
from boernestemme.domain.period import Period
from boernestemme.domain.regions import FROM_2007, hierarchy
from boernestemme.domain.tally import Cell, Counts
from tests.domain.countries import OLDER, YOUNGER, cell

HOVEDSTADEN = ("0101", "0147", "0151", "0153")
SJAELLAND = ("0253", "0259", "0265", "0269")
ALONE, REST, COUNTRY_REST = AreaKind.MUNICIPALITY, AreaKind.REGION_REST, AreaKind.COUNTRY_REST


def areas(*cells: Cell, item: str = "heard") -> dict[tuple[str, str], Figure]:
    """The figures of one item for 10–17, by kind of area and code."""
    found = disclose(cells, FROM_2007)
    return {
        (figure.area.kind, figure.area.code): figure
        for figure in found
        if figure.item == item and figure.age_group is OLDER
    }


def shown(*cells: Cell) -> set[tuple[str, str]]:
    return {area for area in areas(*cells) if area[0] is not AreaKind.COUNTRY}


def figure(counts: Counts) -> Figure:
    """What is told of a country of three equal municipalities with these counts each."""
    size = counts.answers
    return areas(*(cell(code, size, heard=counts) for code in HOVEDSTADEN[:3]))[
        "municipality", "0101"
    ]


BIG = cell("0461", 80, 9)
SMALL = tuple(cell(code, 4, 1) for code in SJAELLAND)


@pytest.mark.parametrize(
    ("children", "workers", "stands"),
    [(10, 3, True), (9, 3, False), (10, 2, False), (300, 2, False)],
)
def test_ten_children_and_three_workers_stand_alone(
    children: int, workers: int, stands: bool
) -> None:
    found = shown(cell("0101", children, workers), BIG, *SMALL)
    assert ((ALONE, "0101") in found) is stands


def test_three_small_ones_with_enough_are_the_rest_of_their_region() -> None:
    assert shown(BIG, *SMALL[:3]) == {(ALONE, "0461"), (REST, "1085")}
    rest = areas(BIG, *SMALL[:3])[REST, "1085"]
    assert (rest.area.name, rest.n, rest.status) == ("Region Sjælland", 10, Status.UNCERTAIN)


def test_small_ones_that_are_too_few_in_their_region_meet_in_the_country() -> None:
    there = cell("0751", 5, 2)
    assert shown(BIG, *SMALL[:2], there) == {(ALONE, "0461"), (COUNTRY_REST, "")}
    assert areas(BIG, *SMALL[:2], there)[COUNTRY_REST, ""].n == 15


def test_two_regions_that_merge_are_one_rest_afterwards() -> None:
    cells = (BIG, cell("0101", 6, 2), cell("0151", 4, 1), SMALL[0])
    found = {
        period: {(one.area.kind, one.area.name) for one in disclose(cells, hierarchy(period))}
        for period in (Period(2026, 2), Period(2027, 1))
    }
    assert (COUNTRY_REST, "Danmark") in found[Period(2026, 2)]
    assert (REST, "Region Østdanmark") in found[Period(2027, 1)]


def test_the_smallest_that_stand_alone_are_drawn_in_until_nobody_can_be_subtracted() -> None:
    middle = tuple(cell(code, 20 + number, 4) for number, code in enumerate(HOVEDSTADEN))
    found = shown(BIG, *middle, cell("0751", 2, 1))
    assert found == {(ALONE, "0461"), (ALONE, "0151"), (ALONE, "0153"), (COUNTRY_REST, "")}


def test_the_rest_of_a_region_is_drawn_in_when_no_municipality_is_left() -> None:
    assert shown(*SMALL, cell("0751", 2, 1)) == set()
    assert areas(*SMALL, cell("0751", 2, 1))[AreaKind.COUNTRY, ""].n == 20


def test_when_nothing_can_stand_only_the_country_is_told() -> None:
    two = (cell("0101", 40), cell("0147", 3, 1))
    assert set(areas(*two)) == {(AreaKind.COUNTRY, "")}
    assert areas(*two)[AreaKind.COUNTRY, ""].n == 45


@pytest.mark.parametrize(
    "cells", [(), (cell("0101", 9),), (cell("0101", 30, 2),), (SMALL[0], SMALL[1])]
)
def test_a_country_that_is_too_small_is_hidden(cells: tuple[Cell, ...]) -> None:
    found = areas(*cells)
    assert set(found) == {(AreaKind.COUNTRY, "")}
    assert found[AreaKind.COUNTRY, ""].status is Status.HIDDEN
    assert found[AreaKind.COUNTRY, ""].n is None


def test_age_groups_are_never_pooled() -> None:
    cells = [cell(code, 6, 2, age) for code in SJAELLAND[:3] for age in (OLDER, YOUNGER)]
    alone = disclose([one for one in cells if one.age_group is OLDER], FROM_2007)
    both = disclose(cells, FROM_2007)
    assert [one for one in both if one.age_group is OLDER] == [
        one for one in alone if one.age_group is OLDER
    ]
    assert {one.partly for one in both if one.age_group is YOUNGER} == {None}


def test_an_item_that_few_took_a_stand_on_is_hidden_with_what_would_tell_it() -> None:
    few = cell("0101", 40, heard=Counts(yes=9, unsure=31))
    others = [cell(code, size) for code, size in (("0147", 30), ("0151", 60), ("0153", 70))]
    found = areas(few, *others)
    hidden = {code for (_, code), one in found.items() if one.status is Status.HIDDEN}
    assert hidden == {"0101", "0147", "0151"}
    assert found[AreaKind.COUNTRY, ""].status is Status.SHOWN
    told = areas(few, *others, item="voice")
    assert all(one.status is Status.SHOWN for one in told.values())


@pytest.mark.parametrize(
    ("valid", "status", "n"),
    [
        (9, Status.HIDDEN, None),
        (10, Status.UNCERTAIN, 10),
        (27, Status.UNCERTAIN, 25),
        (28, Status.SHOWN, 30),
        (30, Status.SHOWN, 30),
    ],
)
def test_a_percentage_needs_a_published_base_of_thirty(
    valid: int, status: Status, n: int | None
) -> None:
    told = figure(Counts(yes=valid // 2, no=valid - valid // 2, skip=40 - valid))
    assert (told.status, told.n) == (status, n)
    assert (told.percent is None) is (status is not Status.SHOWN)
    if status is not Status.SHOWN:
        rest = (told.yes, told.partly, told.no, told.low, told.high, told.bound)
        assert rest == (None, None, None, None, None, Bound.EXACT)


def test_a_figure_holds_rounded_counts_and_what_they_give() -> None:
    told = figure(Counts(yes=33, partly=14, no=12, unsure=3, skip=2))
    assert (told.n, told.yes, told.partly, told.no) == (60, 35, 15, 10)
    assert (told.percent, told.bound, told.low, told.high) == (58, Bound.EXACT, 41, 76)


def test_each_count_has_the_noise_of_its_own_keys() -> None:
    keys = {noise: NOISE.index(noise) for noise in (-7, -3, 7)}
    exact = Counts(yes=33, partly=14, no=12)
    noisy = replace(exact, yes_keys=keys[-7], partly_keys=keys[7], no_keys=keys[-3])
    told = figure(noisy)
    n = 59 + NOISE[sum(keys.values()) % 256]
    assert (told.n, told.yes, told.partly, told.no) == ((n + 2) // 5 * 5, 25, 20, 10)


def test_no_fewer_are_told_than_ten_for_that_is_known() -> None:
    least = Counts(yes=10, yes_keys=NOISE.index(-7))
    assert (figure(least).n, figure(least).status) == (10, Status.UNCERTAIN)


@pytest.mark.parametrize("counts", [Counts(yes=60), Counts(no=60), Counts(yes=2, partly=58)])
def test_a_band_tells_no_counts_that_would_undo_it(counts: Counts) -> None:
    told = figure(counts)
    assert told.bound is not Bound.EXACT
    assert (told.n, told.yes, told.partly, told.no) == (60, None, None, None)


def test_every_item_of_every_area_has_its_line_once() -> None:
    found = disclose([BIG, *SMALL, cell("0461", 50, 9, YOUNGER)], FROM_2007)
    lines = [(one.age_group, one.area, one.item) for one in found]
    assert len(lines) == len(set(lines))
    assert [one.item for one in found[-10:]] == [*OLDER_ITEMS] * 2

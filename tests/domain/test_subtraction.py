"""Nobody hidden is found by subtraction: every group that can be computed is safe, in any country.

The one who subtracts knows more than is published: the exact sums, and which municipality lies in
which rest. The lines are disjoint but for the country's, so all that can be computed are unions of
lines, and the country's line less such a union.
"""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boernestemme.domain.disclosure import COUNTRY, Group, disclose, hide, may_tell, merge
from boernestemme.domain.figures import Area, AreaKind, Figure, Status
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2007, FROM_2027, MUNICIPALITIES, Hierarchy
from boernestemme.domain.tally import Cell
from tests.domain.countries import random_country

Lines = dict[tuple[AgeGroup, str], list[Group]]
SEEDS = st.integers(0, 2**32)


def is_safe(cells: Sequence[Cell], item: str, fewest_municipalities: int) -> bool:
    """The rule in words of its own: 10 children, 3 workers, 10 who took a stand."""
    counts = [cell.items[item] for cell in cells]
    return (
        sum(cell.children for cell in cells) >= 10
        and sum(cell.workers for cell in cells) >= 3
        and sum(one.yes + one.partly + one.no for one in counts) >= 10
        and len({cell.municipality for cell in cells}) >= fewest_municipalities
    )


def exposed(country: Sequence[Cell], lines: list[Group], item: str, seed: int) -> list[str]:
    """Every group that the lines give away and that is not safe; ``lines`` without the country."""
    found = []
    for line in lines:
        fewest = 1 if line.area.kind is AreaKind.MUNICIPALITY else 3
        if not is_safe(line.cells, item, fewest):
            found.append(f"{line.area} itself")
    chance = Random(seed)
    unions = [lines, *(chance.sample(lines, chance.randint(0, len(lines))) for _ in range(20))]
    for union in unions:
        taken = {cell.municipality for line in union for cell in line.cells}
        left = [cell for cell in country if cell.municipality not in taken]
        fewest = 3 if union is lines and union else 1
        if left and not is_safe(left, item, fewest):
            found.append(f"the country less {len(union)} lines")
    return found


def told_lines(cells: Sequence[Cell], figures: Sequence[Figure], regions: Hierarchy) -> Lines:
    """The lines beside the country's that tell something, with the cells behind them."""
    told: Lines = {(age, item): [] for age in AgeGroup for item in ITEMS[age]}
    for age_group in AgeGroup:
        own = [cell for cell in cells if cell.age_group is age_group]
        for group in merge(own, regions):
            for one in figures:
                at = (one.age_group, one.area) == (age_group, group.area)
                if at and one.status is not Status.HIDDEN:
                    told[age_group, one.item].append(group)
    return told


def faults(seed: int, regions: Hierarchy) -> list[str]:
    cells = random_country(seed)
    figures = disclose(cells, regions)
    lines = told_lines(cells, figures, regions)
    found = []
    for one in figures:
        if one.area == COUNTRY and one.status is not Status.HIDDEN:
            own = [cell for cell in cells if cell.age_group is one.age_group]
            found += exposed(own, lines[one.age_group, one.item], one.item, seed)
        elif one.area == COUNTRY:
            found += [
                f"{line.area} beside a hidden country" for line in lines[one.age_group, one.item]
            ]
    return found


@settings(max_examples=300, deadline=None)
@given(SEEDS, st.sampled_from([FROM_2007, FROM_2027]))
@example(0, FROM_2007)
def test_no_group_that_can_be_computed_is_unsafe(seed: int, regions: Hierarchy) -> None:
    assert faults(seed, regions) == []


def only_large(cells: Sequence[Cell]) -> list[Group]:
    """The first control: whoever is large enough stands alone, and the rest is left out."""
    alone = [
        Group(
            Area(AreaKind.MUNICIPALITY, one.municipality, MUNICIPALITIES[one.municipality]), (one,)
        )
        for one in cells
    ]
    return [group for group in alone if group.has_enough]


def never_drawn_in(cells: Sequence[Cell]) -> list[Group]:
    """The second control: merged as it should be, but each item hidden only where it is small."""
    return list(merge(cells, FROM_2007))


@pytest.mark.parametrize("careless", [only_large, never_drawn_in])
def test_careless_tables_are_seen_through(
    careless: Callable[[Sequence[Cell]], list[Group]],
) -> None:
    caught = 0
    for seed in range(60):
        own = [cell for cell in random_country(seed) if cell.age_group is AgeGroup.OLDER]
        lines = [group for group in careless(own) if may_tell(group, "heard")]
        country = Group(COUNTRY, tuple(own))
        caught += bool(may_tell(country, "heard") and exposed(own, lines, "heard", seed))
    assert caught >= 5, caught


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_every_municipality_lies_in_exactly_one_line_or_none_does(seed: int) -> None:
    for age_group in AgeGroup:
        own = [cell for cell in random_country(seed) if cell.age_group is age_group]
        lines = merge(own, FROM_2007)
        inside = sorted(cell.municipality for line in lines for cell in line.cells)
        assert inside in ([], sorted(cell.municipality for cell in own))
        for item in ITEMS[age_group]:
            assert set(map(id, hide(lines, item))) <= set(map(id, lines))


@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_every_published_count_is_a_multiple_of_five_and_the_order_of_cells_is_no_matter(
    seed: int,
) -> None:
    cells = random_country(seed)
    figures = disclose(cells, FROM_2007)
    turned = list(cells)
    Random(seed).shuffle(turned)
    assert set(disclose(turned, FROM_2007)) == set(figures)
    for one in figures:
        counts = (one.n, one.yes, one.partly, one.no)
        assert all(count is None or count % 5 == 0 for count in counts)

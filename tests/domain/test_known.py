"""What published numbers tell of the counts behind them: exactly their bounds, nothing more."""

from dataclasses import replace

import pytest

from boernestemme.domain.audit import Finding, Range, further_quiet
from boernestemme.domain.disclosure import COUNTRY, Group, disclose, merge
from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, ReplyFigure, Status
from boernestemme.domain.knowledge import Knowledge, Sum, behind
from boernestemme.domain.known_children import known_of_children
from boernestemme.domain.known_wishes import known_of_wishes
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.shares import rounded, share
from boernestemme.domain.tally import Cell
from tests.coverage_factory import NOTHING
from tests.domain.countries import random_country, with_keys
from tests.release_factory import MUNICIPALITY_AREAS, NEW, release

OLDER = AgeGroup.OLDER
FIRST, SECOND = MUNICIPALITY_AREAS[:2]
REACH = 9


def limits(known: Knowledge) -> dict[tuple[Area | str, tuple[str, ...]], tuple[int, int | None]]:
    """The limits of one place each, by place and answers."""
    return {
        (one.sum.places[0], one.sum.answers): (one.low, one.high)
        for one in known.limits
        if len(one.sum.places) == 1
    }


def known_of(*figures: Figure) -> Knowledge:
    [known] = known_of_children([release(figures=figures, **NOTHING)])
    return known


@pytest.mark.parametrize("noise", [0, 1, 7])
def test_a_published_number_tells_its_bounds_and_every_count_between(noise: int) -> None:
    behind_it: dict[int, set[int]] = {}
    for count in range(120):
        for one in range(-noise, noise + 1) if count else [0]:
            behind_it.setdefault(rounded(max(0, count + one)), set()).add(count)
    for published in range(0, 90, 5):
        low, high = behind(published, noise + 2)
        assert behind_it[published] == set(range(low, high + 1))


@pytest.mark.parametrize("n", [30, 45, 60, 95])
@pytest.mark.parametrize("bound", [Bound.OVER, Bound.UNDER])
def test_a_band_tells_what_any_number_in_it_would_tell(n: int, bound: Bound) -> None:
    banded = Figure(OLDER, FIRST, "heard", Status.SHOWN, n, percent=90, bound=bound)
    told = [yes for yes in range(0, n + 1, 5) if share(yes, n).bound is bound]
    found = limits(known_of(banded))
    expected = (min(told) - REACH, None) if bound is Bound.OVER else (0, max(told) + REACH)
    assert found[FIRST, ("yes",)] == expected
    assert found[FIRST, ("yes", "partly", "no")] == (max(n - REACH, 10), n + REACH)
    assert (FIRST, ("no",)) not in found and (FIRST, ("partly",)) not in found


def test_what_is_hidden_is_known_by_what_the_country_has_left_over() -> None:
    known = known_of(
        Figure(OLDER, COUNTRY, "heard", Status.UNCERTAIN, 25),
        Figure(OLDER, FIRST, "heard", Status.UNCERTAIN, 15),
        Figure(OLDER, SECOND, "heard", Status.HIDDEN),
    )
    assert limits(known)[SECOND, ("yes", "partly", "no")] == (10, None)
    assert Sum((SECOND,), ("no",)) in known.cells
    assert Sum((FIRST, SECOND), ("yes", "partly", "no")) in known.cells


def test_where_the_country_stands_alone_it_is_one_place() -> None:
    known = known_of(Figure(OLDER, COUNTRY, "heard", Status.UNCERTAIN, 25))
    assert known.places == (COUNTRY,) and len(known.cells) == 4


def test_a_rest_that_a_correction_no_longer_has_holds_nobody_unnamed() -> None:
    rest = Area(AreaKind.COUNTRY_REST, "", "Danmark")
    told = [
        Figure(OLDER, where, "heard", Status.UNCERTAIN, 25) for where in (COUNTRY, FIRST, SECOND)
    ]
    before = replace(release(figures=tuple(told), **NOTHING), number=1)
    merged = [told[0], told[1], Figure(OLDER, rest, "heard", Status.UNCERTAIN, 15)]
    [known] = known_of_children([release(NEW, figures=tuple(merged), **NOTHING), before])
    assert set(known.places) == {FIRST, SECOND}
    rests = [one for one in known.limits if one.high == 15 + REACH]
    assert [one.sum.places for one in rests] == [(SECOND,)]


def test_wishes_answered_in_time_are_known_from_their_percentage() -> None:
    figures = (
        ReplyFigure("all", Status.SHOWN, 350, 200, 100, 50, 80),
        ReplyFigure("topic", Status.SHOWN, 250, 150, 60, 40, 78),
        ReplyFigure("place", Status.SHOWN, 100, 50, 40, 10, 100),
    )
    outcomes, in_time = known_of_wishes([release(replies=figures)])
    assert limits(in_time)["topic", ("in_time",)] == (195 - REACH, 195 + REACH)
    assert limits(in_time)["place", ("in_time",)] == (100 - REACH, None)
    assert limits(outcomes)["place", ("met", "partly", "not_met")] == (100, 109)
    assert limits(outcomes)["topic", ("partly",)] == (51, 69)


def test_the_smallest_that_is_narrow_is_hidden_first_and_the_country_last() -> None:
    figures = [
        Figure(OLDER, where, "heard", Status.UNCERTAIN, n)
        for where, n in ((COUNTRY, 15), (FIRST, 20), (SECOND, 25))
    ]

    def next_of(told: list[Figure], *narrow: Area) -> set[Area]:
        ranges = tuple(Range(Sum((area,), ("yes",)), 1, 2) for area in narrow)
        finding = Finding(OLDER, "heard", 9, None, ranges, "" if narrow else "Infeasible")
        return {area for _, _, area in further_quiet(told, [finding])}

    assert next_of(figures, SECOND) == next_of(figures, SECOND, COUNTRY) == {SECOND}
    assert next_of(figures, FIRST, SECOND) == next_of(figures) == {FIRST}
    assert next_of(figures[:1]) == {COUNTRY}


def truth_of(known: Knowledge, cells: tuple[Cell, ...]) -> tuple[int, ...]:
    """What truly is behind everything that is known of one item, column by column."""
    own = [cell for cell in cells if cell.age_group is known.age_group]
    groups = {group.area: group for group in (*merge(own, FROM_2007), Group(COUNTRY, tuple(own)))}
    return tuple(
        getattr(groups[place].counts(known.item), answer)
        for place, answer in known.columns
        if isinstance(place, Area)
    )


def test_the_truth_is_one_of_the_things_that_may_be() -> None:
    """Else the audit would measure something no reader sees."""
    tried = 0
    for seed in range(40):
        cells = with_keys(random_country(seed), seed)
        figures = disclose(cells, FROM_2007)
        for known in known_of_children([release(figures=figures, **NOTHING)]):
            truth = truth_of(known, cells)
            assert known.allows(truth), (seed, known.item)
            far = tuple(count + 60 for count in truth)
            assert not known.allows(far), "the control"
            tried += 1
    assert tried > 100

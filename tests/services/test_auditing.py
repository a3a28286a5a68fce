"""The audit: the very ranges that trying every number gives, and no release below a width of 5."""

import ast
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from boernestemme.domain.cell_keys import LARGEST_NOISE
from boernestemme.domain.disclosure import COUNTRY, disclose
from boernestemme.domain.figures import Area, AreaKind, Status
from boernestemme.domain.knowledge import Knowledge, Limit, Sum
from boernestemme.domain.known_children import known_of_children
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.release import Release
from boernestemme.services import solving
from boernestemme.services.auditing import audit, examine, made_safe, range_of
from boernestemme.services.solving import Solver, Unsolved
from tests.domain.countries import random_country, with_keys
from tests.release_factory import REPLIES, release
from tests.services.tiny_countries import (
    ANSWERS,
    CODES,
    area,
    figure,
    range_in,
    release_of,
    tiny,
    truths_of,
)

YOUNGER, OLDER = AgeGroup.YOUNGER, AgeGroup.OLDER


def by_solver(known: Knowledge) -> dict[Sum, tuple[int, int]]:
    """Every range the solver gives, each asked for by itself."""
    solver = Solver(known)
    found = [range_of(known, solver, number) for number in range(len(known.cells))]
    return {one.sum: (one.low, one.high) for one in found}


@pytest.mark.parametrize(
    ("age_group", "noise", "cases"), [(YOUNGER, 0, 150), (YOUNGER, 1, 60), (OLDER, 0, 15)]
)
def test_the_solver_finds_what_trying_every_number_finds(
    age_group: AgeGroup, noise: int, cases: int
) -> None:
    seed, tried = 0, 0
    while tried < cases:
        seed += 1
        release = tiny(Random(seed), age_group, noise)
        truths = truths_of(release)
        if truths is None:
            continue
        tried += 1
        [known] = known_of_children([release])
        expected = {cell: range_in(truths, release, cell) for cell in known.cells}
        assert by_solver(known) == expected, seed
        found, widths = examine(known), {one: high - low for one, (low, high) in expected.items()}
        assert found.narrowest is not None and found.narrowest.width == min(widths.values())
        assert {one.sum for one in found.too_narrow} == {one for one in widths if widths[one] < 5}


def unlucky(country: bool = True, noise: int = LARGEST_NOISE) -> Release:
    """Four municipalities where 29 said yes, told as 20, and the country's 116, told as 125.

    Each lies at one end of what noise and rounding allow, the country at the other.
    """
    n, counts = (275, [125, 160]) if country else (None, None)
    parts = [figure(YOUNGER, area(code), 60, [20, 40]) for code in CODES]
    return release_of([figure(YOUNGER, COUNTRY, n, counts), *parts], noise)


def test_an_unlucky_release_gives_single_numbers_away_and_fails() -> None:
    found = audit([unlucky()])
    assert not found.holds and found.narrowest is not None and found.narrowest.width == 0
    told = {(one.sum.places[0].name, one.low, one.high) for one in found.findings[0].too_narrow}
    assert {("København", 29, 29), ("Roskilde", 29, 29)} <= told
    assert audit([unlucky(country=False)]).holds, "the control: the country's line gave it away"


def test_what_was_rounded_only_never_holds() -> None:
    found = audit([replace(release(), protection=None)])
    assert not found.holds and audit([release()]).holds
    assert found.solver.startswith("HiGHS ")
    assert found.narrowest is not None and found.narrowest.width <= 4


def test_numbers_that_cannot_all_be_true_do_not_hold() -> None:
    counts = [figure(YOUNGER, COUNTRY, 240, [200, 40]), *unlucky().figures[1:]]
    [finding] = audit([release_of(counts, LARGEST_NOISE)]).findings
    assert finding.unproven == "Infeasible" and not finding.holds


def test_a_correction_tells_of_the_same_children() -> None:
    """20 and then 35 of the same children, each with noise up to 7: it was 26 to 29."""
    first, second = (
        release_of([figure(YOUNGER, COUNTRY, 60, [yes, 40])], LARGEST_NOISE) for yes in (20, 35)
    )
    assert audit([first]).holds and audit([second]).holds
    [narrow] = audit([second, first]).findings[0].too_narrow
    assert (narrow.sum.answers, narrow.low, narrow.high) == (("yes",), 26, 29)


def test_a_municipality_that_a_correction_draws_into_its_rest_can_be_subtracted() -> None:
    """It is in the rest now: the two rests tell of it, though no figure does."""
    rest, other = Area(AreaKind.REGION_REST, "1085", "Region Sjælland"), area("0461")
    before = {COUNTRY: 535, area("0265"): 55, rest: 200, other: 300}
    after = {COUNTRY: 535, rest: 230, other: 300}
    first, second = (
        release_of([figure(OLDER, where, n) for where, n in told.items()], LARGEST_NOISE)
        for told in (before, after)
    )
    assert audit([first]).holds and audit([second]).holds
    narrow = {one.sum: (one.low, one.high) for one in audit([second, first]).findings[0].too_narrow}
    assert narrow[Sum((area("0265"),), ANSWERS[OLDER])] == (46, 48)


def test_whole_numbers_are_asked_for_where_halves_would_do() -> None:
    """Each pair of three is at most 1: without whole numbers all three would be a half."""
    places = ("a", "b", "c")
    pairs = tuple(Limit(Sum(pair, ("yes",)), 0, 1) for pair in combinations(places, 2))
    whole = Sum(places, ("yes",))
    known = Knowledge(None, "x", places, ("yes",), pairs, (whole,))
    assert range_of(known, Solver(known), 0).high == 1


def test_what_is_not_proven_in_time_does_not_hold() -> None:
    [known] = known_of_children([unlucky()])
    with pytest.raises(Unsolved):
        Solver(known, seconds=0).largest([1] * len(known.columns))


def hidden_in(one: Release) -> int:
    return [line.status for line in (*one.figures, *one.replies)].count(Status.HIDDEN)


@pytest.mark.parametrize(("noise", "left"), [(0, 0), (1, 16), (LARGEST_NOISE, 23)])
def test_more_is_hidden_until_it_holds_and_at_worst_everything(noise: int, left: int) -> None:
    """The noise is what a reader is told of it: the less there was, the more must be hidden."""
    cells = random_country(16)
    draft = replace(release_of(disclose(cells, FROM_2007), noise), replies=REPLIES)
    safe = made_safe(draft, cells, FROM_2007)
    assert audit([safe]).holds and audit([draft]).holds is (noise == LARGEST_NOISE)
    assert len((*safe.figures, *safe.replies)) - hidden_in(safe) == left
    assert safe.protection is not None
    assert safe.protection.hidden_by_audit == hidden_in(safe) - hidden_in(draft)


@pytest.mark.parametrize("seed", [1145, 1732])
def test_one_country_in_a_thousand_is_unlucky_by_itself(seed: int) -> None:
    """Its noise was drawn as all noise is; two figures fewer, and it holds."""
    cells = with_keys(random_country(seed), seed)
    draft = release_of(disclose(cells, FROM_2007), LARGEST_NOISE)
    found = audit([draft])
    assert not found.holds and found.narrowest is not None and found.narrowest.width == 4
    safe = made_safe(draft, cells, FROM_2007)
    assert audit([safe]).holds and hidden_in(safe) - hidden_in(draft) == 2


def test_the_solver_is_read_where_an_audit_runs_and_nowhere_else() -> None:
    """With numpy it is large. The floors let one module read it; that one waits until it is run."""
    above = ast.parse(Path(solving.__file__).read_text()).body
    names = {one.name for node in above if isinstance(node, ast.Import) for one in node.names}
    names |= {node.module for node in above if isinstance(node, ast.ImportFrom)}
    assert "highspy" not in names
    assert "highspy" in Path(solving.__file__).read_text(), "the control"

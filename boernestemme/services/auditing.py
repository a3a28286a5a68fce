"""Auditing a half-year: how narrow everything published about it can make each count behind it.

The solver finds the numbers, and exact arithmetic checks that they fit every limit: two such sets
of numbers in which a sum differs by 5 are the proof that it is wide enough, whatever the solver is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from time import perf_counter

from boernestemme.domain.audit import (
    NARROWEST,
    Audit,
    Finding,
    Range,
    further_quiet,
    lines_of,
    silent_wishes,
)
from boernestemme.domain.disclosure import Quiet, disclose
from boernestemme.domain.figures import Status
from boernestemme.domain.knowledge import Knowledge, Point, Sum, value
from boernestemme.domain.known_children import known_of_children
from boernestemme.domain.known_coverage import known_of_coverage
from boernestemme.domain.known_wishes import known_of_wishes
from boernestemme.domain.regions import Hierarchy
from boernestemme.domain.release import Release
from boernestemme.domain.tally import Cell
from boernestemme.domain.who_is_missing import Missing
from boernestemme.services.solving import Solver, Unsolved, version

REMEMBERED = 64
NOBODY = Missing()


def audit(releases: Sequence[Release]) -> Audit:
    """Audit the release to publish together with the earlier numbers of its half-year."""
    children = (*known_of_children(releases), *known_of_coverage(releases))
    every = (*children, *known_of_wishes(releases))
    return Audit(tuple(map(examine, every)), version())


def examine(known: Knowledge) -> Finding:
    """The narrowest sum of one item in one age group, and all that are below 5."""
    begun = perf_counter()
    try:
        return _proven(known)
    except Unsolved as problem:
        taken = perf_counter() - begun
        return Finding(known.age_group, known.item, len(known.cells), None, (), str(problem), taken)


@lru_cache(maxsize=REMEMBERED)
def _proven(known: Knowledge) -> Finding:
    """Remembered, for a release never changes; what was not proven is asked again. Or Unsolved."""
    begun = perf_counter()
    ranges = _ranges(known, Solver(known))
    return Finding(
        known.age_group,
        known.item,
        len(known.cells),
        min(ranges, key=lambda one: one.width, default=None),
        tuple(one for one in ranges if one.width < NARROWEST),
        "",
        perf_counter() - begun,
    )


def made_safe(
    draft: Release,
    cells: Sequence[Cell],
    regions: Hierarchy,
    earlier: Sequence[Release] = (),
    missing: Missing = NOBODY,
) -> Release:
    """The draft with more figures hidden, one by one, until its audit holds.

    ``earlier`` are the published numbers that it corrects: the audit is of all of them together,
    and theirs holds without it. It comes to an end: at worst nothing is told. ``protection`` says
    how many were hidden.
    """
    quiet: frozenset[Quiet] = frozenset()
    safe = draft
    while failing := [one for one in audit((safe, *earlier)).findings if not one.holds]:
        before = safe
        quiet |= further_quiet(lines_of(safe), failing)
        safe = replace(safe, figures=disclose(cells, regions, quiet))
        safe = missing.told_in(safe, cells, regions, quiet)
        if any(one.age_group is None for one in failing):
            safe = replace(safe, replies=silent_wishes(safe.replies))
        if safe == before:  # the earlier ones fail by themselves, and nothing hidden here mends it
            break
    if safe.protection is None:
        return safe
    hidden = _hidden(safe) - _hidden(draft)
    return replace(safe, protection=replace(safe.protection, hidden_by_audit=hidden))


def _hidden(release: Release) -> int:
    statuses = [one.status for one in lines_of(release)]
    return [*statuses, *(one.status for one in release.replies)].count(Status.HIDDEN)


def range_of(known: Knowledge, solver: Solver, number: int) -> Range:
    """The exact range of one cell, by its number. Raises Unsolved."""
    row = known.cell_rows[number]
    inside = set(row)
    weights = [int(column in inside) for column in range(len(known.columns))]
    high = _checked(known, solver.largest(weights))
    low = _checked(known, solver.largest([-weight for weight in weights]))
    return Range(known.cells[number], value(low, row), value(high, row))


def _ranges(known: Knowledge, solver: Solver) -> list[Range]:
    """Ranges no wider than the true ones; exact for the narrowest of them and all below 5.

    Every point found shows each sum two values it can have. What they show to be as wide as the
    narrowest needs no question of its own.
    """
    points = [_checked(known, solver.largest(weights)) for weights in _swings(known)]
    spans = [
        _span(cell, [value(point, row) for point in points])
        for cell, row in zip(known.cells, known.cell_rows, strict=True)
    ]
    narrowest = None
    for number in sorted(range(len(spans)), key=lambda number: spans[number].width):
        if narrowest is None or spans[number].width < max(narrowest, NARROWEST):
            spans[number] = range_of(known, solver, number)
            width = spans[number].width
            narrowest = width if narrowest is None else min(narrowest, width)
    return spans


def _span(cell: Sum, values: Sequence[int]) -> Range:
    return Range(cell, min(values), max(values))


def _swings(known: Knowledge) -> Iterator[list[int]]:
    """Weights that pull one answer up and the others down, or all up, and the other way round.

    Everywhere at once, then in every other place, for not all can lie far from the country's line.
    """
    answers = known.answers
    number = {place: index for index, place in enumerate(known.places)}
    for every in (1, 2):
        for up in (answers, *((answer,) for answer in answers)):
            weights = [
                (1 if answer in up else -1) * (-1) ** (number[place] % every)
                for place, answer in known.columns
            ]
            yield weights
            yield [-weight for weight in weights]


def _checked(known: Knowledge, point: Point) -> Point:
    if not known.allows(point):
        raise Unsolved("the numbers found do not fit")
    return point

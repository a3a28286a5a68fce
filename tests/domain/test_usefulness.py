"""What a release is good for: counted from published numbers, and held against another."""

from dataclasses import replace
from typing import Any

from boernestemme.domain.figures import Area, Bound, Figure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.usefulness import Usefulness, came_and_went, told_otherwise, usefulness
from tests.release_factory import COUNTRY, REGION_REST, municipality, release

AGE = AgeGroup.OLDER
CODES = ("0101", "0265", "0751", "0461")


def line(area: Area, n: int | None, width: int | None = None) -> Figure:
    """A headline; with a width it has a percentage and an interval."""
    if n is None:
        return Figure(AGE, area, "heard", Status.HIDDEN)
    if width is None:
        return Figure(AGE, area, "heard", Status.UNCERTAIN, n)
    told: dict[str, Any] = {"percent": 50, "bound": Bound.EXACT, "low": 40, "high": 40 + width}
    return Figure(AGE, area, "heard", Status.SHOWN, n, 30, 10, 20, **told)


def made(*lines: Figure) -> Release:
    return release(figures=lines)


WHOLE = line(COUNTRY, 400, 8)
PARTS = [
    line(municipality(code), n, width)
    for code, n, width in zip(CODES, (200, 60, 40, None), (20, 40, 30, None), strict=True)
]


def test_each_fact_is_counted_from_the_lines() -> None:
    found = usefulness(made(WHOLE, *PARTS, line(REGION_REST, 100)), AGE)
    assert found == Usefulness(4, 3, 30, 40, 25, 1)


def test_what_says_nothing_has_no_widths() -> None:
    assert usefulness(made(WHOLE), AGE) == Usefulness(0, 0, None, None, None, 0)
    assert usefulness(made(WHOLE, *PARTS), AgeGroup.YOUNGER).apart == 0


def test_areas_that_came_and_went_are_named() -> None:
    before, now = made(WHOLE, *PARTS[:2]), made(WHOLE, PARTS[1], line(REGION_REST, 30))
    came, went = came_and_went(before, now, AGE)
    assert (came, went) == ((REGION_REST,), (municipality("0101"),))
    assert came_and_went(now, now, AGE) == ((), ())


def test_a_figure_counts_once_when_it_is_told_otherwise() -> None:
    before = made(WHOLE, *PARTS)
    changed = replace(PARTS[0], n=205)
    assert told_otherwise(before, before) == 0
    assert told_otherwise(before, made(WHOLE, changed, *PARTS[1:])) == 1
    assert told_otherwise(before, made(WHOLE, *PARTS[1:])) == 1
    assert told_otherwise(before, replace(before, coverage=(), reported=None)) == 19

"""The staff's statement: asked in a window, told after it, from ten on, from rounded counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.figures import Bound
from boernestemme.domain.statements import (
    Change,
    Course,
    Moment,
    Part,
    agreement,
    can_start,
    change,
    of_year,
    open_on,
)

COURSE = Course("c", date(2027, 3, 1))


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2027, 9, 30), None),
        (date(2027, 10, 1), "2027"),
        (date(2027, 11, 30), "2027"),
        (date(2027, 12, 1), None),
    ],
)
def test_it_is_asked_in_october_and_november(day: date, key: str | None) -> None:
    found = open_on([], day)
    assert (found and found.key) == key


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2027, 2, 28), None),
        (date(2027, 3, 1), Moment.START),
        (date(2027, 3, 31), Moment.START),
        (date(2027, 4, 1), None),
        (date(2027, 10, 15), None),
        (date(2028, 1, 29), None),
        (date(2028, 1, 30), Moment.END),
        (date(2028, 2, 29), Moment.END),
        (date(2028, 3, 1), None),
        (date(2029, 10, 1), Moment.YEAR),
    ],
)
def test_a_course_is_asked_about_at_its_ends_and_nothing_else_that_year(
    day: date, moment: Moment | None
) -> None:
    found = open_on([COURSE], day)
    assert (found and found.moment) == moment


@given(st.dates(date(2024, 1, 1), date(2090, 1, 1)))
def test_a_course_lasts_twelve_months_and_its_windows_never_meet(first: date) -> None:
    course = Course("c", first)
    assert timedelta(days=364) <= course.ends_on - first <= timedelta(days=366)
    start, end = course.occasions
    assert start.closes < end.opens and end.closes == course.ends_on
    assert not can_start([course], course.ends_on)
    assert can_start([course], course.ends_on + timedelta(days=1))


@pytest.mark.parametrize("counts", [(), (0, 0, 0, 0, 0), (1, 2, 3, 2, 1), (0, 0, 0, 9, 0)])
def test_below_ten_nothing_is_told(counts: tuple[int, ...]) -> None:
    assert agreement(counts) is None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=5, max_size=5), st.integers(0, 4))
def test_one_more_answer_is_seen_only_where_the_rounding_turns(
    counts: list[int], step: int
) -> None:
    """And then nobody can tell which step it was: agree and all are all that is told."""
    more = [number + (place == step) for place, number in enumerate(counts)]
    before, after = agreement(counts), agreement(more)
    if before is not None:
        assert before.n % 5 == 0 and before.n >= 10
        same_n = (sum(counts) + 2) // 5 == (sum(more) + 2) // 5
        same_agree = (sum(counts[3:]) + 2) // 5 == (sum(more[3:]) + 2) // 5
        assert (before == after) or not (same_n and same_agree)


def test_below_thirty_only_words_and_from_thirty_a_share_with_its_interval() -> None:
    few = agreement((2, 2, 2, 3, 3))
    assert few is not None and (few.n, few.share, few.part) == (10, None, Part.HALF)
    many = agreement((4, 4, 4, 14, 14))
    assert many is not None and many.share is not None
    assert (many.n, many.share.percent, many.share.bound) == (40, 75, Bound.EXACT)
    assert many.share.low < 62 and many.share.high > 84
    near_all = agreement((0, 0, 0, 20, 20))
    assert near_all is not None and near_all.share is not None
    assert near_all.share.bound is Bound.OVER, "never that all of them agree"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((5, 5, 0, 5, 5), (0, 0, 0, 10, 10), Change.TOO_FEW),
        ((10, 10, 0, 10, 10), (8, 8, 0, 12, 12), Change.UNSURE),
        ((40, 40, 0, 10, 10), (5, 5, 0, 45, 45), Change.HIGHER),
        ((5, 5, 0, 45, 45), (40, 40, 0, 10, 10), Change.LOWER),
    ],
)
def test_two_figures_differ_only_where_their_intervals_do_not_meet(
    start: tuple[int, ...], end: tuple[int, ...], said: Change
) -> None:
    assert change(agreement(start), agreement(end)) is said
    assert change(None, agreement(end)) is Change.TOO_FEW


def test_the_years_window_is_the_years() -> None:
    assert (of_year(2027).opens, of_year(2027).closes) == (date(2027, 10, 1), date(2027, 11, 30))

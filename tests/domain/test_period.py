"""The half-year: what belongs to it, when its links are over, and when it may be frozen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boernestemme.domain.meeting import DENMARK, FURTHEST_AHEAD, meeting_times
from boernestemme.domain.period import half_year_of, newest_to_freeze, parse_period

FIRST, LAST = datetime(2020, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001 - the zone comes below
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(DENMARK))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 1, 1, 0, 0, tzinfo=DENMARK), "2026H1"),
        (datetime(2026, 6, 30, 23, 59, tzinfo=DENMARK), "2026H1"),
        (datetime(2026, 7, 1, 0, 0, tzinfo=DENMARK), "2026H2"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "2026H2"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027H1"),
    ],
)
def test_a_meeting_belongs_to_the_half_year_of_its_danish_day(
    moment: datetime, expected: str
) -> None:
    assert str(half_year_of(moment)) == expected


@pytest.mark.parametrize("text", ["2026H3", "2026h1", "26H1", "2026H1 ", "", "2027H", "٢٠٢٦H1"])
def test_what_is_not_written_like_a_period_is_none(text: str) -> None:
    assert parse_period(text) is None


@given(MOMENTS)
def test_half_years_follow_one_another_without_gap_or_overlap(moment: datetime) -> None:
    period = half_year_of(moment)
    assert parse_period(str(period)) == period
    assert period.first_day <= moment.date() <= period.last_day
    assert period.next.first_day - period.last_day == timedelta(days=1)
    assert period.next.previous == period.previous.next == period
    assert period.previous < period < period.next


@given(MOMENTS)
def test_a_half_year_begins_at_the_first_moment_that_belongs_to_it(moment: datetime) -> None:
    begins_at = half_year_of(moment).begins_at
    assert half_year_of(begins_at) == half_year_of(moment)
    assert half_year_of(begins_at - timedelta(microseconds=1)) == half_year_of(moment).previous
    assert begins_at <= moment < half_year_of(moment).next.begins_at


@given(MOMENTS)
def test_no_link_of_a_half_year_lives_beyond_its_end_for_answers(moment: datetime) -> None:
    assert meeting_times(moment).expires_at < half_year_of(moment).answers_end


@given(MOMENTS)
def test_answers_are_over_before_a_half_year_may_be_frozen(moment: datetime) -> None:
    period = half_year_of(moment)
    assert period.answers_end.date() < period.may_freeze_from
    assert period.may_freeze_from == period.last_day + timedelta(days=31)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 30), "2025H2"),
        (date(2026, 7, 31), "2026H1"),
        (date(2027, 1, 30), "2026H1"),
        (date(2027, 1, 31), "2026H2"),
    ],
)
def test_the_newest_half_year_to_freeze_changes_on_its_day(day: date, expected: str) -> None:
    assert str(newest_to_freeze(day)) == expected


def test_a_link_may_be_made_at_most_three_half_years_ahead() -> None:
    day = datetime(2026, 12, 31, tzinfo=DENMARK)
    assert half_year_of(day + FURTHEST_AHEAD) == half_year_of(day).next.next.next

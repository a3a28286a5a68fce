"""The smallest municipalities are told by the year, all others by the half-year, from 2027 on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boernestemme.domain.meeting import DENMARK, FURTHEST_AHEAD, meeting_times
from boernestemme.domain.period import Period, parse_period
from boernestemme.domain.regions import FROM_2007, FROM_2027, MUNICIPALITIES
from boernestemme.domain.yearly import is_told_in, period_of, periods_between, told_in

SMALL, LARGE = "0825", "0461"
FIRST, LAST = datetime(2020, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001 - the zone comes below
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(DENMARK))
CODES = st.sampled_from([*FROM_2027.yearly, "0101", LARGE, "0482"])


@pytest.mark.parametrize(
    ("moment", "small", "large"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "2026H2", "2026H2"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "2027", "2027H1"),
        (datetime(2027, 7, 1, 12, 0, tzinfo=DENMARK), "2027", "2027H2"),
        (datetime(2027, 12, 31, 23, 59, tzinfo=DENMARK), "2027", "2027H2"),
        (datetime(2028, 1, 1, 0, 0, tzinfo=DENMARK), "2028", "2028H1"),
    ],
)
def test_from_2027_the_smallest_belong_to_a_year(moment: datetime, small: str, large: str) -> None:
    assert str(period_of(moment, SMALL)) == small
    assert str(period_of(moment, LARGE)) == large


def test_who_is_told_by_the_year_is_a_list_known_beforehand() -> None:
    assert {MUNICIPALITIES[code] for code in FROM_2027.yearly} == {"Læsø", "Fanø", "Samsø", "Ærø"}
    assert FROM_2007.yearly == ()


@given(MOMENTS, MOMENTS, CODES)
def test_no_municipality_is_told_in_two_periods_of_one_moment(
    moment: datetime, other: datetime, code: str
) -> None:
    """Two periods of one municipality are the same, or share no moment."""
    period, later = sorted((period_of(moment, code), period_of(other, code)))
    assert is_told_in(period, code)
    assert period == later or period.next.begins_at <= later.begins_at


@pytest.mark.parametrize("text", ["2026H2", "2027", "2027H1", "2027H2", "2028"])
def test_each_municipality_is_told_in_one_kind_of_period(text: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert str(period) == text
    told = told_in(period)
    assert len(told) == {"2026H2": 98, "2027": 4, "2028": 4}.get(text, 94)
    year = Period(period.year)
    if period.year >= 2027:
        assert not set(told_in(year)) & set(told_in(Period(period.year, 1)))
        assert {*told_in(year), *told_in(Period(period.year, 2))} == set(MUNICIPALITIES)


def test_no_half_year_is_a_year_before_2027() -> None:
    assert told_in(Period(2026)) == ()


@given(MOMENTS)
def test_a_year_is_over_when_its_last_half_year_is(moment: datetime) -> None:
    year = Period(moment.year)
    last = Period(moment.year, 2)
    assert year.first_day == Period(moment.year, 1).first_day
    for fact in ("last_day", "answers_end", "may_freeze_from"):
        assert getattr(year, fact) == getattr(last, fact)
    assert year.next.previous == year.previous.next == year
    assert year.next.begins_at == last.next.begins_at


@given(MOMENTS, CODES)
def test_no_link_of_a_period_lives_beyond_its_end_for_answers(moment: datetime, code: str) -> None:
    period = period_of(moment, code)
    assert meeting_times(moment).expires_at < period.answers_end
    assert period.answers_end.date() < period.may_freeze_from


@given(MOMENTS, st.timedeltas(timedelta(), FURTHEST_AHEAD), CODES)
def test_every_period_a_link_may_be_made_for_is_among_those_ahead(
    now: datetime, ahead: timedelta, code: str
) -> None:
    periods = list(periods_between(now, now + FURTHEST_AHEAD))
    assert period_of(now + ahead, code) in periods
    assert len(periods) == len(set(periods))


def test_periods_are_in_the_order_that_their_names_sort_in() -> None:
    periods = list(periods_between(*(datetime(year, 5, 1, tzinfo=UTC) for year in (2026, 2029))))
    assert sorted(map(str, periods)) == list(map(str, sorted(periods)))
    assert Period(2027).may_freeze_from == date(2028, 1, 31)

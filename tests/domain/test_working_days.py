"""Working days in Denmark: weekends, holidays, when an answer is read and a reply is due."""

from datetime import date, datetime, timedelta

import pytest

from boernestemme import HOLIDAYS
from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.working_days import WorkingDays

DAYS = WorkingDays(HOLIDAYS)
CLOSED = [
    pytest.param(date(2027, 1, 1), id="New Year's Day"),
    pytest.param(date(2027, 3, 25), id="Maundy Thursday"),
    pytest.param(date(2027, 3, 26), id="Good Friday"),
    pytest.param(date(2027, 3, 29), id="Easter Monday"),
    pytest.param(date(2027, 5, 6), id="Ascension"),
    pytest.param(date(2027, 5, 17), id="Whit Monday"),
    pytest.param(date(2028, 6, 5), id="Constitution Day, a Monday"),
    pytest.param(date(2026, 12, 24), id="Christmas Eve, a Thursday"),
    pytest.param(date(2026, 12, 25), id="Christmas Day"),
    pytest.param(date(2025, 12, 26), id="second day of Christmas"),
    pytest.param(date(2026, 12, 31), id="New Year's Eve"),
    pytest.param(date(2027, 3, 13), id="Saturday"),
    pytest.param(date(2027, 3, 14), id="Sunday"),
]
OPEN = [
    pytest.param(date(2027, 3, 24), id="the day before Maundy Thursday"),
    pytest.param(date(2027, 3, 30), id="the day after Easter Monday"),
    pytest.param(date(2026, 12, 23), id="23 December"),
    pytest.param(date(2026, 12, 28), id="between Christmas and New Year"),
    pytest.param(date(2027, 4, 23), id="store bededag, abolished"),
    pytest.param(date(2027, 3, 12), id="a Friday"),
]


@pytest.mark.parametrize("day", CLOSED)
def test_weekends_and_holidays_are_no_working_days(day: date) -> None:
    assert not DAYS.is_working_day(day)


@pytest.mark.parametrize("day", OPEN)
def test_other_days_are_working_days(day: date) -> None:
    assert DAYS.is_working_day(day)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2027, 3, 9), 1, date(2027, 3, 10)),
        (date(2027, 3, 9), 3, date(2027, 3, 12)),
        (date(2027, 3, 10), 3, date(2027, 3, 15)),
        (date(2027, 3, 12), 1, date(2027, 3, 15)),
        (date(2027, 3, 13), 1, date(2027, 3, 15)),
        (date(2027, 3, 14), 1, date(2027, 3, 15)),
        (date(2027, 3, 24), 1, date(2027, 3, 30)),
        (date(2027, 3, 23), 3, date(2027, 3, 31)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 23), 4, date(2027, 1, 4)),
    ],
)
def test_working_days_are_counted_around_the_others(day: date, count: int, expected: date) -> None:
    assert DAYS.after(day, count) == expected


@pytest.mark.parametrize("offset", range(0, 400, 7))
def test_the_day_found_is_a_working_day_and_the_right_number_lies_between(offset: int) -> None:
    start = date(2026, 11, 1) + timedelta(days=offset)
    for count in (1, 2, 3):
        found = DAYS.after(start, count)
        passed = [start + timedelta(days=step) for step in range(1, (found - start).days + 1)]
        assert DAYS.is_working_day(found)
        assert sum(DAYS.is_working_day(day) for day in passed) == count


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (datetime(2027, 3, 12, 23, 59, tzinfo=DENMARK), date(2027, 3, 15)),
        (datetime.fromisoformat("2027-03-09T23:30:00+00:00"), date(2027, 3, 11)),
        (datetime.fromisoformat("2027-07-01T22:30:00+00:00"), date(2027, 7, 5)),
        (datetime(2026, 12, 23, 18, 0, tzinfo=DENMARK), date(2026, 12, 28)),
    ],
)
def test_an_answer_is_read_by_the_next_working_day_after_the_danish_day(
    sent: datetime, expected: date
) -> None:
    assert DAYS.read_by(sent) == expected


@pytest.mark.parametrize(
    ("sent", "meeting", "expected"),
    [
        (date(2027, 3, 9), date(2027, 3, 18), date(2027, 3, 12)),
        (date(2027, 3, 9), date(2027, 3, 12), date(2027, 3, 12)),
        (date(2027, 3, 9), date(2027, 3, 11), date(2027, 3, 11)),
        (date(2027, 3, 9), date(2027, 3, 9), date(2027, 3, 9)),
        (date(2027, 3, 24), date(2027, 4, 20), date(2027, 4, 1)),
        (date(2027, 3, 24), date(2027, 3, 31), date(2027, 3, 31)),
    ],
)
def test_a_reply_is_due_in_three_working_days_or_at_the_meeting(
    sent: date, meeting: date, expected: date
) -> None:
    assert DAYS.reply_by(sent, meeting) == expected


def test_without_holidays_only_weekends_are_left_out() -> None:
    bare = WorkingDays(frozenset())
    assert bare.is_working_day(date(2027, 3, 26))
    assert not bare.is_working_day(date(2027, 3, 27))

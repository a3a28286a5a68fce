"""What stands out in the access log: when and how much was read, at the very edge of each rule."""

from datetime import date, datetime, timedelta

import pytest

from boernestemme.domain.log_watch import (
    Finding,
    Line,
    Rule,
    findings,
    sample_size,
    sign_by,
)
from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.month import Month, month_of, parse_month
from boernestemme.domain.working_days import WorkingDays

MARCH = Month(2027, 3)
DAYS = WorkingDays(frozenset({date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 29)}))
NOON = datetime(2027, 3, 9, 12, 0, tzinfo=DENMARK)  # a Tuesday


def read(number: int, at: datetime = NOON, meeting: str = "m", **more: object) -> Line:
    facts: dict[str, object] = {"actor": "mette", "action": "answer_read", "subject": meeting}
    return Line(number, at, **(facts | more))  # type: ignore[arg-type]  # named by each test


def seen(lines: list[Line]) -> list[Finding]:
    return findings(lines, MARCH, DAYS)


def test_an_ordinary_day_stands_out_in_nothing() -> None:
    assert seen([read(n, meeting=f"m{n}") for n in range(19)]) == []


def test_twenty_meetings_in_a_day_stand_out_and_one_read_twenty_times_does_not() -> None:
    assert seen([read(n, meeting=f"m{n}") for n in range(20)]) == [Finding(Rule.MANY, 0, 20)]
    assert seen([read(n) for n in range(40)]) == []
    two_days = [read(n, NOON + timedelta(days=n % 2), f"m{n}") for n in range(38)]
    assert seen(two_days) == []


@pytest.mark.parametrize(
    ("at", "is_odd"),
    [
        (NOON.replace(hour=6), False),
        (NOON.replace(hour=5, minute=59), True),
        (NOON.replace(hour=21, minute=59), False),
        (NOON.replace(hour=22), True),
        (NOON.replace(day=13), True),
        (NOON.replace(day=25), True),
        (NOON.replace(day=30), False),
    ],
)
def test_nights_weekends_and_holidays_stand_out(at: datetime, is_odd: bool) -> None:
    assert seen([read(1, at)]) == [Finding(Rule.ODD_HOURS, 1, 1)] * is_odd
    assert seen([read(1, at, action="reply_given")]) == [], "only reading is watched"


def test_reading_long_after_the_meeting_stands_out_once() -> None:
    ended = NOON - timedelta(days=30)
    assert seen([read(1, ended_at=ended)]) == []
    late = [read(n, NOON + timedelta(seconds=n), ended_at=ended) for n in (1, 2)]
    assert seen(late) == [Finding(Rule.LONG_AFTER, 1)]


def test_taking_out_the_guarded_part_stands_out_each_time() -> None:
    lines = [read(n, action="guarded_danger") for n in (1, 2)]
    assert seen(lines) == [Finding(Rule.GUARDED, 1), Finding(Rule.GUARDED, 2)]


@pytest.mark.parametrize(("meetings", "hours", "found"), [(5, 72, 1), (4, 1, 0), (5, 73, 0)])
def test_many_readings_before_an_account_is_closed_stand_out(
    meetings: int, hours: int, found: int
) -> None:
    closed = NOON.replace(day=2)
    lines = [read(n, closed - timedelta(hours=hours), f"m{n}") for n in range(meetings)]
    lines.append(read(9, closed, "mette", actor="anna", action="account_disabled"))
    leaving = [one for one in seen(lines) if one.rule is Rule.LEAVING]
    assert leaving == [Finding(Rule.LEAVING, 0, meetings)] * found
    other = [*lines[:-1], read(9, closed, "jonas", actor="anna", action="account_disabled")]
    assert Rule.LEAVING not in {one.rule for one in seen(other)}


def test_what_lies_before_the_month_is_that_months() -> None:
    night = datetime(2027, 2, 26, 23, 30, tzinfo=DENMARK)
    assert seen([read(1, night)]) == []
    assert findings([read(1, night)], Month(2027, 2), DAYS) == [Finding(Rule.ODD_HOURS, 1, 1)]


@pytest.mark.parametrize(
    ("lines", "size"), [(0, 20), (20, 20), (400, 20), (401, 21), (420, 21), (421, 22), (9000, 450)]
)
def test_the_sample_is_five_per_cent_and_at_least_twenty(lines: int, size: int) -> None:
    assert sample_size(lines) == size >= lines * 0.05


def test_a_month_is_signed_off_within_ten_working_days() -> None:
    assert sign_by(Month(2027, 2), DAYS) == date(2027, 3, 15)
    assert sign_by(MARCH, DAYS) == date(2027, 4, 15)


def test_months_follow_each_other_in_danish_time() -> None:
    assert month_of(datetime(2027, 2, 28, 23, 30, tzinfo=DENMARK)) == Month(2027, 2)
    assert (Month(2027, 12).next, Month(2027, 1).previous) == (Month(2028, 1), Month(2026, 12))
    assert parse_month(str(MARCH)) == MARCH
    assert [parse_month(text) for text in ("2027-13", "2027-3", "", "x", "٢٠٢٧-03")] == [None] * 5
    assert MARCH.answers_end == datetime(2027, 4, 16, tzinfo=DENMARK)

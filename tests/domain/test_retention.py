"""The post box: when filing becomes whose task, and the very day on which papers are erased."""

from datetime import UTC, date, datetime, timedelta

import pytest

from boernestemme.domain.meeting import DENMARK, meeting_times
from boernestemme.domain.retention import (
    FilingState,
    Papers,
    erased_from,
    filing_state,
    is_due,
)

ENDS = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
EXPIRES = ENDS + timedelta(days=14)
FILED = date(2027, 3, 20)
BLINK = timedelta(microseconds=1)


def papers(*filed: date | None, expires: datetime = EXPIRES, hold: date | None = None) -> Papers:
    return Papers(filed, ENDS, expires, hold)


def danish(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment on the clock in Denmark, told in UTC as the database keeps it."""
    return datetime(year, month, day, hour, minute, tzinfo=DENMARK).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (ENDS - BLINK, FilingState.LATER),
        (ENDS, FilingState.TO_FILE),
        (EXPIRES - BLINK, FilingState.TO_FILE),
        (EXPIRES, FilingState.OVERDUE),
        (EXPIRES + timedelta(days=4000), FilingState.OVERDUE),
    ],
)
def test_filing_waits_for_the_meeting_then_for_its_worker_then_for_the_leader(
    now: datetime, state: FilingState
) -> None:
    assert filing_state(papers(None), now) is state
    assert filing_state(papers(FILED, None), now) is state
    assert filing_state(papers(FILED, FILED), now) is FilingState.FILED
    assert filing_state(papers(), now) is FilingState.NOTHING
    assert state.is_task == (state in {FilingState.TO_FILE, FilingState.OVERDUE})


@pytest.mark.parametrize("state", [FilingState.NOTHING, FilingState.LATER, FilingState.FILED])
def test_nothing_is_a_task_before_the_meeting_is_over_or_after_filing(state: FilingState) -> None:
    assert not state.is_task


def test_what_is_not_filed_in_full_has_no_day_to_go() -> None:
    assert erased_from(papers()) is None
    assert erased_from(papers(None)) is None
    assert erased_from(papers(FILED, None, FILED)) is None
    assert erased_from(papers(FILED, FILED)) is not None


@pytest.mark.parametrize(
    ("filed", "day"),
    [
        ((date(2027, 3, 9),), date(2027, 5, 1)),  # the link's expiry, April 1st, is the later
        ((date(2027, 4, 1),), date(2027, 5, 1)),
        ((date(2027, 4, 2),), date(2027, 5, 2)),  # filing is the later
        ((date(2027, 4, 2), date(2027, 6, 10)), date(2027, 7, 10)),
        ((date(2028, 1, 30),), date(2028, 2, 29)),
        ((date(2028, 1, 31),), date(2028, 3, 1)),
        ((date(2027, 12, 15),), date(2028, 1, 14)),
    ],
)
def test_the_day_is_thirty_days_after_the_later_of_filing_and_expiry(
    filed: tuple[date, ...], day: date
) -> None:
    assert erased_from(papers(*filed)) == day


@pytest.mark.parametrize(
    ("expires", "day"),
    [
        (danish(2027, 3, 27, 23, 59), date(2027, 4, 26)),  # the last winter night
        (danish(2027, 3, 28, 0, 0), date(2027, 4, 27)),
        (danish(2027, 3, 28, 23, 59), date(2027, 4, 27)),  # the first summer night, 21.59 UTC
        (danish(2027, 3, 29, 0, 0), date(2027, 4, 28)),
        (danish(2027, 10, 31, 23, 59), date(2027, 11, 30)),  # winter again, 22.59 UTC
        (danish(2027, 11, 1, 0, 0), date(2027, 12, 1)),
        (danish(2028, 1, 30, 12, 0), date(2028, 2, 29)),
    ],
)
def test_the_expiry_counts_by_its_danish_day(expires: datetime, day: date) -> None:
    assert erased_from(papers(date(2027, 1, 1), expires=expires)) == day


@pytest.mark.parametrize(
    ("expires", "begins"),
    [
        (danish(2027, 2, 1, 12), danish(2027, 3, 3)),  # midnight is 23.00 UTC of the day before
        (danish(2027, 6, 1, 12), danish(2027, 7, 1)),  # and 22.00 in summer
        (danish(2027, 2, 27, 12), danish(2027, 3, 29)),  # the day after the clocks change
        (danish(2028, 1, 30, 12), danish(2028, 2, 29)),
    ],
)
def test_erasing_begins_with_the_first_moment_of_that_day_in_denmark(
    expires: datetime, begins: datetime
) -> None:
    due = papers(date(2027, 1, 1), expires=expires)
    assert not is_due(due, begins - BLINK)
    assert is_due(due, begins)
    assert is_due(due, begins + timedelta(days=900))


def test_a_hold_stops_erasing_and_moves_no_day() -> None:
    held, free = papers(FILED, hold=date(2027, 4, 1)), papers(FILED)
    assert erased_from(held) == erased_from(free)
    late = EXPIRES + timedelta(days=400)
    assert is_due(free, late) and not is_due(held, late)


def test_nothing_unfiled_is_ever_due() -> None:
    late = EXPIRES + timedelta(days=4000)
    for unfiled in (papers(), papers(None), papers(FILED, None), papers(None, None)):
        assert not is_due(unfiled, late)
    assert is_due(papers(FILED), late), "the control"


def test_the_days_follow_from_a_meeting_as_links_are_made() -> None:
    """Fourteen days after the meeting on the clock, also where the clocks change between."""
    times = meeting_times(datetime(2027, 3, 20, 23, 0, tzinfo=DENMARK))
    due = Papers((date(2027, 3, 22),), times.ends_at, times.expires_at)
    assert erased_from(due) == date(2027, 4, 4) + timedelta(days=30)

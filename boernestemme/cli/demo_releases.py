"""The demo's periods: half-years and a year published, and a half-year that waits to be frozen."""

from datetime import datetime
from pathlib import Path

from boernestemme.cli.demo_data import ACCOUNTS
from boernestemme.cli.demo_meetings import MeetingInventor
from boernestemme.cli.demo_numbers import Inventor
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import Period, newest_to_freeze
from boernestemme.domain.roles import Role
from boernestemme.domain.yearly import told_in
from boernestemme.services import administering, approving, releasing
from boernestemme.services.inventing import invent, invent_meetings


def fill_half_years(statistics_folder: Path, now: datetime) -> Period:
    """Invent three closed half-years, and publish all but the newest, as two people would.

    The newest is given back: it is ready to be frozen. Once the smallest municipalities are told
    by the year, the newest closed year is published too, so that none of the 98 is missing.
    """
    newest = newest_to_freeze(danish_day(now))
    for period in (*closed_year(newest), newest.previous.previous, newest.previous):
        _invent(period)
        releasing.freeze(period, statistics_folder, now)
        for account in ACCOUNTS:
            if account.role is Role.BOARD:
                approving.approve(administering.person_of(account.email), period, now)
    _invent(newest)
    return newest


def closed_year(newest: Period) -> tuple[Period, ...]:
    """The newest year that ended with a half-year that is closed, if anybody is told by it."""
    year = Period(newest.year if newest.half == 2 else newest.year - 1)
    return (year,) if told_in(year) else ()


def still_to_freeze(period: str) -> str:
    """The half-year an earlier run left to freeze; empty once somebody has frozen it."""
    return "" if period in {str(state.period) for state in approving.states()} else period


def _invent(period: Period) -> None:
    inventor = Inventor(period)
    marks = inventor.marks()
    invent(period, marks, inventor.outcomes(marks))
    held = MeetingInventor(period)
    meetings = held.meetings(marks)
    invent_meetings(period, meetings, held.reported(meetings), period.may_freeze_from)

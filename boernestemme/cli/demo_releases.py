"""The demo's half-years: two frozen, approved and published, and one closed and ready to freeze."""

from datetime import datetime
from pathlib import Path

from boernestemme.cli.demo_data import ACCOUNTS
from boernestemme.cli.demo_numbers import Inventor
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import Period, newest_to_freeze
from boernestemme.domain.roles import Role
from boernestemme.services import administering, approving, releasing
from boernestemme.services.inventing import invent


def fill_half_years(statistics_folder: Path, now: datetime) -> Period:
    """Invent three closed half-years, and publish all but the newest, as two people would.

    The newest is given back: it is ready to be frozen.
    """
    newest = newest_to_freeze(danish_day(now))
    for period in (newest.previous.previous, newest.previous, newest):
        _invent(period)
        if period != newest:
            releasing.freeze(period, statistics_folder, now)
            for account in ACCOUNTS:
                if account.role is Role.BOARD:
                    approving.approve(administering.person_of(account.email), period, now)
    return newest


def still_to_freeze(period: str) -> str:
    """The half-year an earlier run left to freeze; empty once somebody has frozen it."""
    return "" if period in {str(state.period) for state in approving.states()} else period


def _invent(period: Period) -> None:
    inventor = Inventor(period)
    marks = inventor.marks()
    invent(period, marks, inventor.outcomes(marks))

"""A leader tells how many meetings with children the municipality held, whether with a link or not.

From its own case system, one number for the newest period that is over. It can be corrected until
the period's figures are frozen, and is published for the whole country alone.
"""

from dataclasses import dataclass
from datetime import timedelta

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import Period
from boernestemme.domain.reporting import MOST_MEETINGS, ReportRefused
from boernestemme.domain.roles import Permission
from boernestemme.domain.yearly import period_of
from boernestemme.services.access import Setting, log
from boernestemme.storage import releases, reported_meetings, statistics_keys
from boernestemme.storage.db import transaction


@dataclass(frozen=True)
class Report:
    """What stands of a period: the number, None where none was told; and whether it may change."""

    period: Period
    number: int | None
    is_open: bool


def report_of(setting: Setting) -> Report:
    """The own municipality's newest period that is over. Raises NotPermitted."""
    _check(setting)
    period = _newest_over(setting)
    told = reported_meetings.find(setting.person.municipality, period)
    return Report(period, told.number if told else None, _is_open(period))


def report(setting: Setting, number: int) -> None:
    """Keep how many meetings were held, in place of what was told before.

    Raises NotPermitted, and ReportRefused.
    """
    _check(setting)
    if not 0 <= number <= MOST_MEETINGS:
        raise ReportRefused("no_number")
    period = _newest_over(setting)
    with transaction():
        log(setting, "meetings_reported", str(period))
        if not _is_open(period):
            raise ReportRefused("frozen")
        day = danish_day(setting.now)
        reported_meetings.tell(setting.person.municipality, period, number, day)


def _newest_over(setting: Setting) -> Period:
    municipality = setting.person.municipality
    now = period_of(setting.now, municipality)
    return period_of(now.begins_at - timedelta(days=1), municipality)


def _is_open(period: Period) -> bool:
    """True until the figures are frozen here, or were delivered and the period's key destroyed."""
    return releases.of_period(period) is None and not statistics_keys.is_destroyed(period)


def _check(setting: Setting) -> None:
    if not setting.person.may(Permission.SEE_COUNTS):
        raise NotPermitted("reported meetings")

"""The half-years' statistics keys: made ahead by housekeeping, destroyed by the freeze."""

from datetime import datetime
from pathlib import Path

from boernestemme.domain.meeting import FURTHEST_AHEAD
from boernestemme.domain.period import Period, period_of
from boernestemme.domain.ports import NamesStatisticsKeys
from boernestemme.storage import invitations, statistics_keys, statistics_secret
from boernestemme.storage.db import transaction


class StatisticsKeeper:
    """Knows the folder of the half-years' secrets, which lies outside database and backup."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def public_key(self, period: Period) -> bytes:
        """The key (32 raw bytes) to seal a half-year's marks to; made when it has none yet."""
        found = statistics_keys.public_key(period)
        if found is None:
            statistics_secret.make_if_absent(self.folder, period)
            found = statistics_secret.public_key(self.folder, period)
            statistics_keys.add(period, found)
            return statistics_keys.public_key(period) or found
        return found


def make_ahead(keeper: NamesStatisticsKeys, now: datetime) -> None:
    """Make the keys of every half-year a link may be made for now.

    So the process that makes links finds them there, and needs no way to their secrets.
    """
    period, last = period_of(now), period_of(now + FURTHEST_AHEAD)
    while period <= last:
        with transaction():
            keeper.public_key(period)
        period = period.next


def give_missing(keeper: NamesStatisticsKeys, now: datetime) -> int:
    """Give links made by an older version the key their taps are sealed to; how many links.

    Of a half-year that is over nothing is counted any more, so its links need none.
    """
    given = 0
    for starts_at in invitations.starts_without_statistics_key():
        period = period_of(starts_at)
        if now < period.answers_end:
            with transaction():
                key = keeper.public_key(period)
                given += invitations.give_statistics_key(starts_at, key)
    return given

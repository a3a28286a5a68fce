"""The statistics keys of half-years and years: made ahead by housekeeping, gone by the freeze."""

from datetime import datetime
from pathlib import Path

from boernestemme.domain.meeting import FURTHEST_AHEAD
from boernestemme.domain.period import Period
from boernestemme.domain.ports import NamesStatisticsKeys
from boernestemme.domain.yearly import period_of, periods_between, told_in
from boernestemme.storage import link_statistics_keys, statistics_keys, statistics_secret
from boernestemme.storage.db import transaction


class StatisticsKeeper:
    """Knows the folder of the periods' secrets, which lies outside database and backup."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def public_key(self, period: Period) -> bytes:
        """The key (32 raw bytes) to seal a period's marks to; made when it has none yet."""
        found = statistics_keys.public_key(period)
        if found is None:
            statistics_secret.make_if_absent(self.folder, period)
            found = statistics_secret.public_key(self.folder, period)
            statistics_keys.add(period, found)
            return statistics_keys.public_key(period) or found
        return found


def make_ahead(keeper: NamesStatisticsKeys, now: datetime) -> None:
    """Make the keys of every half-year and year a link may be made for now.

    So the process that makes links finds them there, and needs no way to their secrets.
    """
    for period in periods_between(now, now + FURTHEST_AHEAD):
        with transaction():
            keeper.public_key(period)


def give_missing(keeper: NamesStatisticsKeys, now: datetime) -> int:
    """Give links made by an older version the key their taps are sealed to; how many links."""
    given = 0
    for starts_at, municipality in link_statistics_keys.without_key(now):
        period = period_of(starts_at, municipality)
        with transaction():
            key = keeper.public_key(period)
            given += link_statistics_keys.give_key(starts_at, municipality, key)
    return given


def file_by_year(keeper: NamesStatisticsKeys, now: datetime) -> int:
    """Give the year's key to links that an older version made for a half-year; how many links.

    Their taps will be filed under the year, and what is sealed to another key cannot be read then.
    """
    filed = 0
    for period in periods_between(now, now + FURTHEST_AHEAD):
        if period.is_year:
            with transaction():
                key = keeper.public_key(period)
                filed += link_statistics_keys.exchange_keys(told_in(period), period, now, key)
    return filed

"""The half-years' statistics keys: made when a meeting first needs one, destroyed by the freeze."""

from pathlib import Path

from boernestemme.domain.period import Period
from boernestemme.storage import statistics_keys, statistics_secret


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
        return found

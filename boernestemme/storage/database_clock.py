"""The database server's clock, asked every few seconds and carried on by a steady one between.

Web servers with odd clocks agree by it (LNK-05), and a request does not wait for it.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, text

from boernestemme.storage.db import db

HOLDS = 10.0  # seconds, within which a database whose clock was set is followed
_NOW = text("SELECT clock_timestamp()")
# Linux has a clock that nobody sets and that goes on while a machine is suspended.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class CarriedClock:
    """A clock that is far away. ``ask`` tells its time, ``steady`` goes on in seconds."""

    def __init__(self, ask: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._ask, self._steady = ask, steady
        self._asked_at, self._told = float("-inf"), datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """Its time: never ahead of it, and behind by what asking takes."""
        passed = self._steady() - self._asked_at
        if passed > HOLDS:
            self._told, self._asked_at, passed = self._ask(), self._steady(), 0.0
        return self._told + timedelta(seconds=passed)


_clocks: WeakKeyDictionary[Engine, CarriedClock] = WeakKeyDictionary()


def database_now() -> datetime:
    """The moment by the database server's clock, aware, UTC; by ours where it is a file."""
    engine = db.engine
    if engine.dialect.name == "sqlite":
        return datetime.now(UTC)
    if engine not in _clocks:
        _clocks[engine] = CarriedClock(_ask, lambda: time.clock_gettime(_STEADY))
    return _clocks[engine].now()


def _ask() -> datetime:
    [(moment,)] = db.glance(_NOW)
    told: datetime = moment
    return told.astimezone(UTC)

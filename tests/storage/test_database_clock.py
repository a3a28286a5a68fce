"""The database's clock: asked every few seconds, carried on in between, and followed when set."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import event, text

from boernestemme.storage.database_clock import HOLDS, CarriedClock, database_now
from boernestemme.storage.db import db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LITTLE = timedelta(seconds=1)


class FarAway:
    """A clock that can be set, and the steady seconds that go by here; asking takes a while."""

    def __init__(self) -> None:
        self.set_to, self.steady, self.asked = NOON, 1000.0, 0

    def ask(self) -> datetime:
        self.asked += 1
        told = self.set_to + timedelta(seconds=self.steady - 1000)
        self.steady += 0.25
        return told


def test_it_goes_on_by_itself_and_is_never_ahead() -> None:
    far = FarAway()
    clock = CarriedClock(far.ask, lambda: far.steady)
    assert clock.now() == NOON
    far.steady += HOLDS
    assert clock.now() == NOON + timedelta(seconds=HOLDS)
    assert far.asked == 1


def test_it_follows_a_clock_that_was_set() -> None:
    far = FarAway()
    clock = CarriedClock(far.ask, lambda: far.steady)
    clock.now()
    far.set_to -= timedelta(hours=3)
    far.steady += HOLDS + 0.01
    gone_by = timedelta(seconds=far.steady - 1000)
    assert (clock.now(), far.asked) == (NOON - timedelta(hours=3) + gone_by, 2)


def test_it_is_the_databases_clock(stored: str) -> None:
    clock = "SELECT clock_timestamp()" if "postgres" in stored else "SELECT datetime('now')"
    with db.engine.connect() as other:
        told = other.execute(text(clock)).scalar_one()
    found = told if isinstance(told, datetime) else datetime.fromisoformat(f"{told}+00:00")
    now = database_now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - found) < LITTLE + LITTLE


def test_a_hundred_moments_ask_at_most_once(stored: str) -> None:
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
    moments = [database_now() for _ in range(100)]
    assert len(asked) == ("postgres" in stored)
    assert moments == sorted(moments)
    assert not db.is_open

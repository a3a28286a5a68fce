"""The database's clock: asked every few seconds, carried on in between, and followed when set."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event, text

from boernestemme.storage.database_clock import HOLDS, CarriedClock, database_now
from boernestemme.storage.db import db, forget_connections, run
from tests.databases import EmptyDatabases
from tests.races.processes import bare_app

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LITTLE = timedelta(minutes=1)
AHEAD = (
    "CREATE SCHEMA ahead",
    "CREATE FUNCTION ahead.clock_timestamp() RETURNS timestamptz LANGUAGE sql"
    " AS $$ SELECT pg_catalog.clock_timestamp() + interval '3 hours' $$",
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = ahead, pg_catalog, public',"
    " current_database()); END $$",
)


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


def test_it_is_the_databases_clock_and_not_ours(
    empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    """A server that is three hours ahead: its clock is looked for in a schema of ours first."""
    with empty_databases.fresh("postgresql", tmp_path) as address:
        with bare_app(address).app_context():
            for step in AHEAD:
                run(text(step))
            db.end(keep=True)
            forget_connections()
        with bare_app(address).app_context():
            ahead = database_now() - datetime.now(UTC)
            forget_connections()
    assert abs(ahead - timedelta(hours=3)) < LITTLE


def test_a_file_has_our_clock(stored: str) -> None:
    now = database_now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < LITTLE


def test_a_hundred_moments_ask_at_most_once(stored: str) -> None:
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
    moments = [database_now() for _ in range(100)]
    assert len(asked) == ("postgres" in stored)
    assert moments == sorted(moments)
    assert not db.is_open

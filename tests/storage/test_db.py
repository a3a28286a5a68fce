"""The database's promises: on disk before it is acknowledged, and moments kept exactly."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table, create_engine, event, text
from sqlalchemy.engine import make_url

from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.unsafe_database import UnsafeDatabase
from boernestemme.storage.db import (
    Moment,
    db,
    engine_options,
    keep_promises_on_disk,
    session,
    transaction,
    unsafe_setting,
)
from tests.databases import EmptyDatabases
from tests.factories import NOW

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "secure_delete": 1,
}


def test_sqlite_writes_through_to_the_disk(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with engine.connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in PRAGMAS}
    engine.dispose()
    assert found == PRAGMAS


@pytest.mark.parametrize("level", ["OFF", "NORMAL"])
def test_sqlite_that_may_lose_a_commit_is_named(tmp_path: Path, level: str) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    event.listen(engine, "connect", lambda raw, _: raw.execute(f"PRAGMA synchronous={level}"))
    assert unsafe_setting(engine) == "synchronous"
    engine.dispose()


def test_a_journal_that_may_be_lost_is_named(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode=OFF"))
    assert unsafe_setting(engine) == "journal_mode"
    engine.dispose()


@pytest.mark.usefixtures("stored")
def test_the_test_databases_are_safe() -> None:
    assert unsafe_setting(db.engine) is None


def test_postgresql_that_may_lose_a_commit_is_named(
    empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with empty_databases.fresh("postgresql", tmp_path) as address:
        url = make_url(address).update_query_dict({"options": "-csynchronous_commit=off"})
        engine = create_engine(url)
        with pytest.raises(UnsafeDatabase, match="synchronous_commit is 'off'"):
            engine.connect()
        assert unsafe_setting(engine) == "synchronous_commit"
        engine.dispose()


class Server:
    """A server's connection that gives one row to whatever it is asked."""

    def __init__(self, row: tuple[object, ...] | None) -> None:
        self.row, self.is_open = row, True

    def cursor(self) -> "Server":
        return self

    def execute(self, _statement: str) -> None:
        pass

    def fetchone(self) -> tuple[object, ...] | None:
        return self.row

    def rollback(self) -> None:
        pass

    def close(self) -> None:
        self.is_open = False


@pytest.mark.parametrize("row", [None, (), ("on", "on"), ("on", None, "on"), ("on", "on", "so?")])
def test_what_cannot_be_read_is_not_held_to_be_safe(row: tuple[object, ...] | None) -> None:
    server: Any = Server(row)
    with pytest.raises(UnsafeDatabase):
        keep_promises_on_disk(server, server)
    assert not server.is_open


def test_what_is_safe_is_taken() -> None:
    """The control."""
    server: Any = Server(("on", "on", "remote_apply"))
    keep_promises_on_disk(server, server)


MOMENTS = [
    NOW,
    datetime(2027, 3, 28, 1, 59, 59, 999999, tzinfo=UTC),
    datetime(2027, 7, 1, 0, 30, tzinfo=DENMARK),
    datetime(2027, 10, 31, 2, 30, tzinfo=DENMARK, fold=0),
    datetime(2027, 10, 31, 2, 30, tzinfo=DENMARK, fold=1),
    datetime(1970, 1, 1, tzinfo=UTC),
]


@pytest.mark.usefixtures("stored")
def test_a_moment_comes_back_as_it_was_and_aware() -> None:
    table = Table("moments", MetaData(), Column("at", Moment))
    with transaction():
        table.drop(session().connection(), checkfirst=True)
        table.create(session().connection())
        for moment in [*MOMENTS, None]:
            session().execute(table.insert().values(at=moment))
    found = session().execute(table.select()).scalars().all()
    assert found == [*(moment.astimezone(UTC) for moment in MOMENTS), None]
    assert {moment.utcoffset() for moment in found if moment} == {timedelta(0)}


@pytest.mark.usefixtures("stored")
def test_a_transaction_is_all_or_nothing() -> None:
    with transaction():
        session().execute(text("DELETE FROM installation"))
    with pytest.raises(KeyboardInterrupt), transaction():
        session().execute(text("INSERT INTO installation VALUES ('a', 'b')"))
        raise KeyboardInterrupt
    assert session().execute(text("SELECT count(*) FROM installation")).scalar_one() == 0
    with transaction():
        session().execute(text("INSERT INTO installation VALUES ('a', 'b')"))
    session().rollback()
    assert session().execute(text("SELECT count(*) FROM installation")).scalar_one() == 1


def test_parameters_never_reach_a_log_or_an_error() -> None:
    for address in ("sqlite:///x", "postgresql+psycopg:///x"):
        assert engine_options(address)["hide_parameters"] is True


@pytest.mark.usefixtures("stored")
def test_foreign_keys_are_kept() -> None:
    orphan = text("INSERT INTO access_log_heads VALUES ('9999', 0, :digest)")
    with pytest.raises(Exception, match=r"(?i)foreign key"), transaction():
        session().execute(orphan, {"digest": bytes(32)})

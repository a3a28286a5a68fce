"""Deliveries under the statistics' role: it may do all of it, and change nothing that was noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from boernestemme.domain.errors import ReleaseRefused
from boernestemme.services import receiving, releasing
from boernestemme.storage.db import db, session
from boernestemme.storage.grants import Group
from tests.database_roles import RoledDatabase, is_privilege_missing, roled_database
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.races.processes import bare_app
from tests.services.deliveries import OWN, Country, House, frozen, house
from tests.services.half_years import CLOSED, put


@pytest.fixture
def roled(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[RoledDatabase]:
    """An installation's database with its roles."""
    with roled_database(empty_databases, tmp_path) as database:
        yield database


@contextmanager
def as_statistics(roled: RoledDatabase, folder: Path) -> Iterator[House]:
    """The process that freezes and delivers."""
    app = bare_app(roled.login(Group.STATISTICS))
    try:
        yield House(app, folder)
    finally:
        with app.app_context():
            db.engine.dispose()


def test_the_statistics_role_takes_in_and_freezes(
    roled: RoledDatabase, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with (
        as_statistics(roled, tmp_path / "statistics") as board,
        house(empty_databases, "sqlite", tmp_path / "own") as own,
    ):
        land = Country(board, own)
        for part in (board.key, own.key):
            land.accept(part=part)
        with own.inside():
            put(OWN, 12)
        land.receive(land.deliver())
        with board.inside():
            put("0461", 40, 9)
            assert receiving.missing(CLOSED) == []
            releasing.freeze(CLOSED, board.folder, NOW)
        assert b'"taking_part":2' in frozen(board)


def test_the_statistics_role_delivers(
    roled: RoledDatabase, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with (
        as_statistics(roled, tmp_path / "statistics") as own,
        house(empty_databases, "sqlite", tmp_path / "board") as board,
    ):
        land = Country(board, own)
        land.accept()
        with own.inside():
            put(OWN, 12)
        file = land.deliver()
        land.receive(file)
        with own.inside(), pytest.raises(ReleaseRefused, match="delivered"):
            releasing.freeze(CLOSED, own.folder, NOW)
        assert len(land.opened(file).marks) == 12


def test_the_statistics_role_changes_nothing_that_was_noted(
    roled: RoledDatabase, tmp_path: Path
) -> None:
    for verb in ("DELETE FROM deliveries", "UPDATE deliveries SET period = '2001H1'"):
        with as_statistics(roled, tmp_path) as board, board.inside():
            with pytest.raises(DBAPIError) as refusal:
                session().connection().exec_driver_sql(verb)
            assert is_privilege_missing(refusal.value)

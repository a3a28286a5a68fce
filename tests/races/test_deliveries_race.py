"""Deliveries at once, and one that is killed while it is taken in: once, or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from boernestemme.domain.delivery import DeliveryRefused
from boernestemme.domain.delivery_key import PublicPart
from boernestemme.domain.period import Period
from boernestemme.services import delivering, receiving
from boernestemme.storage import deliveries, statistics_keys
from boernestemme.storage.db import db, session, transaction
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.races.processes import bare_app, is_killed, meet, together
from tests.services.deliveries import LABEL, OWN, Country, House, country, house
from tests.services.half_years import put
from tests.services.steps import count
from tests.services.test_releasing import give_key

PROCESSES = 2
MOMENTS, MANY = (0.0, 0.02, 0.06), 3000
IMPATIENT = {
    "sqlite": "PRAGMA busy_timeout = 100", "postgresql": "SET LOCAL lock_timeout = '100ms'",
}  # fmt: skip
TABLES = ("deliveries", "marks", "reply_marks", "people_hashes")


@pytest.fixture(params=["sqlite", "postgresql"])
def land(
    request: pytest.FixtureRequest, empty_databases: EmptyDatabases, tmp_path: Path
) -> Iterator[Country]:
    """A board, and a municipality that delivers, on each kind of database."""
    with country(empty_databases, request.param, tmp_path) as made:
        made.accept()
        yield made


def deliver(board: PublicPart, folder: str, name: str) -> str:
    """One process: deliver to a file of its own."""
    try:
        delivering.deliver(LABEL, board, Path(folder) / name, Path(folder), NOW)
    except DeliveryRefused as refused:
        return refused.rule
    return "delivered"


def deliver_naively(board: PublicPart, folder: str, name: str) -> str:
    """The control: looks whether it was delivered, and then delivers."""
    if deliveries.find(LABEL):
        return "delivered_already"
    session().rollback()
    meet()
    Path(folder, name).write_text(board.fingerprint)
    return "delivered"


def receive(file: bytes, folder: str) -> str:
    """One process: take a file in."""
    try:
        receiving.receive(file, Path(folder), NOW)
    except DeliveryRefused as refused:
        return refused.rule
    return "received"


WORK: dict[str, Callable[..., str]] = {
    "well": deliver, "naive": deliver_naively, "in": receive,
}  # fmt: skip


def work(kind: str, *arguments: Any) -> str:
    """One process of a race."""
    return WORK[kind](*arguments)


def waits_for(period: Period, impatient: str) -> bool:
    """True where somebody else holds a half-year, asked by one who soon gives up."""
    session().execute(text(impatient))
    try:
        statistics_keys.lock(period)
    except DBAPIError:
        return True
    finally:
        session().rollback()
    return False


def stored(house: House) -> list[int]:
    with house.inside():
        return [count(table) for table in TABLES]


def test_of_deliveries_at_the_same_moment_one_is_made_and_one_is_taken_in(land: Country) -> None:
    own, board = land.own, land.board
    with own.inside():
        give_key(own.folder)
    each = [(board.key, str(own.folder), f"file-{number}") for number in range(PROCESSES)]
    came = together(own.address, work, *(("well", *one) for one in each))
    assert sorted(came) == ["delivered", *["delivered_already"] * (PROCESSES - 1)]
    [file] = own.folder.glob("file-*")
    before = stored(board)
    arguments = ("in", file.read_bytes(), str(board.folder))
    came = together(board.address, work, *[arguments] * PROCESSES)
    assert sorted(came) == ["received", *["received_already"] * (PROCESSES - 1)]
    added = [now - then for now, then in zip(stored(board), before, strict=True)]
    assert added == [1, 49, 30, 49 + 8]


def test_a_half_year_without_a_key_is_held_as_firmly_as_any_other(land: Country) -> None:
    """The board that only takes deliveries in has no key of its own to hold it by."""
    another = bare_app(land.board.address)
    kind = make_url(land.board.address).get_backend_name()
    with land.board.inside(), transaction():
        assert not statistics_keys.lock(LABEL.period)
        with another.app_context():
            try:
                assert waits_for(LABEL.period, IMPATIENT[kind]), "two hold the same half-year"
                of_all = kind == "sqlite"  # it has one writer at a time
                assert waits_for(LABEL.period.next, IMPATIENT[kind]) is of_all
            finally:
                db.engine.dispose()


def test_two_that_look_first_and_deliver_then_both_deliver(
    empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    """The control."""
    with house(empty_databases, "sqlite", tmp_path / "own") as own:
        each = [("naive", own.key, str(own.folder), str(number)) for number in range(PROCESSES)]
        assert together(own.address, work, *each) == ["delivered"] * PROCESSES


def receive_until_killed(address: str, file: bytes, folder: str, ready: Any) -> None:
    """One process: takes a file in, and lives as long as it may."""
    with bare_app(address).app_context():
        session().execute(text("SELECT 1"))
        session().rollback()
        ready.set()
        receiving.receive(file, Path(folder), NOW)
        db.engine.dispose()


def test_one_that_is_killed_while_it_is_taken_in_is_there_or_not(land: Country) -> None:
    with land.own.inside():
        put(OWN, MANY, 9)
    file, killed = land.deliver(), 0
    nothing = stored(land.board)
    whole = [now + more for now, more in zip(nothing, (1, 3049, 30, 3066), strict=True)]
    arguments = (land.board.address, file, str(land.board.folder))
    for seconds in MOMENTS:
        killed += is_killed(receive_until_killed, *arguments, after=seconds)
        assert stored(land.board) in (nothing, whole)
    assert killed > 1, "every process had ended before it was killed"
    if stored(land.board) == nothing:
        land.receive(file)
    assert stored(land.board) == whole

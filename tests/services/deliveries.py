"""Installations that deliver to one another: each with a database and keys of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.delivery import Label, MarksDelivery, from_bytes, to_bytes
from boernestemme.domain.delivery_key import PublicPart
from boernestemme.services import delivering, receiving
from boernestemme.storage import (
    coverage_counts,
    delivery_key,
    marks,
    people_hashes,
    releases,
    reply_marks,
    reported_meetings,
)
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.delivery_opening import open_delivery
from boernestemme.storage.delivery_sealing import seal_and_sign
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.races.processes import bare_app
from tests.services.half_years import CLOSED, counted_meetings, put

OWN = "0751"
LABEL = Label(OWN, CLOSED)


@dataclass(frozen=True)
class House:
    """One installation."""

    app: Flask
    folder: Path

    @property
    def address(self) -> str:
        """Of its database."""
        return str(self.app.config["SQLALCHEMY_DATABASE_URI"])

    @property
    def key(self) -> PublicPart:
        """The public part of its delivery key."""
        return delivering.make_key(self.folder)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Its app's context."""
        with self.app.app_context():
            try:
                yield
            finally:
                db.session.remove()


@contextmanager
def house(databases: EmptyDatabases, kind: str, folder: Path) -> Iterator[House]:
    """An installation with an empty database."""
    folder.mkdir(parents=True)
    with databases.fresh(kind, folder) as address:
        made = House(bare_app(address), folder / "statistics")
        try:
            yield made
        finally:
            with made.app.app_context():
                db.engine.dispose()


@dataclass(frozen=True)
class Country:
    """The board's installation, and one that a municipality runs for itself."""

    board: House
    own: House

    def deliver(self, name: str = "delivery") -> bytes:
        """The municipality's half-year as a file."""
        out = self.own.folder / name
        with self.own.inside():
            delivering.deliver(LABEL, self.board.key, out, self.own.folder, NOW)
        return out.read_bytes()

    def accept(self, code: str = OWN, part: PublicPart | None = None) -> None:
        """Let the board take the municipality's deliveries."""
        with self.board.inside():
            receiving.accept(code, part or self.own.key, NOW)

    def receive(self, file: bytes) -> None:
        """Take a file in."""
        with self.board.inside():
            receiving.receive(file, self.board.folder, NOW)

    def opened(self, file: bytes) -> MarksDelivery:
        """What a file says."""
        key = delivery_key.opening_key(self.board.folder)
        return from_bytes(open_delivery(key, LABEL, file))

    def closed(self, content: bytes, by: House | None = None, label: Label = LABEL) -> bytes:
        """Anything at all, sealed to the board and signed by the municipality or another."""
        key = delivery_key.signing_key((by or self.own).folder)
        return seal_and_sign(self.board.key.sealing, key, label, content)

    def changed(self, file: bytes, **changes: Any) -> bytes:
        """The content of a file with changes."""
        return to_bytes(replace(self.opened(file), **changes))


@contextmanager
def country(databases: EmptyDatabases, kind: str, folder: Path) -> Iterator[Country]:
    """A board that has answers of three municipalities, and a fourth with its own installation."""
    with (
        house(databases, kind, folder / "board") as board,
        house(databases, kind, folder / "own") as own,
    ):
        made = Country(board, own)
        assert made.board.key != made.own.key
        with board.inside():
            put("0461", 60, 9, later=7)
            put("0101", 48, 7, says="partly")
            put("0265", 12, 3)
            give_record_keys("0461", "0101", "0265")
            _hold_meetings({"0461": 180, "0101": 160, "0265": 40})
        with own.inside():
            put(OWN, 38, 5)
            put(OWN, 11, 3, says="no")
            give_record_keys(OWN)
            _hold_meetings({OWN: 120})
            with transaction():
                reply_marks.add_all(_wishes(OWN))
        yield made


def give_record_keys(*codes: str) -> None:
    """The same keys each time, so that the noise of a release is the same as well."""
    for code in codes:
        with transaction():
            rows = sorted(marks.take_all(CLOSED, code), key=lambda row: str(row["heard"]))
            marks.add_all([row | {"record_key": key % KEYS} for key, row in enumerate(rows)])


def _hold_meetings(held: dict[str, int]) -> None:
    with transaction():
        for code, number in held.items():
            meetings = counted_meetings(code, number, number * 2 // 3, keys=number % KEYS)
            coverage_counts.put(CLOSED, code, meetings)
            reported_meetings.tell(code, CLOSED, 2 * number, CLOSED.last_day)


def _wishes(code: str) -> list[dict[str, object]]:
    wish = {"municipality": code, "period": str(CLOSED), "age_group": "10-17", "kind": "place"}
    return [wish | {"outcome": "met", "in_time": number % 2 == 0} for number in range(30)]


def copy_into(target: House, source: House, codes: tuple[str, ...]) -> None:
    """Write what one installation counted into another, as if it had been mixed there."""
    for code in codes:
        with source.inside():
            counted, replied = marks.of(CLOSED, code), reply_marks.of(CLOSED, code)
            people = people_hashes.take_all(CLOSED, code)
            held = coverage_counts.of_period(CLOSED, (code,))
            number = reported_meetings.of_period(CLOSED)[code]
            session().rollback()
        with target.inside(), transaction():
            marks.add_all(counted)
            reply_marks.add_all(replied)
            people_hashes.add_all(CLOSED, people)
            coverage_counts.put(CLOSED, code, held)
            reported_meetings.tell(code, CLOSED, number, CLOSED.last_day)


def frozen(at: House) -> bytes:
    """The bytes of the half-year's release."""
    with at.inside():
        row = releases.of_period(CLOSED)
        assert row is not None
        return row.content

"""Taking in a delivery: only a whole one, by its municipality, for this board, and once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.delivery import DeliveryRefused, Label
from boernestemme.domain.instruments.after import VERSION
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.services import receiving, releasing
from boernestemme.storage import delivery_key
from boernestemme.storage.db import session
from boernestemme.storage.delivery_opening import SIGNATURE_BYTES
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.services.deliveries import LABEL, OWN, Country, country, house
from tests.services.half_years import CLOSED, put
from tests.services.steps import count
from tests.services.test_releasing import give_key, put_into_box

TABLES = ("deliveries", "marks", "reply_marks", "people_hashes")
LINE = len(LABEL.to_bytes())
# Where one bit is turned, by what lies there.
REGIONS = {
    "the word": 3, "the format": LINE - 15, "the municipality": LINE - 9, "the half-year": LINE - 2,
    "the format of the sealing": LINE, "the key of the sealing": LINE + 7,
    "the beginning": LINE + 40, "the end": -SIGNATURE_BYTES - 30,
    "the tag": -SIGNATURE_BYTES - 1, "the signature": -SIGNATURE_BYTES, "the last byte": -1,
}  # fmt: skip


@pytest.fixture(scope="module")
def lasting(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Country]:
    """A country for all tests that are refused; what they try leaves nothing."""
    with country(empty_databases, "sqlite", tmp_path_factory.mktemp("land") / "all") as made:
        made.accept()
        made.deliver("first")
        yield made


@pytest.fixture
def land(lasting: Country) -> Iterator[Country]:
    """That country; at the end nothing was taken in."""
    before = stored(lasting)
    yield lasting
    assert stored(lasting) == before


@pytest.fixture
def fresh(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[Country]:
    """A country that a test may change."""
    with country(empty_databases, "sqlite", tmp_path) as made:
        made.accept()
        yield made


def stored(land: Country) -> dict[str, int]:
    with land.board.inside():
        return {table: count(table) for table in TABLES}


def delivered(land: Country) -> bytes:
    return (land.own.folder / "first").read_bytes()


def rule_of(land: Country, file: bytes, now: datetime = NOW) -> str:
    with land.board.inside(), pytest.raises(DeliveryRefused) as refusal:
        receiving.receive(file, land.board.folder, now)
    return refusal.value.rule


def turned(file: bytes, at: int) -> bytes:
    changed = bytearray(file)
    changed[at] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("region", REGIONS)
def test_a_bit_that_is_turned_is_found(land: Country, region: str) -> None:
    file = turned(delivered(land), REGIONS[region])
    assert rule_of(land, file) in {"damaged", "newer_format", "unknown_signer", "signature"}


def test_a_piece_of_a_file_is_no_delivery(land: Country) -> None:
    file = delivered(land)
    for length in (0, 5, LINE, LINE + 1, LINE + 70, len(file) // 2, len(file) - 1):
        assert rule_of(land, file[:length]) in {"damaged", "signature"}
    assert rule_of(land, file + b"\n") == "signature"
    assert rule_of(land, b"\n" + file) == "damaged"


def test_what_somebody_else_signed_is_refused_until_his_key_is_accepted(
    fresh: Country, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    file = fresh.deliver()
    forged = fresh.changed(file, marks=fresh.opened(file).marks[:5])
    with house(empty_databases, "sqlite", tmp_path / "another") as another:
        assert another.key != fresh.own.key
        file = fresh.closed(forged, by=another)
        assert rule_of(fresh, file) == "signature"
        fresh.accept(part=another.key)
        fresh.receive(file)  # the control: nothing but the signature kept it out
    assert stored(fresh)["marks"] > 120


def test_a_municipality_cannot_speak_for_another(fresh: Country) -> None:
    content, other = fresh.changed(fresh.deliver()), Label("0360", CLOSED)
    assert rule_of(fresh, fresh.closed(content, label=other)) == "unknown_signer"
    fresh.accept("0360", fresh.own.key)
    assert rule_of(fresh, fresh.closed(content, label=other)) == "content"
    said = json.loads(content) | {"municipality": "0360"}
    assert rule_of(fresh, fresh.closed(canonical(said), label=other)) == "content"
    for row in (*said["marks"], *said["reply_marks"]):
        row["municipality"] = "0360"
    fresh.receive(fresh.closed(canonical(said), label=other))  # the control


def test_a_label_that_was_put_on_afterwards_does_not_open(land: Country) -> None:
    """Also by the municipality itself: the sealing binds the label."""
    sealed = delivered(land)[LINE:-SIGNATURE_BYTES]
    wrong = Label(OWN, CLOSED.previous).to_bytes() + sealed
    file = wrong + delivery_key.signing_key(land.own.folder).sign(wrong)
    assert rule_of(land, file) == "sealing"


def test_another_board_cannot_open_it(
    land: Country, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with house(empty_databases, "sqlite", tmp_path / "another") as another:
        elsewhere = Country(another, land.own)
        assert rule_of(elsewhere, delivered(land)) == "unknown_signer"
        elsewhere.accept()
        assert rule_of(elsewhere, delivered(land)) == "sealing"  # it has no key yet
        assert another.key
        assert rule_of(elsewhere, delivered(land)) == "sealing"


def test_a_format_of_tomorrow_is_named(land: Country) -> None:
    assert rule_of(land, land.closed(b"{}", label=replace(LABEL, format=3))) == "newer_format"


def canonical(said: Any) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


MARKS = {
    "a value nobody can tap": {"heard": "maybe"},
    "no value": {"heard": None},
    "a list": {"heard": ["yes"]},
    "a value of the other age group": {"age_group": "6-9", "influence": None, "heard": "partly"},
    "an item that is not asked": {"age_group": "6-9"},
    "no age group": {"age_group": "18-99"},
    "a number for a truth": {"is_first": 1},
    "a truth for a number": {"version": True},
    "a version of tomorrow": {"version": VERSION + 1},
    "a version of never": {"version": 0},
    "another half-year": {"period": "2026H1"},
    "another municipality": {"municipality": "0461"},
    "a key that makes no noise": {"record_key": KEYS},
    "a column more": {"id": "0" * 32},
}
REPLIES = {
    "no kind of wish": {"kind": "secret"},
    "no outcome": {"outcome": "lost"},
    "no truth": {"in_time": "yes"},
    "no municipality": {"municipality": None},
    "a key below all": {"record_key": -1},
}
WHOLES = {
    "people of no age group": {"people": [["18-99", 1, 1]]},
    "fewer than no people": {"people": [["6-9", -1, 0]]},
    "more people than there are": {"people": [["6-9", 10**9, 1]]},
    "half a person": {"people": [["6-9", 1.0, 1]]},
    "people twice": {"people": [["6-9", 1, 1], ["6-9", 1, 1]]},
    "a format of its own": {"format": 3},
    "something more": {"planted": 1},
    "no truth": {"is_invented": 0},
    "no rows": {"marks": None},
    "rows that are none": {"marks": [1]},
}


@pytest.mark.parametrize("what", MARKS)
def test_a_mark_that_no_child_left_is_refused(land: Country, what: str) -> None:
    said = json.loads(land.changed(delivered(land)))
    said["marks"][7] |= MARKS[what]
    assert rule_of(land, land.closed(canonical(said))) == "content"


@pytest.mark.parametrize("what", REPLIES)
def test_a_reply_mark_of_no_wish_is_refused(land: Country, what: str) -> None:
    said = json.loads(land.changed(delivered(land)))
    said["reply_marks"][3] |= REPLIES[what]
    assert rule_of(land, land.closed(canonical(said))) == "content"


@pytest.mark.parametrize("what", WHOLES)
def test_what_is_no_delivery_is_refused(land: Country, what: str) -> None:
    said = json.loads(land.changed(delivered(land))) | WHOLES[what]
    assert rule_of(land, land.closed(canonical(said))) == "content"


def test_only_the_one_form_is_read(land: Country) -> None:
    said = land.changed(delivered(land))
    twice = said.replace(b'"format":2,', b'"format":2,"format":2,')
    column_less = said.replace(b'"heard":"yes",', b"", 1)
    odd = (b"", b"[]", b"\xff", b"[" * 100_000, said + b" ", b" " + said, twice, column_less)
    for content in odd:
        assert content != said
        assert rule_of(land, land.closed(content)) == "content"


def test_it_is_taken_in_once(fresh: Country) -> None:
    file = fresh.deliver()
    fresh.receive(file)
    before = stored(fresh)
    for again in (file, fresh.closed(fresh.changed(file, marks=()))):
        with fresh.board.inside(), pytest.raises(DeliveryRefused) as refusal:
            receiving.receive(again, fresh.board.folder, NOW + timedelta(days=3))
        assert (refusal.value.rule, refusal.value.detail) == ("received_already", str(NOW.date()))
    assert stored(fresh) == before


def test_a_half_year_that_is_not_over_or_frozen_is_refused(fresh: Country) -> None:
    file, first_day = fresh.deliver(), CLOSED.may_freeze_from
    before = datetime.combine(first_day, datetime.min.time(), NOW.tzinfo) - timedelta(days=1)
    assert rule_of(fresh, file, before) == "too_early"
    with fresh.board.inside():
        releasing.freeze(CLOSED, fresh.board.folder, NOW)
    assert rule_of(fresh, file) == "frozen_already"


@pytest.mark.parametrize("where", ["marks", "box"])
def test_what_is_counted_here_too_is_refused(fresh: Country, where: str) -> None:
    with fresh.board.inside():
        if where == "marks":
            put(OWN, 1)
        else:
            put_into_box(give_key(fresh.board.folder), code=OWN)
    assert rule_of(fresh, fresh.deliver()) == "counted_here"


def test_only_a_municipality_is_accepted(fresh: Country) -> None:
    with fresh.board.inside(), pytest.raises(DeliveryRefused, match="unknown_municipality"):
        receiving.accept("0411", fresh.own.key, NOW)
    with fresh.board.inside():
        assert receiving.missing(CLOSED) == [OWN]
        assert receiving.accept(OWN, fresh.board.key, NOW) == fresh.own.key
    assert OWN in MUNICIPALITIES
    assert rule_of(fresh, fresh.deliver()) == "signature"


def test_what_was_delivered_and_taken_in_never_changes(fresh: Country) -> None:
    fresh.receive(fresh.deliver())
    for statement in ("DELETE FROM deliveries", "UPDATE deliveries SET period = '2001H1'"):
        with fresh.board.inside(), pytest.raises(Exception, match="deliveries: rows"):
            session().connection().exec_driver_sql(statement)

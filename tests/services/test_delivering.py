"""Delivering a half-year: both ways give the same release; when it is refused; what is left."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boernestemme.domain.delivery import DeliveryRefused, Label
from boernestemme.domain.delivery_key import from_text, to_text
from boernestemme.domain.errors import CannotOpen, ReleaseRefused
from boernestemme.services import delivering, mixing, receiving, releasing
from boernestemme.storage import (
    deliveries,
    installation,
    marks,
    people_counts,
    people_hashes,
    statistics_secret,
)
from boernestemme.storage.db import session, transaction
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.services.deliveries import (
    LABEL,
    OWN,
    Country,
    House,
    copy_into,
    country,
    frozen,
    house,
)
from tests.services.half_years import CLOSED, put
from tests.services.test_releasing import give_key, put_into_box


@pytest.fixture
def land(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[Country]:
    """The board's installation and a municipality's own."""
    with country(empty_databases, "sqlite", tmp_path) as made:
        made.accept()
        yield made


def refused(land: Country, label: Label = LABEL, now: datetime = NOW) -> tuple[str, str]:
    with land.own.inside(), pytest.raises(DeliveryRefused) as refusal:
        out = land.own.folder / "refused"
        delivering.deliver(label, land.board.key, out, land.own.folder, now)
    assert not out.exists()
    return refusal.value.rule, refusal.value.detail


def freeze(at: House) -> bytes:
    with at.inside():
        releasing.freeze(CLOSED, at.folder, NOW)
    return frozen(at)


def counted_in_one(land: Country, databases: EmptyDatabases, kind: str, folder: Path) -> bytes:
    """The release of an installation that has all answers of both."""
    with house(databases, kind, folder / "whole") as whole:
        copy_into(whole, land.board, ("0101", "0265", "0461"))
        copy_into(whole, land.own, (OWN,))
        return freeze(whole)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_delivered_or_counted_in_one_house_the_release_is_the_same(
    empty_databases: EmptyDatabases, tmp_path: Path, kind: str
) -> None:
    with country(empty_databases, kind, tmp_path) as land:
        land.accept()
        whole = counted_in_one(land, empty_databases, kind, tmp_path)
        land.receive(land.deliver())
        with land.board.inside():
            assert [one.received_on for one in receiving.standing(CLOSED)] == [NOW.date()]
        assert freeze(land.board) == whole


def test_one_mark_less_gives_another_release(
    land: Country, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    """The control. The marks have fixed record keys, so the noise is the same each time."""
    whole, file = counted_in_one(land, empty_databases, "sqlite", tmp_path), land.deliver()
    counted = sorted(land.opened(file).marks, key=lambda row: int(row["record_key"]))
    assert counted.pop()["heard"] == "yes"
    land.receive(land.closed(land.changed(file, marks=tuple(counted))))
    assert freeze(land.board) != whole


def test_what_is_left_where_it_was_counted(land: Country) -> None:
    with land.own.inside():
        give_key(land.own.folder)
        give_key(land.own.folder, CLOSED.next)
        put("0265", 4, 2)
    land.deliver()
    with land.own.inside():
        assert {code for code, *_ in people_hashes.count(CLOSED)} == {"0265"}
        [counts] = people_counts.of_period(CLOSED)
        assert (counts.municipality, counts.children, counts.workers) == (OWN, 49, 8)
        assert len(marks.of(CLOSED, OWN)) == 49
        with pytest.raises(CannotOpen):
            statistics_secret.people_key(land.own.folder, CLOSED)
        assert statistics_secret.people_key(land.own.folder, CLOSED.next)
        with pytest.raises(ReleaseRefused) as refusal:
            releasing.freeze(CLOSED, land.own.folder, NOW)
        out = land.own.folder / "of the other municipality there"
        delivering.deliver(Label("0265", CLOSED), land.board.key, out, land.own.folder, NOW)
        assert people_hashes.count(CLOSED) == []
    assert refusal.value.rule == "delivered"


def test_it_is_delivered_once(land: Country) -> None:
    land.deliver()
    assert refused(land, now=NOW + timedelta(days=9)) == ("delivered_already", str(NOW.date()))
    with land.own.inside():
        put(OWN, 12)
    assert refused(land)[0] == "delivered_already"


def test_what_is_not_over_or_not_there_is_not_delivered(land: Country) -> None:
    first_day = datetime(2027, 1, 30, 23, 0, tzinfo=UTC)  # midnight in Denmark
    assert refused(land, now=first_day - timedelta(seconds=1))[0] == "too_early"
    assert refused(land, Label("0411", CLOSED))[0] == "unknown_municipality"
    assert refused(land, Label("0265", CLOSED))[0] == "nothing_counted"
    with land.own.inside():
        put_into_box(give_key(land.own.folder), code="0265")
    assert refused(land)[0] == "not_mixed"
    with land.own.inside():
        assert people_hashes.count(CLOSED)
        assert not deliveries.of_period(CLOSED)
        assert not people_counts.of_period(CLOSED)
        mixing.mix(CLOSED, land.own.folder, NOW)
        releasing.freeze(CLOSED, land.own.folder, NOW)
    assert refused(land)[0] == "frozen_already"


def test_a_file_that_cannot_be_written_leaves_nothing_delivered(land: Country) -> None:
    there = land.own.folder / "there"
    there.write_text("noget andet")
    for out in (there, land.own.folder / "nowhere" / "delivery"):
        with land.own.inside(), pytest.raises(OSError, match=r"exists|No such"):
            delivering.deliver(LABEL, land.board.key, out, land.own.folder, NOW)
    assert there.read_text() == "noget andet"
    assert {one.name for one in land.own.folder.iterdir()} == {"delivery.key", "there"}
    assert land.deliver()


def test_the_file_tells_nobody_but_the_board(land: Country) -> None:
    with land.own.inside():
        hashes = people_hashes.take_all(CLOSED, OWN)
        session().rollback()
    file = land.deliver()
    mode = (land.own.folder / "delivery").stat().st_mode
    assert stat.S_IMODE(mode) == stat.S_IMODE((land.own.folder / "delivery.key").stat().st_mode)
    assert stat.S_IMODE(mode) == 0o600
    assert b"heard" not in file
    said = land.changed(file)
    assert b'"heard":"yes"' in said
    assert [one for one in hashes if one[3].hex().encode() in said] == []
    assert b'"id"' not in said
    order = [row["heard"] for row in land.opened(file).marks]
    assert order not in (sorted(order), sorted(order, reverse=True))


def test_who_takes_in_for_the_board_delivers_nothing(land: Country) -> None:
    """One delivery there would bar the freeze of everything that is counted there."""
    land.accept()
    with land.board.inside(), pytest.raises(DeliveryRefused, match="takes_in"):
        delivering.deliver(LABEL, land.own.key, land.board.folder / "out", land.board.folder, NOW)


def test_it_is_never_closed_to_the_own_key(land: Country) -> None:
    """Nobody could take it in, and the half-year could not be frozen any more."""
    with land.own.inside(), pytest.raises(DeliveryRefused, match="own_key"):
        out = land.own.folder / "to itself"
        delivering.deliver(LABEL, land.own.key, out, land.own.folder, NOW)
    assert not out.exists()
    assert land.deliver()


def test_a_secret_that_stays_does_not_undo_the_delivery(land: Country) -> None:
    with land.own.inside():
        give_key(land.own.folder)
    secret = land.own.folder / f"{CLOSED}.secret"
    secret.unlink()
    secret.mkdir()
    assert land.deliver()
    with land.own.inside():
        assert [row.municipality for row in deliveries.of_period(CLOSED)] == [OWN]
        with pytest.raises(IsADirectoryError):
            releasing.destroy_spent_secrets(land.own.folder, NOW)


def test_without_a_key_nothing_is_delivered(land: Country) -> None:
    (land.own.folder / "delivery.key").unlink()
    with land.own.inside(), pytest.raises(DeliveryRefused, match="no_key"):
        delivering.deliver(LABEL, land.board.key, land.own.folder / "o", land.own.folder, NOW)


def test_invented_figures_say_so(land: Country) -> None:
    with land.own.inside(), transaction():
        installation.note(installation.DEMO, "invented data")
    file = land.deliver()
    assert land.opened(file).is_invented
    with pytest.raises(DeliveryRefused, match="invented"):
        land.receive(file)


def test_a_key_is_handed_over_as_text(tmp_path: Path) -> None:
    part = delivering.make_key(tmp_path)
    assert delivering.make_key(tmp_path) == part == from_text(to_text(part))
    assert from_text(f"\n# Fingeraftryk\n{to_text(part)}\n") == part
    line = to_text(part)
    for slip in ("", line[:-2], line.replace("1 ", "2 "), line[:-9] + "A" + line[-8:], line * 2):
        assert slip != line
        with pytest.raises(DeliveryRefused, match="not_a_key"):
            delivering.read_key(slip)

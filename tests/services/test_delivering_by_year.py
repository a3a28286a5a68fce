"""A delivery is of the kind of period its municipality is told in: of the smallest, the year."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boernestemme.domain.delivery import DeliveryRefused, Label, MarksDelivery, label_of, to_bytes
from boernestemme.domain.period import Period
from boernestemme.services import delivering, receiving, releasing
from tests.databases import EmptyDatabases
from tests.services.deliveries import OWN, Country, country
from tests.services.half_years import put

SMALL, YEAR, HALF = "0492", Period(2027), Period(2027, 1)
FROZEN = datetime(2028, 2, 1, 9, tzinfo=UTC)
WRONG = Label(SMALL, HALF), Label(OWN, YEAR)


@pytest.fixture(scope="module")
def land(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Country]:
    """A board that takes deliveries of a large and of a small municipality, from one house."""
    with country(empty_databases, "sqlite", tmp_path_factory.mktemp("aar") / "all") as made:
        made.accept(OWN)
        made.accept(SMALL)
        with made.own.inside():
            put(SMALL, 12, 4, YEAR)
        yield made


@pytest.mark.parametrize("label", WRONG)
def test_nothing_is_delivered_of_another_kind_of_period(
    land: Country, label: Label, tmp_path: Path
) -> None:
    with land.own.inside(), pytest.raises(DeliveryRefused) as refusal:
        delivering.deliver(label, land.board.key, tmp_path / "file", land.own.folder, FROZEN)
    assert refusal.value.rule == "other_period"
    assert not (tmp_path / "file").exists()


@pytest.mark.parametrize("label", WRONG)
def test_nothing_is_taken_in_of_another_kind_of_period(land: Country, label: Label) -> None:
    file = land.closed(to_bytes(MarksDelivery(label, False, (), (), ())), label=label)
    with land.board.inside(), pytest.raises(DeliveryRefused) as refusal:
        receiving.receive(file, land.board.folder, FROZEN)
    assert refusal.value.rule == "other_period"


def test_a_freeze_waits_for_those_alone_who_are_told_in_the_period(land: Country) -> None:
    with land.board.inside():
        assert receiving.missing(Period(2026, 2)) == [SMALL, OWN]
        assert receiving.missing(HALF) == [OWN]
        assert receiving.missing(YEAR) == [SMALL]


def test_a_year_is_delivered_and_frozen(land: Country, tmp_path: Path) -> None:
    label, out = Label(SMALL, YEAR), tmp_path / "year"
    with land.own.inside():
        delivering.deliver(label, land.board.key, out, land.own.folder, FROZEN)
    assert label_of(out.read_bytes()) == label
    with land.board.inside():
        receiving.receive(out.read_bytes(), land.board.folder, FROZEN)
        assert receiving.missing(YEAR) == []
        assert releasing.freeze(YEAR, land.board.folder, FROZEN).taking_part == 1

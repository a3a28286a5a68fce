"""A delivery carries held meetings into the release; odd ones are refused, an old one has none."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from boernestemme.domain.delivery import DeliveryRefused, Label
from boernestemme.domain.disclosure import COUNTRY
from boernestemme.domain.figures import Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import from_bytes
from boernestemme.services import releasing
from boernestemme.storage import coverage_counts, reported_meetings
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.services.deliveries import LABEL, OWN, Country, country, frozen
from tests.services.half_years import CLOSED

FIRST = replace(LABEL, format=1)
ODD: dict[str, dict[str, Any]] = {
    "one measure less": {"meetings": [["6-9", "held", 1, 0]]},
    "no list": {"meetings": 7},
    "half a report": {"reported": 1.5},
    "a true report": {"reported": True},
    "fewer than none": {"reported": -1},
}
IN_LINE = {"more answers than meetings": (2, 10**5), "no key": (3, 256), "no measure": (1, "lost")}


@pytest.fixture(scope="module")
def lasting(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Country, bytes]]:
    """A country for all that is refused, and its delivery."""
    with country(empty_databases, "sqlite", tmp_path_factory.mktemp("land") / "all") as made:
        made.accept()
        yield made, made.deliver()


def closed(land: Country, said: dict[str, Any], label: Label = LABEL) -> bytes:
    content = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return land.closed(content, label=label)


def refuses(lasting: tuple[Country, bytes], changes: dict[str, Any]) -> bool:
    land, file = lasting
    with pytest.raises(DeliveryRefused) as refusal:
        land.receive(closed(land, json.loads(land.changed(file)) | changes))
    return refusal.value.rule == "content"


@pytest.mark.parametrize("what", ODD)
def test_meetings_that_are_none_are_refused(lasting: tuple[Country, bytes], what: str) -> None:
    assert refuses(lasting, ODD[what])


@pytest.mark.parametrize("what", IN_LINE)
def test_a_line_that_nobody_counted_is_refused(lasting: tuple[Country, bytes], what: str) -> None:
    land, file = lasting
    lines = json.loads(land.changed(file))["meetings"]
    at, value = IN_LINE[what]
    line = next(line for line in lines if line[1] == "after")
    line[at] = value
    assert refuses(lasting, {"meetings": lines})


def old(land: Country, file: bytes) -> bytes:
    """What an installation of yesterday would have delivered."""
    said = json.loads(land.changed(file)) | {"format": 1}
    del said["meetings"], said["reported"]
    for row in said["marks"]:
        del row["is_interpreted"]
    return closed(land, said, FIRST)


@pytest.mark.parametrize("is_old", [False, True])
def test_meetings_come_into_the_release_and_are_missed_where_none_came(
    empty_databases: EmptyDatabases, tmp_path: Path, is_old: bool
) -> None:
    with country(empty_databases, "sqlite", tmp_path) as land:
        land.accept()
        file = land.deliver()
        land.receive(old(land, file) if is_old else file)
        with land.board.inside():
            counts = coverage_counts.of_period(CLOSED, (OWN,))
            assert len(counts) == (0 if is_old else 8)
            assert (OWN in reported_meetings.of_period(CLOSED)) is not is_old
            releasing.freeze(CLOSED, land.board.folder, NOW)
        lines = from_bytes(frozen(land.board)).coverage
    hidden = Status.HIDDEN if is_old else Status.SHOWN
    for area, status in ((COUNTRY.code, hidden), (OWN, hidden), ("0461", Status.SHOWN)):
        [line] = [one for one in lines if (one.age_group, one.area.code) == (AgeGroup.OLDER, area)]
        assert line.status is status

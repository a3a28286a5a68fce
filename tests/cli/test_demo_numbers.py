"""The demo's half-years: two published over the whole country, one to freeze; all invented."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boernestemme.cli.demo_numbers import THOUSANDS, Inventor
from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.domain.period import Period, newest_to_freeze
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.services.inventing import invent
from tests.cli.console import Console
from tests.services.steps import count
from tests.world import World

PERIOD = Period(2026, 1)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Console:
    """A demo, made once."""
    console = Console(tmp_path_factory.mktemp("demo") / "instance")
    assert console.run("demo", "--no-serve").status == 0
    return console


def closed() -> tuple[str, str, str]:
    """The half-years the demo holds today, the oldest first."""
    newest = newest_to_freeze(danish_day(datetime.now(UTC)))
    return str(newest.previous.previous), str(newest.previous), str(newest)


def test_two_half_years_are_published_over_the_whole_country(demo: Console) -> None:
    oldest, older, _ = closed()
    lines = demo.run("release", "list").out.splitlines()
    assert [line.split()[:2] for line in lines] == [[older, "published"], [oldest, "published"]]
    for period in (oldest, older):
        release = json.loads(demo.run("release", "show", period, "--format", "json").out)
        assert (release["taking_part"], release["municipalities"]) == (98, 98)
        assert "Opdigtede tal" in release["note"]


def test_the_newest_closed_half_year_can_be_frozen_and_approved(demo: Console) -> None:
    newest = closed()[-1]
    assert json.loads((demo.instance / "demo.json").read_text())["to_freeze"] == newest
    assert demo.run("release", "freeze", newest).status == 0
    facts = json.loads((demo.instance / "demo.json").read_text())
    for one in (one for one in facts["accounts"] if one["role"] == "board"):
        command = ("release", "approve", newest, "--as", one["email"])
        done = demo.run(*command, typed=one["password"] + "\n")
        assert done.status == 0, done.err
    assert f"{newest} published" in demo.run("release", "list").out


def test_every_municipality_has_a_size_and_no_other() -> None:
    assert THOUSANDS.keys() == MUNICIPALITIES.keys()


def test_the_same_half_year_is_invented_the_same_way_and_another_is_not() -> None:
    assert Inventor(PERIOD).marks() == Inventor(PERIOD).marks() != Inventor(PERIOD.next).marks()


def test_sizes_follow_the_populations() -> None:
    marks = Inventor(PERIOD).marks()
    codes = [mark.municipality for mark in marks]
    assert codes.count("0101") > codes.count("0461") > codes.count("0265") > codes.count("0825")
    ages = [mark.age_group for mark in marks]
    assert ages.count(AgeGroup.OLDER) > ages.count(AgeGroup.YOUNGER) > 0


def test_nothing_is_invented_outside_a_demo(world: World, tmp_path: Path) -> None:
    inventor = Inventor(PERIOD)
    with pytest.raises(NotPermitted):
        invent(PERIOD, inventor.marks(), [])
    assert count("marks") == 0

"""The demo's half-years: two published over the whole country, one to freeze; all invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from boernestemme.cli.demo_numbers import THOUSANDS, Inventor
from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period, parse_period
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


def facts_of(demo: Console) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((demo.instance / "demo.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def newest(demo: Console) -> Period:
    """The half-year the demo leaves to freeze."""
    period = parse_period(facts_of(demo)["to_freeze"])
    assert period is not None
    return period


def test_two_half_years_are_published_over_the_whole_country(demo: Console, newest: Period) -> None:
    older = [str(newest.previous), str(newest.previous.previous)]
    lines = [line.split()[:2] for line in demo.run("release", "list").out.splitlines()]
    assert [line for line in lines if line[0] != str(newest)] == [
        [one, "published"] for one in older
    ]
    for period in older:
        release = json.loads(demo.run("release", "show", period, "--format", "json").out)
        assert (release["taking_part"], release["municipalities"]) == (98, 98)
        assert "Opdigtede tal" in release["note"]


def told_to_freeze(demo: Console) -> list[str]:
    """The half-year that another run names as ready to freeze, in words and in the file."""
    done = demo.run("demo", "--no-serve")
    assert done.status == 0, done.err
    lines = [line for line in done.out.splitlines() if "klar til at blive frosset" in line]
    named = [line.rpartition(" ")[2] for line in lines]
    assert [facts_of(demo)["to_freeze"]] == (named or [""])
    return named


def test_the_newest_closed_half_year_can_be_frozen_and_approved_and_is_named_until_then(
    demo: Console, newest: Period
) -> None:
    assert told_to_freeze(demo) == [str(newest)]
    assert demo.run("release", "freeze", str(newest)).status == 0
    assert told_to_freeze(demo) == []
    for one in (one for one in facts_of(demo)["accounts"] if one["role"] == "board"):
        command = ("release", "approve", str(newest), "--as", one["email"])
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

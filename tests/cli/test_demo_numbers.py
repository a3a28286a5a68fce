"""The demo's half-years: two published over the whole country, one to freeze; all invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from boernestemme.cli.demo_numbers import THOUSANDS, Inventor
from boernestemme.cli.demo_releases import closed_year
from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period, parse_period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.yearly import told_in
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


def test_two_half_years_and_a_closed_year_are_published_over_the_whole_country(
    demo: Console, newest: Period
) -> None:
    older = sorted((newest.previous, newest.previous.previous, *closed_year(newest)), reverse=True)
    lines = demo.run("release", "list").out.splitlines()
    published = [line.split()[0] for line in lines if "published" in line]
    assert [one for one in published if one != str(newest)] == [str(one) for one in older]
    for period in older:
        release = json.loads(demo.run("release", "show", str(period), "--format", "json").out)
        assert release["taking_part"] == len(told_in(period))
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
    [line] = [one for one in demo.run("release", "list").out.splitlines() if str(newest) in one]
    assert "published" in line


@pytest.mark.parametrize(
    ("newest", "year"),
    [
        ("2026H2", None),
        ("2027H1", None),
        ("2027H2", "2027"),
        ("2028H1", "2027"),
        ("2029H2", "2029"),
    ],
)
def test_a_year_is_shown_from_the_first_that_is_over(newest: str, year: str | None) -> None:
    closed = parse_period(newest)
    assert closed is not None
    assert [str(one) for one in closed_year(closed)] == ([year] if year else [])


def test_a_year_is_invented_for_those_alone_who_are_told_by_it() -> None:
    of_year, of_half = (
        {one.municipality for one in Inventor(Period(2027, half)).marks()} for half in (0, 1)
    )
    assert of_year.isdisjoint(of_half)
    assert of_year | of_half == set(MUNICIPALITIES)


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

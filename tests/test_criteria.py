"""docs/criteria.md: every criterion of the pages is there once, and its tests exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
TABLE = HOME / "docs" / "criteria.md"
ROW = re.compile(r"^\| ((?:F|L|S|A|DEV|W|D)-\d\d) \|(.+)\|(.+)\|(.+)\|(.*)\|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
HOW_MANY = {"F": 16, "L": 12, "S": 18, "A": 20, "DEV": 15, "W": 10, "D": 10}
# What only people can tell; everything else needs a test.
PEOPLE = {"F-04", "L-12", "A-16"}
STATUS = ("holds", "in part: ", "overruled: ", "people")


@cache
def names_in(file: Path) -> frozenset[str]:
    """The names of the tests a file defines."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def rows() -> list[tuple[str, str, str]]:
    """Each row's id, status and tests."""
    found = ROW.findall(TABLE.read_text(encoding="utf-8"))
    return [(one[0], one[3].strip(), one[4].strip()) for one in found]


def missing(tests: str) -> list[str]:
    """The named tests that do not exist."""
    named = TEST.findall(tests)
    assert ", ".join(f"`{file}::{name}`" for file, name in named) == tests, "badly written"
    return [
        f"{file}::{name}"
        for file, name in named
        if not (HOME / file).exists() or name not in names_in(HOME / file)
    ]


def test_every_criterion_is_there_once() -> None:
    wanted = [
        f"{part}-{number:02}" for part, last in HOW_MANY.items() for number in range(1, last + 1)
    ]
    assert [name for name, _, _ in rows()] == wanted


@pytest.mark.parametrize(("name", "status", "tests"), rows())
def test_every_criterion_has_a_status_and_tests_that_exist(
    name: str, status: str, tests: str
) -> None:
    assert status.startswith(STATUS)
    assert (status == "people") == (name in PEOPLE) == (tests == "")
    assert missing(tests) == []


def test_control_a_test_that_is_not_there_is_found() -> None:
    here = "tests/test_criteria.py"
    assert missing(f"`{here}::test_control_a_test_that_is_not_there_is_found`") == []
    assert missing(f"`{here}::test_gone`") == [f"{here}::test_gone"]
    assert missing("`tests/gone.py::test_gone`") == ["tests/gone.py::test_gone"]

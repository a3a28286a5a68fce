"""Sizes: files, functions, views and tests stay as small as the house rules say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.project import ROOT, package_files, project_files, told
from tests.architecture.sizes import FACTORY, too_long

pytestmark = pytest.mark.architecture


def function_of(lines: int, mark: str = "") -> str:
    """A function of so many lines."""
    return f"{mark}def planted() -> None:\n" + "    print()\n" * (lines - 1)


def branches(ways: int) -> str:
    """A function that divides so many times."""
    return "def planted(x: int) -> None:\n" + "    if x:\n        print()\n" * ways


MARK = '@blueprint.get("/planted")\n'
# A file of each kind at its limit: its name, and how to make it of so many lines or branches.
LIMITS: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "module": ("module.py", 250, lambda lines: "x = 1\n" * lines),
    "function": ("module.py", 40, function_of),
    "view": ("module.py", 30, lambda lines: function_of(lines, MARK)),
    "branches": ("module.py", 7, branches),
    "factory": ("module.py", 80, lambda lines: function_of(lines).replace("planted", FACTORY)),
    "template": ("page.html", 120, lambda lines: "<p>\n" * lines),
    "stylesheet": ("page.css", 200, lambda lines: "p {}\n" * lines),
    "test file": ("test_x.py", 300, lambda lines: "x = 1\n" * lines),
    "test function": ("test_x.py", 30, function_of),
    "conftest": ("conftest.py", 120, lambda lines: "x = 1\n" * lines),
}


def test_the_package_keeps_the_sizes() -> None:
    faults = [
        f"{told(path)}: {fault}"
        for ending in (".py", ".html", ".css", ".js")
        for path in package_files(ending)
        for fault in too_long(path)
    ]
    assert faults == []


def test_the_files_beside_the_package_keep_the_sizes() -> None:
    assert [fault for path in ROOT.glob("*.py") for fault in too_long(path)] == []


def test_the_tests_keep_the_sizes() -> None:
    tests = (path for path in project_files() if (ROOT / "tests") in path.parents)
    faults = [f"{told(path)}: {fault}" for path in tests for fault in too_long(path, is_test=True)]
    assert faults == []


@pytest.mark.parametrize("kind", LIMITS)
def test_what_just_fits_passes_and_one_more_is_reported(tmp_path: Path, kind: str) -> None:
    name, limit, make = LIMITS[kind]
    path = tmp_path / name
    path.write_text(make(limit))
    assert list(too_long(path, is_test="test" in name)) == []
    path.write_text(make(limit + 1))
    assert len(list(too_long(path, is_test="test" in name))) == 1

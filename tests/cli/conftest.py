"""Fixtures of the command tests: a new folder, and one installation with people for all."""

import shutil
from pathlib import Path

import pytest

from tests.cli.console import Console
from tests.factories import PASSWORD

PEOPLE = (("mette", "0265"), ("jonas", "0265"), ("sofie", "0461"))


@pytest.fixture
def console(tmp_path: Path) -> Console:
    """A terminal where nothing has been set up."""
    return Console(tmp_path / "instance")


@pytest.fixture(scope="session")
def just_set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with nobody in it; copy it, and leave it as it is."""
    console = Console(tmp_path_factory.mktemp("just_set_up") / "instance")
    assert console.run("setup", "--child-url", "https://hej.example").status == 0
    return console.instance


@pytest.fixture
def empty(just_set_up: Path, tmp_path: Path) -> Console:
    """A terminal in front of an installation of the test's own with nobody in it."""
    shutil.copytree(just_set_up, tmp_path / "instance")
    return Console(tmp_path / "instance")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Console:
    """A terminal in front of an installation with two municipalities and three case workers."""
    console = Console(tmp_path_factory.mktemp("installed") / "instance")
    assert console.run("setup", "--child-url", "https://hej.example").status == 0
    for code, name in (("0265", "Roskilde"), ("0461", "Odense")):
        added = console.run("municipality", "add", code, name, "--call-number", "12 34 56 78")
        assert added.status == 0, added.err
    for name, code in PEOPLE:
        options = ("--role", "caseworker", "--municipality", code, "--first-name", name.title())
        added = console.run("user", "add", f"{name}@test.example", *options, typed=PASSWORD + "\n")
        assert added.status == 0, added.err
    return console

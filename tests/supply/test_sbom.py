"""The list of parts: everything that is installed for the program, with its licence (SUP-03)."""

import json
from importlib.metadata import PackageNotFoundError, version

import pytest

from supply import sbom
from supply.pinned import Pinned
from supply.wanted import CORE, wanted
from tests.supply.checks import closure
from tests.test_licences import NOTES


@pytest.fixture(scope="module")
def said() -> dict:
    """The list as it is written, read again."""
    return json.loads(json.dumps(sbom.bill()))


def test_it_lists_all_that_is_installed_for_the_program(said: dict) -> None:
    packages = [one for one in said["components"] if one["type"] == "library"]
    versions = {one["name"]: one["version"] for one in packages}
    needed = closure([*wanted()[CORE], *wanted()["pg"]])
    here = {name: there for name in needed if (there := installed(name))}
    assert len(here) > 35
    assert {name: versions.get(name) for name in here} == here
    assert versions.keys() <= needed
    assert all(one["licenses"] and one["properties"] for one in packages)
    assert all(one["purl"].endswith(f"/{one['name']}@{one['version']}") for one in packages)


def installed(name: str) -> str | None:
    """A package's version in this environment."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def test_it_lists_what_others_made_among_our_files(said: dict) -> None:
    files = {one["bom-ref"]: one for one in said["components"] if one["type"] == "file"}
    assert {note: one["licenses"][0]["license"]["id"] for note, one in files.items()} == NOTES


def test_it_tells_what_needs_what(said: dict) -> None:
    needs = {one["ref"]: one["dependsOn"] for one in said["dependencies"]}
    assert needs.keys() == {"boernestemme"} | {
        one["name"] for one in said["components"] if one["type"] == "library"
    }
    assert "werkzeug" in needs["flask"] and "flask" in needs["boernestemme"]


def test_the_same_parts_give_the_same_list(said: dict) -> None:
    assert said == sbom.bill()


def test_what_is_pinned_and_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    lone = [Pinned("alembic", "0.0.1", "", frozenset({"0" * 64}))]
    monkeypatch.setattr(sbom, "pinned", lambda _: lone)
    with pytest.raises(sbom.NotInstalled, match="alembic 0.0.1"):
        list(sbom.listed())

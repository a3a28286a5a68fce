"""Licences: every file has one (REUSE), each has its text, and others' work is named as theirs."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.project import FOLDERS, MADE, ROOT, told

LICENCES = ROOT / "LICENSES"
OURS = "MPL-2.0"
TABLES = [
    ([one["path"]] if isinstance(one["path"], str) else one["path"], one["SPDX-License-Identifier"])
    for one in tomllib.loads((ROOT / "REUSE.toml").read_text())["annotations"]
]
NOTES = {
    "boernestemme/web/static/img/LICENSE-icons.md": "MIT",
    "boernestemme/web/documents/fonts/LICENSE-fonts.md": "OFL-1.1",
}
ENDINGS_OF_OTHERS = {".ttf": "OFL-1.1", ".woff2": "OFL-1.1"}


def fits(pattern: str, path: str) -> bool:
    """True where a pattern of REUSE.toml names a path: one star stays within its folder."""
    whole = re.escape(pattern).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return re.fullmatch(whole, path) is not None


def licence_of(path: str) -> str | None:
    """The licence of a file: what the last part that names it says."""
    found = [licence for paths, licence in TABLES if any(fits(one, path) for one in paths)]
    return found[-1] if found else None


def files() -> list[str]:
    """Every file of the project, without what is made from others."""
    below = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    found = [path for path in (*ROOT.iterdir(), *below) if path.is_file()]
    return [told(path) for path in found if path.suffix != ".mo" and not MADE & set(path.parts)]


def test_every_file_has_a_licence_and_every_licence_its_text() -> None:
    found = {path: licence_of(path) for path in files()}
    assert len(found) > 1000, "the search has gone blind"
    assert [path for path, licence in found.items() if licence is None] == []
    assert {f"{one}.txt" for one in found.values()} == {path.name for path in LICENCES.iterdir()}
    assert (LICENCES / f"{OURS}.txt").read_text() == (ROOT / "LICENSE").read_text()


def test_no_pattern_names_nothing() -> None:
    there = files()
    patterns = [one for paths, _ in TABLES for one in paths]
    assert [one for one in patterns if not any(fits(one, path) for path in there)] == []


def test_what_others_made_is_under_their_licence() -> None:
    for note, licence in NOTES.items():
        assert licence_of(note) == licence
    wrong = [
        path
        for path in files()
        if ENDINGS_OF_OTHERS.get(Path(path).suffix, licence_of(path)) != licence_of(path)
    ]
    assert wrong == []
    assert {told(path) for path in ROOT.glob("boernestemme/**/LICENSE-*")} == set(NOTES)


@pytest.mark.parametrize(
    ("path", "licence"),
    [
        ("ny/fil.py", None),
        ("boernestemme/web/static/img/icons/new.svg", "MIT"),
        ("boernestemme/web/static/img/favicon.svg", OURS),
        ("setup.cfg", OURS),
    ],
)
def test_the_control_a_file_is_told_by_where_it_lies(path: str, licence: str | None) -> None:
    assert licence_of(path) == licence

"""docs/security: each requirement stands once, and names tests or a deviation that exist."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.project import ROOT
from tests.asvs_levels import LEVELS, OWN, WANTED

FOLDER = ROOT / "docs" / "security"
STANDARD = re.compile(r"^\| (V\d+\.\d+\.\d+) \| (\d) \| (.+) \| (.+) \|$", re.MULTILINE)
OUR_OWN = re.compile(r"^\| ([A-Z]+-\d\d) \| (.+) \| (.+) \|$", re.MULTILINE)
DEVIATION = re.compile(
    r"^## (AV-\d+)\n\n\*([^*]+)\*\n\n(\*\*.+?)(?=\n\n## |\n*\Z)", re.MULTILINE | re.S
)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\[(AV-\d+)\]\(deviations\.md#av-\d+\)")
OWN_IDS = [f"{part}-{n:02}" for part, many in OWN.items() for n in range(1, many + 1)]
SHORTEST = 60  # letters of a reason


@dataclass(frozen=True)
class Tables:
    """The three pages as they stand."""

    standard: str
    our_own: str
    deviations: str

    def answers(self) -> Iterator[tuple[str, str]]:
        """Each requirement with the tests and deviations that its row names."""
        yield from ((name, said) for name, _, _, said in STANDARD.findall(self.standard))
        yield from ((name, said) for name, _, said in OUR_OWN.findall(self.our_own))


@pytest.fixture(scope="module")
def tables() -> Tables:
    """As they are in the repository."""
    pages = (FOLDER / f"{name}.md" for name in ("asvs", "requirements", "deviations"))
    return Tables(*(page.read_text() for page in pages))


@cache
def known_in(file: Path) -> frozenset[str]:
    """The names of the tests a file defines, in classes too."""
    tree = ast.parse(file.read_text()) if file.exists() else ast.Module([], [])
    bodies = [tree.body, *(one.body for one in tree.body if isinstance(one, ast.ClassDef))]
    found = (one for body in bodies for one in body if isinstance(one, ast.FunctionDef))
    return frozenset(one.name for one in found if one.name.startswith("test_"))


def row_faults(tables: Tables) -> Iterator[str]:
    """Requirements that are missing, doubled, in disorder or of another level."""
    found = STANDARD.findall(tables.standard)
    if [name for name, *_ in found] != list(WANTED):
        there = [name for name, *_ in found]
        yield f"ASVS rows: {sorted({*WANTED} ^ {*there}) or 'doubled or in disorder'}"
    yield from (f"{name}: level" for name, level, *_ in found if LEVELS.get(name) != int(level))
    own = [name for name, *_ in OUR_OWN.findall(tables.our_own)]
    if own != OWN_IDS:
        yield f"our own rows: {sorted({*OWN_IDS} ^ {*own}) or 'doubled or in disorder'}"


def answer_faults(name: str, said: str) -> Iterator[str]:
    """What one row names that does not exist, or is not written as agreed."""
    tests, links = TEST.findall(said), LINK.findall(said)
    again = [f"`{file}::{test}`" for file, test in tests]
    again += [f"[{link}](deviations.md#{link.lower()})" for link in links]
    if ", ".join(again) != said:
        yield f"{name}: badly written"
    for file, test in tests:
        if test not in known_in(ROOT / file):
            yield f"{name}: {file}::{test} is gone"


def deviation_faults(tables: Tables) -> Iterator[str]:
    """Deviations that are missing, not used, without a reason, or for others than they say."""
    used: dict[str, list[str]] = {}
    for name, said in tables.answers():
        for link in LINK.findall(said):
            used.setdefault(link, []).append(name)
    told = {one: whom for one, whom, _ in DEVIATION.findall(tables.deviations)}
    heads = re.findall(r"^## (.+)$", tables.deviations, re.MULTILINE)
    if heads != [f"AV-{number}" for number in range(1, len(told) + 1)]:
        yield "deviations: not numbered one after the other, or badly written"
    yield from (f"{one} is not there" for one in used if one not in told)
    yield from (f"{one} is not used" for one in told if one not in used)
    for one, whom in told.items():
        if whom.replace("\n", " ").split(", ") != used.get(one, []):
            yield f"{one}: it is for others"
    reasons = DEVIATION.findall(tables.deviations)
    yield from (f"{one}: no reason" for one, _, why in reasons if len(why) < SHORTEST)


def faults(tables: Tables) -> list[str]:
    """All that is wrong with the three pages."""
    rows = (fault for name, said in tables.answers() for fault in answer_faults(name, said))
    return [*row_faults(tables), *rows, *deviation_faults(tables)]


def test_every_requirement_stands_once_and_what_it_names_exists(tables: Tables) -> None:
    assert faults(tables) == []


def test_the_levels_are_those_of_the_standard() -> None:
    by_level = [[*LEVELS.values()].count(level) for level in (1, 2, 3)]
    assert by_level == [70, 183, 92]
    assert len(OWN_IDS) == 131


def without(text: str, row: str) -> str:
    """A page without the row that begins so."""
    return re.sub(rf"^\| {re.escape(row)} \|.*\n", "", text, flags=re.MULTILINE)


def test_the_control_each_fault_is_found(tables: Tables) -> None:
    lacks = replace(tables, standard=without(tables.standard, "V1.2.4"))
    assert "ASVS rows: ['V1.2.4']" in faults(lacks)
    lacks = replace(tables, our_own=without(tables.our_own, "LNK-09"))
    assert "our own rows: ['LNK-09']" in faults(lacks)
    here = "tests/test_security_tables.py"
    assert list(answer_faults("x", f"`{here}::test_the_control_each_fault_is_found`")) == []
    assert list(answer_faults("x", f"`{here}::test_gone`")) == [f"x: {here}::test_gone is gone"]
    assert list(answer_faults("x", "as everybody knows")) == ["x: badly written"]
    number = len(DEVIATION.findall(tables.deviations)) + 1
    more = f"{tables.deviations}\n## AV-{number}\n\n*V1.1.1*\n\n**Not so.** {'why ' * 20}\n"
    assert f"AV-{number} is not used" in faults(replace(tables, deviations=more))
    fewer = tables.deviations.replace("## AV-1\n", "## AV 1\n")
    assert "AV-1 is not there" in faults(replace(tables, deviations=fewer))
    other = tables.standard.replace("| V2.1.1 | 1 |", "| V2.1.1 | 2 |")
    assert faults(replace(tables, standard=other)) == ["V2.1.1: level"]

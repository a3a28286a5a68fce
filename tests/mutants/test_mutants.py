"""F23: small faults put into the five parts: the tests nearest to them must see nine of ten."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from supply.parts import parts
from tests.architecture.project import ROOT
from tests.mutants.explained import EXPLAINED
from tests.mutants.making import mutants
from tests.mutants.nearest import nearest
from tests.mutants.swapping import NotSwapped, swap
from tests.mutants.trying import IDLE
from tests.night.runs import NIGHT, Run

FLOOR = 0.9
FILES = [(part, file) for part, files in parts().items() for file in files]
SMALL, ITS_TESTS = "boernestemme/domain/cell_keys.py", "tests/domain/test_cell_keys.py"
SOURCE = '''
def may(age: int, links: list[str] = []) -> bool:
    """A docstring is no code."""
    if age >= 6 and not links:
        count(age)
        return True
    return False
'''


def tried(file: str, into: Path, *tests: str) -> dict[str, list[str]]:
    """What became of each mutant of a file; written down for people too."""
    into.mkdir(parents=True, exist_ok=True)
    found = into / f"{file.removesuffix('.py').replace('/', '.')}.json"
    subprocess.run(
        [sys.executable, "-m", "tests.mutants.trying", file, str(found), *tests],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    said: dict[str, list[str]] = json.loads(found.read_text())
    return said


def counted(said: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """The figures of one file: killed, survived and explained among them, and the control."""
    idle = [one for one in said["killed"] if IDLE in one]
    survived = [one for one in said["survived"] if IDLE not in one]
    yield "killed", len(said["killed"]) - len(idle)
    yield "all", len(said["killed"]) - len(idle) + len(survived)
    yield "explained", sum(one.partition(" ")[2] in EXPLAINED for one in survived)
    yield "idle killed", len(idle)
    yield "idle", len(idle) + len(said["survived"]) - len(survived)


def test_the_faults_that_are_put_in_are_these() -> None:
    assert [f"{one.was} -> {one.became}" for one in mutants(SOURCE)] == [
        "And -> Or",
        "GtE -> Gt",
        "6 -> 7",
        "not links -> links",
        "count(age) -> pass",
        "return True -> return None",
        "True -> False",
        "return False -> return None",
        "False -> True",
    ]


def plain(age: int) -> bool:
    """Something to swap."""
    return age >= 6


def test_a_mutant_runs_in_the_place_of_the_function() -> None:
    source = Path(__file__).read_text()
    [mutant] = [one for one in mutants(source) if one.function == "plain" and one.was == "GtE"]
    assert plain(6)
    swap(mutant.module, __file__, "plain")
    assert not plain(6)
    swap(ast.parse(source), __file__, "plain")
    assert plain(6)
    with pytest.raises(NotSwapped):
        swap(mutant.module, __file__, "nobody")


def test_every_file_of_the_parts_has_tests_near_it() -> None:
    assert [file for _, file in FILES if not nearest(file)] == []


def test_mutants_are_killed_and_what_is_no_mutant_is_not(tmp_path: Path) -> None:
    figures = dict(counted(tried(SMALL, tmp_path, ITS_TESTS)))
    assert figures["killed"] >= FLOOR * figures["all"] > 0
    assert (figures["idle killed"], figures["idle"]) == (0, 1)


@pytest.mark.night
def test_F23_nine_of_ten_mutants_of_each_part_are_killed() -> None:
    run = Run("F23", ("files",))
    for number, figures in run.rounds("files", len(FILES)):
        part, file = FILES[number]
        for name, many in counted(tried(file, NIGHT / "mutants")):
            figures[name if "idle" in name else f"{part} {name}"] = many
    shown, low = [], []
    for part in parts():
        killed, every, told = (run.sum(f"{part} {one}") for one in ("killed", "all", "explained"))
        shown.append(f"{part} {killed:.0f} of {every:.0f} (of the others {told:.0f} explained)")
        low += [part] if killed < FLOOR * every else []
    idle = run.sum("idle killed")
    run.close(
        "; ".join(shown),
        f"unchanged files taken for mutants: {idle:.0f} of {run.sum('idle'):.0f}",
        passed=not low and not idle,
    )
    assert (low, idle) == ([], 0)

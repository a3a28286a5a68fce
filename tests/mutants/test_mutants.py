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
PARTS = parts()
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
    files = [file for files in PARTS.values() for file in files]
    assert [file for file in files if not nearest(file)] == []


def test_mutants_are_killed_and_what_is_no_mutant_is_not(tmp_path: Path) -> None:
    figures = dict(counted(tried(SMALL, tmp_path, ITS_TESTS)))
    assert figures["killed"] >= FLOOR * figures["all"] > 0
    assert (figures["idle killed"], figures["idle"]) == (0, 1)


@pytest.mark.night
@pytest.mark.parametrize("part", PARTS)
def test_F23_nine_of_ten_mutants_of_each_part_are_killed(part: str) -> None:
    """A part whose tests see too little begins anew the next time, with better ones."""
    run = Run("F23", tuple(PARTS))
    for number, figures in run.rounds(part, len(PARTS[part])):
        for name, many in counted(tried(PARTS[part][number], NIGHT / "mutants")):
            figures[f"{part} {name}"] = many
    killed, every = run.sum(f"{part} killed"), run.sum(f"{part} all")
    if killed < FLOOR * every or run.sum(f"{part} idle killed"):
        idle = run.sum(f"{part} idle killed")
        run.begin_anew(part)
        pytest.fail(f"{part}: {killed:.0f} of {every:.0f} killed, and {idle:.0f} that are none")
    close(run)


def close(run: Run) -> None:
    """The row of all parts."""

    def of(part: str, name: str) -> str:
        return f"{run.sum(f'{part} {name}'):.0f}"

    run.close(
        "; ".join(
            f"{part} {of(part, 'killed')} of {of(part, 'all')} "
            f"(of the others {of(part, 'explained')} explained)"
            for part in PARTS
        ),
        f"unchanged files taken for mutants: 0 of "
        f"{sum(run.sum(f'{part} idle') for part in PARTS):.0f}",
    )

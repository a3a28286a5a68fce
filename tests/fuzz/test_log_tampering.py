"""F15: whatever the database's owner does to the access log is found, and where."""

import random
from collections import Counter
from pathlib import Path

import pytest

from boernestemme.domain.log_anchors import Anchors
from boernestemme.services.verifying import broken_chains
from tests.fuzz.tamperers import HIDDEN, KINDS, Logs, begin, tried
from tests.night.runs import Run
from tests.world import World

ROUNDS, EACH, BY_DAY, CONTROLS = 100, 100, 200, 1_000


@pytest.fixture
def logs(world: World, tmp_path: Path) -> Logs:
    """Two chains, whole as they stand."""
    assert world.app
    made = begin(tmp_path / "anchors")
    assert broken_chains(made.anchors)[1] == {}
    return made


def tampered(logs: Logs, seed: str, many: int, anchors: Anchors | None) -> Counter[str]:
    """How many of so many deeds, of every kind in turn, were found, and found where they are."""
    chance, counted = random.Random(seed), Counter[str]()
    for number in range(many):
        kind = KINDS[number % len(KINDS)]
        was_found, is_located = tried(chance, logs, kind, anchors)
        counted.update(found=was_found, located=is_located)
        counted.update(hidden=kind in HIDDEN, missed=kind in HIDDEN and not was_found)
    return counted


def test_every_change_is_found_and_located(logs: Logs) -> None:
    counted = tampered(logs, "day", BY_DAY, logs.anchors)
    assert (counted["found"], counted["located"]) == (BY_DAY, BY_DAY)


def test_a_chain_without_anchors_misses_what_is_whole_in_itself(logs: Logs) -> None:
    """The control: no tail that was cut and no chain that was made anew is seen."""
    counted = tampered(logs, "day", BY_DAY, None)
    assert counted["missed"] == counted["hidden"] == BY_DAY * len(HIDDEN) // len(KINDS)
    assert counted["found"] > BY_DAY / 4, "what is not hidden is seen"


@pytest.mark.night
def test_F15_ten_thousand_changes_of_eight_kinds(logs: Logs) -> None:
    run = Run("F15", ("tampered", "controls"))
    for number, figures in run.rounds("tampered", ROUNDS):
        counted = tampered(logs, f"{run.seed} {number}", EACH, logs.anchors)
        figures |= {"changes": EACH, "found": counted["found"], "located": counted["located"]}
    for _, figures in run.rounds("controls"):
        counted = tampered(logs, f"{run.seed}", CONTROLS, None)
        assert counted["missed"] == counted["hidden"]
        figures |= {"hidden": counted["hidden"], "missed": counted["missed"]}
    changes, found, located = (run.sum(name) for name in ("changes", "found", "located"))
    run.close(
        f"{changes:.0f} changes of {len(KINDS)} kinds, {found:.0f} found, {located:.0f} located",
        "a chain without anchors misses "
        f"{run.sum('missed'):.0f} of {run.sum('hidden'):.0f} tail cuts and chains made anew",
        passed=changes == found == located,
    )
    assert changes == found == located

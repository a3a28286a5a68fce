"""F21: twenty attacks on what the program is made of; none comes through."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bootstrap import PINNED
from tests.architecture.project import ROOT
from tests.night.runs import Run
from tests.offline import Offline
from tests.supply import checks
from tests.supply.in_the_house import IN_THE_HOUSE, copied
from tests.supply.nest import BAD, GOOD, Nest, nest
from tests.supply.on_the_way import ON_THE_WAY, wheel_changed_at_the_index

QUICK = (checks.lock_faults, checks.vendored_faults, checks.foreign_faults, checks.command_faults)


def got_in(attack: Callable[[Nest], None], folder: Path, *, locked: bool) -> bool:
    """True where the attacker's file is what pip installs."""
    with nest(folder) as sound:
        attack(sound)
        if not locked:
            sound.loosen()
        return sound.install(*PINNED * locked, into="installed") == BAD


def test_a_tampered_wheel_is_refused(tmp_path: Path) -> None:
    assert not got_in(wheel_changed_at_the_index, tmp_path, locked=True)


def test_without_hashes_it_is_taken(tmp_path: Path) -> None:
    """The control."""
    assert got_in(wheel_changed_at_the_index, tmp_path, locked=False)


@pytest.mark.parametrize("check", QUICK)
def test_the_project_is_sound(check: Callable[[Path], list[str]]) -> None:
    assert check(ROOT) == []


def test_the_control_each_check_finds_its_attack() -> None:
    for attack in (one for one in IN_THE_HOUSE if one.check in QUICK):
        with copied() as root:
            attack.change(root)
            assert attack.check(root), attack.name


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(Offline):
        socket.create_connection(("192.0.2.1", 443), 1)


@pytest.mark.night
def test_F21_no_attack_on_the_parts_comes_through(tmp_path: Path) -> None:
    run = Run("F21", ("on the way", "in the house"))
    for number, figures in run.rounds("on the way"):
        with nest(tmp_path / f"{number} sound") as sound:
            assert sound.install(*PINNED, into="installed") == GOOD
        for attack in ON_THE_WAY:
            at = tmp_path / f"{number} {attack.__name__}"
            figures["in"] = figures.get("in", 0) + got_in(attack, at / "locked", locked=True)
            figures["open"] = figures.get("open", 0) + got_in(attack, at / "open", locked=False)
    for _, figures in run.rounds("in the house"):
        with copied() as root:
            for check in (*QUICK, checks.start_faults):
                assert check(root) == []
        for each in IN_THE_HOUSE:
            with copied() as root:
                each.change(root)
                figures["in"] = figures.get("in", 0) + (not each.check(root))
    every, many = len(ON_THE_WAY) + len(IN_THE_HOUSE), run.sum("in")
    passed = not many and run.sum("open") == len(ON_THE_WAY)
    run.close(
        f"{every - many:.0f} of {every} refused",
        f"without versions and hashes {run.sum('open'):.0f} of {len(ON_THE_WAY)} get in",
        passed=passed,
    )
    assert passed

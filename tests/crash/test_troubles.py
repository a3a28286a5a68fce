"""F4: hostile surroundings: a plain word, nothing half stored, then it goes on (SUB-06)."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from boernestemme import create_app
from boernestemme.domain.errors import SettingsMissing
from tests.crash import hostile_parts
from tests.crash.conftest import Houses
from tests.crash.house import House
from tests.crash.suffering import Evening, suffer
from tests.crash.troubles import Trouble, locked, no_room, read_only, stepped, without_keys
from tests.databases import EmptyDatabases
from tests.night.runs import Run

DAY = 24 * 3600
STEPS = (-DAY, -3600, -60, 60, 3600, DAY, 4 * DAY)
BITING = {
    "no room on sqlite": ("sqlite", no_room, 100),
    "no room on postgresql": ("postgresql", no_room, 100),
    "read-only on sqlite": ("sqlite", read_only, 100),
    "read-only on postgresql": ("postgresql", read_only, 100),
    "locked on sqlite": ("sqlite", locked, 100),
}
GONE, CLOCK, KEYS = "gone on postgresql", "clock", "keys"
OTHERS = {GONE: 100, CLOCK: 200, KEYS: 200}
CONTROLS = (no_room, read_only, locked)
A_ROUND, TRIES = 10, 9
_numbers = count()


def evening(house: House, trouble: Trouble) -> Evening:
    """One child's."""
    [child] = house.children([next(_numbers)])
    return suffer(house, child, trouble)


def refused_evening(house: House, trouble: Trouble) -> Evening:
    """One that was refused at first, else the trouble was none: its worker had just connected."""
    found = evening(house, trouble)
    for _ in range(TRIES):
        if found.wrong or found.refused:
            break
        found = evening(house, trouble)
    assert found.wrong == [] and found.refused > 0
    return found


def keyless_evening(house: House) -> Evening:
    """The child notices nothing; whoever starts now is refused by the file's name."""

    @contextmanager
    def trouble(one: House) -> Iterator[None]:
        with without_keys(one):
            yield
            with pytest.raises(SettingsMissing, match=r"wrapping\.key"):
                create_app(one.settings)

    found = evening(house, trouble)
    assert (found.wrong, found.refused) == ([], 0)
    create_app(house.settings)
    return found


def stopped(databases: EmptyDatabases) -> Trouble:
    """The database server is away."""

    @contextmanager
    def trouble(_: House) -> Iterator[None]:
        with databases.stopped():
            yield

    return trouble


@pytest.mark.parametrize("name", BITING)
def test_a_child_is_told_plainly_and_sends_again(houses: Houses, name: str) -> None:
    kind, trouble, _ = BITING[name]
    refused_evening(houses(kind), trouble)


def test_a_database_that_was_away_comes_back(
    houses: Houses, empty_databases: EmptyDatabases
) -> None:
    refused_evening(houses("postgresql"), stopped(empty_databases))


def test_without_key_files_children_send_and_nobody_starts(houses: Houses) -> None:
    keyless_evening(houses("sqlite"))


@pytest.mark.parametrize("seconds", [-DAY, 4 * DAY])
def test_a_clock_that_jumps_loses_nothing(houses: Houses, seconds: int) -> None:
    assert evening(houses("sqlite"), stepped(seconds)).wrong == []


def test_a_server_that_is_content_with_everything_is_found(houses: Houses) -> None:
    """The control."""
    assert evening(houses("sqlite", "is content"), no_room).wrong != []


def rounds(part: str, many: int, one: Callable[[random.Random], Evening]) -> None:
    """So many evenings, ten a round."""
    run = Run("F4", hostile_parts.PARTS)
    for number, figures in run.rounds(part, many // A_ROUND):
        chance = random.Random(f"{run.seed} {part} {number}")
        found = [one(chance) for _ in range(A_ROUND)]
        assert [wrong for each in found for wrong in each.wrong] == []
        figures["evenings"] = A_ROUND
        figures["refused"] = sum(each.refused for each in found)
        figures["seconds"] = sum(each.seconds for each in found)
    hostile_parts.close(run)


@pytest.mark.night
@pytest.mark.parametrize("part", BITING)
def test_F4_disk_and_locks(houses: Houses, part: str) -> None:
    kind, trouble, many = BITING[part]
    rounds(part, many, lambda _: refused_evening(houses(kind), trouble))


@pytest.mark.night
def test_F4_database_away(houses: Houses, empty_databases: EmptyDatabases) -> None:
    away = stopped(empty_databases)
    rounds(GONE, OTHERS[GONE], lambda _: refused_evening(houses("postgresql"), away))


@pytest.mark.night
def test_F4_keys_away(houses: Houses) -> None:
    rounds(KEYS, OTHERS[KEYS], lambda _: keyless_evening(houses("sqlite")))


@pytest.mark.night
def test_F4_clock(houses: Houses) -> None:
    rounds(
        CLOCK,
        OTHERS[CLOCK],
        lambda chance: evening(houses("sqlite"), stepped(chance.choice(STEPS))),
    )


@pytest.mark.night
def test_F4_controls(houses: Houses) -> None:
    run = Run("F4", hostile_parts.PARTS)
    for _, figures in run.rounds("controls"):
        for trouble in CONTROLS:
            found = evening(houses("sqlite", "is content"), trouble)
            figures["found"] = figures.get("found", 0) + bool(found.wrong)
        assert figures["found"] == len(CONTROLS)
    hostile_parts.close(run)

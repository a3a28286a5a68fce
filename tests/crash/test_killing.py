"""F2: ``kill -9`` in mid-work: what was thanked for is there, whole and once; marks count once."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from boernestemme.domain.period import Period
from boernestemme.services import mixing
from boernestemme.services.box_reading import read_all
from boernestemme.storage import marks, mixer_box
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.mark_opening import BoxOpener
from tests.begun_worlds import BegunWorlds
from tests.clock import Clock
from tests.crash.conftest import Houses
from tests.crash.house import house
from tests.crash.volleys import Attack, Kill, kill_backend, kill_workers
from tests.factories import NOW
from tests.night.runs import Run
from tests.races.processes import bare_app, is_killed
from tests.races.test_mixer_race import mix_until_killed
from tests.services.boxes import class_of, new_period, put_taps, said, tapped, waiting
from tests.world import World

KINDS = ("sqlite", "postgresql")
WEB, BACKEND, MIXER = "web server on {}", "backend", "mixer on {}"
PARTS = (*(one.format(kind) for one in (WEB, MIXER) for kind in KINDS), BACKEND, "controls")
VOLLEYS = 20  # of a round; each kills two processes of the web server
BACKENDS, MIXERS = 15, 15
ROUNDS, WANTED = 10, 1000  # kills
NO_HARM = {"lost": 0, "half": 0, "doubled": 0, "marks": 0, "stranded": 0}
LOCKS_GONE_SECONDS = 20  # so soon after a kill all others are through, on a busy machine too
MARKS, LATEST_SECONDS = 40, 0.04
PLACE = "0265"
Killed = tuple[int, int]  # how many were killed in mid-work, and how many of them did harm


@pytest.mark.parametrize("kind", KINDS)
def test_killed_workers_lose_nothing_they_thanked_for(houses: Houses, kind: str) -> None:
    attack = Attack(houses(kind), random.Random(kind)).volleys(4, kill_workers)
    assert attack.harm() == NO_HARM
    assert attack.kills >= 4 and attack.thanked and attack.slowest < LOCKS_GONE_SECONDS


def test_a_killed_process_of_postgresql_loses_nothing(houses: Houses) -> None:
    attack = Attack(houses("postgresql"), random.Random("b")).volleys(2, kill_backend)
    assert attack.harm() == NO_HARM
    assert attack.kills >= 1 and attack.thanked


def test_a_server_that_thanks_before_it_commits_is_found(houses: Houses) -> None:
    """The control."""
    assert lost_by_the_hasty(houses) > 0


def lost_by_the_hasty(houses: Houses) -> int:
    """How many answers somebody was thanked for who thanks first are lost."""
    attack = Attack(houses("sqlite", "thanks first"), random.Random("c"))
    return attack.volleys(4, kill_workers).harm()["lost"]


def test_a_killed_mixer_doubles_no_mark(any_world: World) -> None:
    killed, harmed = kill_mixers(any_world, mix_until_killed, 3, random.Random("d"))
    assert harmed == 0 and killed > 0


def test_a_mixer_in_pieces_is_found(world: World) -> None:
    """The control."""
    _, harmed = kill_mixers(world, mix_in_pieces, 3, random.Random("e"))
    assert harmed > 0


def kill_mixers(world: World, mixer: Any, many: int, chance: random.Random) -> Killed:
    """Kill so many in mid-work, let another finish, and count where marks are not as they were."""
    settings, killed, harmed = world.tools.settings, 0, 0
    for _ in range(many):
        period = new_period()
        put_taps(world, class_of(period), range(MARKS))
        session().rollback()
        arguments = (settings.database, str(settings.statistics_folder), period.year)
        after = chance.uniform(0, LATEST_SECONDS)
        killed += is_killed(mixer, *arguments, after=after)
        mixing.mix(period, settings.statistics_folder, NOW)
        is_whole = tapped(period) == said(range(MARKS)) and waiting(period) == Counter()
        harmed += not is_whole
        session().rollback()
    return killed, harmed


def mix_in_pieces(address: str, folder: str, year: int, ready: Any) -> None:
    """The control: counts, and empties the box later."""
    with bare_app(address).app_context():
        period = Period(year, 1)
        found = mixer_box.waiting(period, PLACE)
        read = read_all(found, BoxOpener(Path(folder), period), PLACE)
        with transaction():
            marks.add_all([row for one in read for row in one.rows])
        ready.set()
        session().execute(text("SELECT 1"))
        while session():
            session().rollback()
        db.engine.dispose()


@pytest.mark.night
@pytest.mark.parametrize("kind", KINDS)
def test_F2_killed_workers(begun_worlds: BegunWorlds, tmp_path: Path, kind: str) -> None:
    rounds_of_killing(begun_worlds, tmp_path, WEB.format(kind), kind, VOLLEYS, kill_workers)


@pytest.mark.night
def test_F2_killed_processes_of_postgresql(begun_worlds: BegunWorlds, tmp_path: Path) -> None:
    rounds_of_killing(begun_worlds, tmp_path, BACKEND, "postgresql", BACKENDS, kill_backend)


def rounds_of_killing(
    worlds: BegunWorlds, folder: Path, part: str, kind: str, many: int, kill: Kill
) -> None:
    """Each round in a house of its own."""
    run = Run("F2", PARTS)
    for number, figures in run.rounds(part, ROUNDS):
        with house(worlds, kind, folder / str(number)) as one:
            attack = Attack(one, random.Random(f"{run.seed} {part} {number}"))
            assert attack.volleys(many, kill).harm() == NO_HARM
            assert attack.slowest < LOCKS_GONE_SECONDS
        figures["kills"] = attack.kills
        figures["broken"], figures["thanked"] = attack.broken, len(attack.thanked)
    close(run)


@pytest.mark.night
@pytest.mark.parametrize("kind", KINDS)
def test_F2_killed_mixers(begun_worlds: BegunWorlds, tmp_path: Path, kind: str) -> None:
    run = Run("F2", PARTS)
    with begun_worlds.world(kind, tmp_path, Clock(NOW)) as world:
        for number, figures in run.rounds(MIXER.format(kind), ROUNDS):
            chance = random.Random(f"{run.seed} {kind} {number}")
            figures["kills"], harmed = kill_mixers(world, mix_until_killed, MIXERS, chance)
            assert harmed == 0
    close(run)


@pytest.mark.night
def test_F2_controls(houses: Houses, world: World) -> None:
    run = Run("F2", PARTS)
    for _, figures in run.rounds("controls"):
        figures["lost by the hasty"] = lost_by_the_hasty(houses)
        figures["doubled in pieces"] = kill_mixers(world, mix_in_pieces, 3, random.Random("e"))[1]
        assert figures["lost by the hasty"] and figures["doubled in pieces"]
    close(run)


def close(run: Run) -> None:
    """What the row says."""
    run.close(
        f"{run.sum('kills'):.0f} kills, {run.sum('broken'):.0f} tries cut off: of "
        f"{run.sum('thanked'):.0f} thanked for, 0 lost, 0 half, 0 doubled; 0 marks doubled",
        f"thanking before the commit lost {run.sum('lost by the hasty'):.0f} of 16 answers; "
        f"{run.sum('doubled in pieces'):.0f} of 3 mixers in pieces doubled marks",
        passed=run.sum("kills") >= WANTED,
    )

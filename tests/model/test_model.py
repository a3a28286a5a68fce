"""F7: whatever is done to links and answers, in whatever order, the program does as promised."""

from collections.abc import Iterator
from contextlib import ExitStack
from os import environ

import pytest

from tests.begun_worlds import BegunWorlds
from tests.databases import EmptyDatabases
from tests.model.broken import BUGS, Sow
from tests.model.house import House, house_in
from tests.model.machine import RESTORES, Divergence
from tests.model.runs import sequences
from tests.night.runs import Run
from tests.services.backups import PATH

MOST_STEPS = 50
BY_DAY = 6
SOWN, SOWN_BY_NIGHT = 200, 2_000  # so many at most until a bug must have shown itself
ROUNDS = {"sqlite": 80, "postgresql": 20}  # by night, of a hundred sequences each
EACH = 100
SOON = {"no_link_expires": 5}  # the seed by which it shows itself soon; others take longer
PARTS = (*ROUNDS, "controls")


@pytest.fixture(scope="module")
def houses(
    begun_worlds: BegunWorlds,
    empty_databases: EmptyDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, House]]:
    """A house on each kind of database, made when it is asked for."""
    with ExitStack() as held, pytest.MonkeyPatch.context() as programs:
        programs.setitem(environ, "PATH", PATH)
        yield Houses(begun_worlds, empty_databases, tmp_path_factory, held)


class Houses(dict[str, House]):
    """They end together."""

    def __init__(
        self,
        worlds: BegunWorlds,
        databases: EmptyDatabases,
        folders: pytest.TempPathFactory,
        held: ExitStack,
    ) -> None:
        super().__init__()
        self._worlds, self._databases = worlds, databases
        self._folders, self._held = folders, held

    def __missing__(self, kind: str) -> House:
        folder = self._folders.mktemp(f"model_{kind}")
        settings = self._held.enter_context(self._worlds.settings(kind, folder))
        self[kind] = self._held.enter_context(house_in(kind, settings, self._databases))
        return self[kind]


def is_found(house: House, sow: Sow, seed: int, many: int = SOWN) -> bool:
    """True when the machine meets the sown bug."""
    always = RESTORES if sow.__name__ == "erased_comes_back" else None
    with pytest.MonkeyPatch.context() as broken:
        sow(broken)
        try:
            sequences(house, seed, many, MOST_STEPS, always)
        except Divergence:
            return True
    return False


def test_the_program_does_what_the_model_says(houses: dict[str, House]) -> None:
    ran = sequences(houses["sqlite"], 1, BY_DAY, MOST_STEPS)
    assert ran["sequences"] >= BY_DAY and ran["steps"] > BY_DAY


@pytest.mark.parametrize("sow", BUGS, ids=lambda sow: sow.__name__)
def test_a_sown_bug_is_found(houses: dict[str, House], sow: Sow) -> None:
    """The control."""
    assert is_found(houses["sqlite"], sow, SOON.get(sow.__name__, 1))


@pytest.mark.night
@pytest.mark.parametrize("kind", ROUNDS)
def test_F7_ten_thousand_sequences(houses: dict[str, House], kind: str) -> None:
    run = Run("F7", PARTS)
    for number, figures in run.rounds(kind, ROUNDS[kind]):
        steps = MOST_STEPS if number % 2 else MOST_STEPS // 2
        ran = sequences(houses[kind], run.seed + number, EACH, steps)
        figures["sequences"], figures["steps"] = ran["sequences"], ran["steps"]
    close(run)


@pytest.mark.night
def test_F7_every_sown_bug_is_found(houses: dict[str, House]) -> None:
    run = Run("F7", PARTS)
    for _, figures in run.rounds("controls"):
        figures["found"] = sum(
            is_found(houses["sqlite"], sow, run.seed, SOWN_BY_NIGHT) for sow in BUGS
        )
        assert figures["found"] == len(BUGS)
    close(run)


def close(run: Run) -> None:
    """The row, when all parts have run."""
    run.close(
        f"{run.sum('sequences'):.0f} sequences of at most {MOST_STEPS} steps on both databases, "
        f"{run.sum('steps'):.0f} steps: 0 divergences",
        f"{run.sum('found'):.0f} of {len(BUGS)} sown bugs found",
    )

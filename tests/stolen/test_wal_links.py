"""The mixer's adversary again, who has every byte of PostgreSQL's log and a copy at each step.

(On SQLite he has had its log from the beginning: tests/adversary.)
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.adversary.linking import all_ways
from tests.adversary.stage import Lines, Stage, begin
from tests.adversary.test_links import mix, mix_in_order, most_links
from tests.begun_worlds import BegunWorlds
from tests.clock import Clock
from tests.stolen.wal import WalCopier

BATCHES, EACH = 4, 10
BY_PLACE = "(place)"


@pytest.fixture
def stage(begun_worlds: BegunWorlds, clock: Clock, tmp_path: Path) -> Iterator[Stage]:
    """A world on PostgreSQL whose log the adversary reads."""
    with begun_worlds.world("postgresql", tmp_path, clock) as world:
        made = begin(world, Lines())
        made.copier.close()
        made.copier = WalCopier(world.tools.settings.database)
        made.look()
        yield made
        made.copier.close()


def test_who_has_the_whole_log_links_no_better_than_guessing(stage: Stage) -> None:
    for _ in range(BATCHES):
        stage.answer(stage.children("mette", AgeGroup.OLDER, EACH))
        mix(stage)
    ways = all_ways(stage.adversary)
    assert [name for name in ways if BY_PLACE in name], "he has found no row in the log"
    links, by_chance = most_links(stage, ways)
    assert links <= by_chance < len(stage.truth)


def test_the_control_a_mixer_that_does_not_shuffle_is_read_from_the_log(stage: Stage) -> None:
    for _ in range(BATCHES):
        stage.answer(stage.children("mette", AgeGroup.OLDER, EACH))
        mix_in_order(stage)
    ways = {name: links for name, links in all_ways(stage.adversary).items() if BY_PLACE in name}
    found = max(
        sum(stage.truth.get(said) == meeting for said, meeting in links.items())
        for links in ways.values()
    )
    assert found > most_links(stage, all_ways(stage.adversary))[1]

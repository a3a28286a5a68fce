"""Fixtures of the adversary's tests: a stage on each kind of database, with all logs wide open."""

import logging
from collections.abc import Iterator

import pytest

from tests.adversary.stage import Lines, Stage, begin
from tests.world import World


@pytest.fixture
def stage(any_world: World) -> Iterator[Stage]:
    """A world that the adversary looks at, from its beginning."""
    lines, root = Lines(), logging.getLogger()
    loggers = {root: root.level, logging.getLogger("sqlalchemy.engine"): logging.NOTSET}
    root.addHandler(lines)
    for logger in loggers:
        logger.setLevel(logging.INFO)
    made = begin(any_world, lines)
    yield made
    made.copier.close()
    root.removeHandler(lines)
    for logger, level in loggers.items():
        logger.setLevel(level)

"""The world that the tests of a municipality's offices share: each adds people of its own."""

from collections.abc import Iterator

import pytest

from tests.databases import EmptyDatabases
from tests.services.offices.town_hall import town_hall
from tests.world import World


@pytest.fixture(scope="module")
def town(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """One world for a whole file."""
    with town_hall(empty_databases, tmp_path_factory.mktemp("town")) as world:
        yield world

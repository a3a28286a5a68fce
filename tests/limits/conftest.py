"""One server for all programmes here, and more browsers at once than it has workers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.limits.house import WORKERS, House


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for all."""
    made = House(tmp_path_factory.mktemp("house"), "http://127.0.0.1/vejret")
    made.wait()
    yield made
    made.close()


@pytest.fixture(scope="session")
def at_once() -> Iterator[ThreadPoolExecutor]:
    """Twice as many at once as the server has workers."""
    with ThreadPoolExecutor(2 * WORKERS) as threads:
        yield threads

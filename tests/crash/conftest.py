"""Fixtures of the crash programmes: houses that are begun when they are asked for, and shared."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from tests.begun_worlds import BegunWorlds
from tests.crash.house import House, house

Houses = Callable[..., House]


@pytest.fixture(scope="module")
def houses(begun_worlds: BegunWorlds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """``houses(kind, variant)`` is the same house for all tests of a module."""
    with ExitStack() as held:

        @cache
        def begun(kind: str, variant: str = "product") -> House:
            folder = tmp_path_factory.mktemp("house")
            return held.enter_context(house(begun_worlds, kind, folder, variant))

        yield begun

"""Counting by many processes at once: ours, and one that keeps its count in its own memory."""

from collections import Counter

from boernestemme.storage.ids import new_id
from tests.limits.house import WORKERS
from tests.races.processes import meet, together
from tests.storage.test_tries import spend

PROCESSES, LIMIT, EACH = 8, 100, 14
CARELESS_LIMIT = 10


def spend_each(keys: list[str]) -> list[int]:
    """One process: how many of its tries of each key were allowed."""
    found = []
    for key in keys:
        meet()
        found.append(sum(spend(key, LIMIT) for _ in range(EACH)))
    return found


def spent(address: str, many: int) -> Counter[int]:
    """How many tries of each of so many keys all processes together got through."""
    keys = [new_id() for _ in range(many)]
    counted = together(address, spend_each, *[(keys,)] * PROCESSES)
    return Counter(map(sum, zip(*counted, strict=True)))


def count_in_memory(name: str) -> int:
    """The control, one worker: how many of its tries it let through, as far as it knows."""
    tried, found = Counter[str](), 0
    for _ in range(CARELESS_LIMIT):
        meet()
        tried[name] += 1
        found += tried[name] <= CARELESS_LIMIT
    return found


def let_through(address: str) -> int:
    """The control: how many all workers let through a limit that each counts for itself."""
    return sum(together(address, count_in_memory, *[(new_id(),)] * WORKERS))

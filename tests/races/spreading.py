"""Spreads what many do over the steps of something else that happens meanwhile."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

CLIENTS, SECONDS_BETWEEN = 8, 0.05
Task = Callable[[], None]


def spread(groups: Sequence[Sequence[Task]], meanwhile: Sequence[Task] = ()) -> None:
    """Do all tasks by eight at once: some groups before, while and after each step.

    A group's tasks follow each other closely. Raises what a task or a step raised first.
    """
    shares = 2 * len(meanwhile) + 1
    with ThreadPoolExecutor(CLIENTS) as pool, ThreadPoolExecutor(1) as aside:
        waiting: list[Future[None]] = []
        for number in range(shares):
            step = aside.submit(meanwhile[number // 2] if number % 2 else _nothing)
            for group in groups[number::shares]:
                waiting += [pool.submit(task) for task in group]
                if not step.done():
                    time.sleep(SECONDS_BETWEEN)
            step.result()
        for one in waiting:
            one.result()


def _nothing() -> None:
    """Before, between and after the steps."""

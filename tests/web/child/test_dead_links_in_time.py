"""Dead links of every kind take as long as a forged one: by the clock nobody tells them apart."""

import time
from collections.abc import Callable
from statistics import median

from tests.web.child.test_dead_links import DEAD, browser
from tests.web.scene import Scene

ROUNDS, MOST_MS = 9, 50
# Each of these lets a meeting pass; so does an expired link, which stands for all.
LATE = {"cancelled_and_over", "spent_and_over", "after_spent_without_before"}


def milliseconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def medians(acts: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The usual time of each, taken in turns so that a busy moment meets them all."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            taken[name].append(milliseconds(act))
    return {name: median(one) for name, one in taken.items()}


def spread(times: dict[str, float]) -> float:
    """Between the slowest and the fastest."""
    return max(times.values()) - min(times.values())


def test_every_dead_link_takes_as_long_as_a_forged_one(scene: Scene) -> None:
    kinds = [one for one in DEAD if one.__name__ not in LATE]
    tokens = {why.__name__: why(scene) for why in kinds}
    pages = browser(scene, None).client
    acts = {name: (lambda token=token: pages.get(f"/b/{token}")) for name, token in tokens.items()}
    times = medians(acts)
    print({name: f"{one:.1f} ms" for name, one in times.items()})  # noqa: T201 - the figures
    assert spread(times) <= MOST_MS


def test_control_a_slower_answer_is_seen() -> None:
    assert spread(medians({"fast": lambda: None, "slow": lambda: time.sleep(0.06)})) > MOST_MS

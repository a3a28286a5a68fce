"""How often a comparison says what is not so: the funnel's alarms, the intervals of a change.

``python -m tests.domain.comparing`` prints the tables of docs/statistics.md.
"""

import sys
from dataclasses import replace
from functools import cache
from random import Random

from boernestemme.domain.cell_keys import KEYS, NOISE_VARIANCE, noisy
from boernestemme.domain.funnel import FEWEST, limits
from boernestemme.domain.shares import ROUNDING_VARIANCE, rounded
from boernestemme.domain.trends import Summed, difference
from tests.domain.published_law import sampled

ERROR = NOISE_VARIANCE + ROUNDING_VARIANCE
# The exact n of eight municipalities that are summed.
SIZES = (30, 35, 40, 55, 60, 80, 110, 150)
PAIRS = 1500
SHARES, CHILDREN = (0.5, 0.72, 0.85), (30, 60, 150, 400)
CHANGES = ((0.5, 0.5), (0.7, 0.7), (0.7, 0.78), (0.2, 0.3), (0.9, 0.9))


@cache
def outside(n: int, share: float, error: float) -> float:
    """How often an area whose children are as all others lies outside 99.8 %: the exact law."""
    alarms = 0.0
    for (yes, all_), weight in sampled(n, share).items():
        told = limits(all_, share, error) if all_ >= FEWEST else None
        is_out = told and not told.low998 <= min(yes / all_, 1) <= told.high998
        alarms += weight if is_out else 0
    return alarms


def drawn(chance: Random, share: float) -> Summed:
    """Published counts of eight municipalities whose children say yes with this chance."""
    yes = n = 0
    for size in SIZES:
        said = sum(chance.random() < share for _ in range(size))
        yes += rounded(noisy(said, chance.randrange(KEYS)))
        n += rounded(noisy(size, chance.randrange(KEYS)))
    return Summed(yes, n, len(SIZES) * ERROR)


def held(then: float, now: float, error: float) -> float:
    """How often the interval holds the true difference, in many pairs of half-years."""
    chance, found = Random(f"{then} {now}"), 0
    for _ in range(PAIRS):
        low, high = difference(
            replace(drawn(chance, then), error=error), replace(drawn(chance, now), error=error)
        )
        found += low <= now - then <= high
    return found / PAIRS


def main() -> None:
    """Write both tables."""
    lines = [
        f"| {share:.0%} | {n} | {outside(n, share, ERROR):.2%} | {outside(n, share, 0):.2%} |"
        for share in SHARES
        for n in CHILDREN
    ]
    for then, now in CHANGES:
        told, bare = held(then, now, len(SIZES) * ERROR), held(then, now, 0)
        lines.append(f"| {then:.0%} | {now:.0%} | {told:.1%} | {bare:.1%} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

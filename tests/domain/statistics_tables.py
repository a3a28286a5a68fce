"""Prints the tables of docs/statistics.md: `.venv/bin/python -m tests.domain.statistics_tables`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

from boernestemme.domain.cell_keys import KEYS, LARGEST_NOISE, NOISE, noisy
from tests.domain.insider import noisy_and_rounded, only_rounded, what_he_learns
from tests.domain.published_law import (
    coverage,
    error_in_points,
    errors_of,
    law_of,
    plain_interval,
    published_interval,
)

COUNTS = (1, 2, 3, 4, 5, 7, 8, 10, 12, 30, 100)
SIZES = (30, 50, 100, 300, 1000)
SHARES = (50, 70, 90)
CHANCES = tuple(step / 20 for step in range(1, 20))


def noise_table() -> list[str]:
    """How many of the 256 keys give which noise."""
    law = Counter(NOISE)
    sizes = range(LARGEST_NOISE + 1)
    return _table(
        ("noise", *(f"±{size}" if size else "0" for size in sizes)),
        [("keys, each", *(law[size] for size in sizes))],
    )


def count_table() -> list[str]:
    """What becomes of a count: how far it is moved on average, and how far it spreads."""
    return _table(
        ("count", "noise on average", "published on average", "spread", "published as 0"),
        [
            (
                count,
                f"{sum(noisy(count, key) for key in range(KEYS)) / KEYS - count:+.2f}",
                f"{errors_of(count)[0] + count:.2f}",
                f"{errors_of(count)[1]:.2f}",
                f"{100 * law_of(count).get(0, 0):.0f} %",
            )
            for count in COUNTS
        ],
    )


def percent_table() -> list[str]:
    """The error of a published percentage, in points, beside that of sampling."""
    rows = []
    for children in SIZES:
        parts = [round(share * children / 100) for share in SHARES]
        low, high = published_interval(round(0.14 * children) * 5, children)
        plain_low, plain_high = plain_interval(round(0.14 * children) * 5, children)
        rows.append(
            (
                children,
                *(f"{error_in_points(part, children):.1f}" for part in parts),
                f"{100 * sqrt(0.7 * 0.3 / children):.1f}",
                f"±{50 * (high - low):.0f}",
                f"±{50 * (plain_high - plain_low):.0f}",
            )
        )
    names = (*(f"error at {share} %" for share in SHARES), "of sampling, 70 %")
    return _table(("children", *names, "interval, 70 %", "Wilson alone"), rows)


def coverage_table() -> list[str]:
    """How often the interval holds the truth, where that is least, from 5 to 95 %."""
    rows = []
    for children in SIZES:
        ours, plain = (
            min(coverage(children, chance, interval) for chance in CHANCES)
            for interval in (published_interval, plain_interval)
        )
        rows.append((children, f"{100 * ours:.1f} %", f"{100 * plain:.1f} %"))
    return _table(("children", "published interval", "Wilson alone"), rows)


def insider_table() -> list[str]:
    """What one learns of the last child who knows all the others."""
    rows = []
    for children in (30, 60, 150):
        told = []
        for published in (noisy_and_rounded, only_rounded):
            certain, advantage = what_he_learns(children, published)
            told += [f"{100 * certain:.2f} %", f"{100 * advantage:.2f} points"]
        rows.append((children, *told))
    names = ("near certain", "advantage", "rounding alone: near certain", "advantage")
    return _table(("children", *names), rows)


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> list[str]:
    line = ["---:"] * len(head)
    return ["| " + " | ".join(map(str, row)) + " |" for row in (head, line, *rows)]


if __name__ == "__main__":
    for table in (noise_table, count_table, percent_table, coverage_table, insider_table):
        print(table.__doc__, *table(), sep="\n", end="\n\n")  # noqa: T201 - what it is for

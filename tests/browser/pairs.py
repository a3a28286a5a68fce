"""All pairs: few rows in which every two values of different factors meet at least once."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product

Row = tuple[object, ...]
Pair = tuple[int, object, int, object]


def pairs_of(row: Row) -> set[Pair]:
    """Every two values that meet in a row, with the factors they belong to."""
    return {(i, row[i], j, row[j]) for i, j in combinations(range(len(row)), 2)}


def full_matrix(
    factors: Mapping[str, Sequence[object]], fits: Callable[..., bool] = lambda *_row: True
) -> list[Row]:
    """Every row that can be."""
    return [row for row in product(*factors.values()) if fits(*row)]


def all_pairs(
    factors: Mapping[str, Sequence[object]], fits: Callable[..., bool] = lambda *_row: True
) -> list[Row]:
    """A cover of all pairs that some fitting row holds: always the row with most that are new."""
    rows = full_matrix(factors, fits)
    missing = set[Pair]().union(*(pairs_of(row) for row in rows))
    chosen: list[Row] = []
    while missing:
        best = max(rows, key=lambda row: len(pairs_of(row) & missing))
        chosen.append(best)
        missing -= pairs_of(best)
    return chosen

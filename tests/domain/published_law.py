"""The exact law of what is published of a count: nothing is drawn, every key is gone through."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from math import comb, sqrt

from boernestemme.domain.cell_keys import KEYS, NOISE_VARIANCE, noisy
from boernestemme.domain.shares import FEWEST_FOR_PERCENT, percent, rounded, share, wilson

Law = dict[int, float]
Interval = Callable[[int, int], tuple[float, float]]
# The two published counts of a share, and how likely they are.
Pairs = Counter[tuple[int, int]]


@cache
def keys_of(count: int) -> dict[int, tuple[int, ...]]:
    """Which cell keys lead to which published count; the sum of no keys is 0."""
    found: dict[int, list[int]] = {}
    for key in range(KEYS if count else 1):
        found.setdefault(rounded(noisy(count, key)), []).append(key)
    return {told: tuple(keys) for told, keys in found.items()}


@cache
def law_of(count: int) -> Law:
    """How likely each published count is."""
    of = keys_of(count)
    every = sum(map(len, of.values()))
    return {told: len(keys) / every for told, keys in of.items()}


def errors_of(count: int) -> tuple[float, float]:
    """The mean of published less exact, and its spread around that mean."""
    law = law_of(count)
    mean = sum(weight * told for told, weight in law.items())
    return mean - count, sqrt(sum(weight * (told - mean) ** 2 for told, weight in law.items()))


def pairs_of(part: int, whole: int) -> Pairs:
    """The law of both counts: the same for the same children, apart where they are others."""
    if part == whole:
        return Counter({(told, told): weight for told, weight in law_of(whole).items()})
    parts, wholes = law_of(part).items(), law_of(whole).items()
    return Counter({(one, all_): a * b for one, a in parts for all_, b in wholes})


def sampled(whole: int, chance: float) -> Pairs:
    """The same where each child says yes with this chance."""
    pairs: Pairs = Counter()
    parts: Counter[int] = Counter()
    for part in range(whole):
        likely = comb(whole, part) * chance**part * (1 - chance) ** (whole - part)
        for told, weight in law_of(part).items():
            parts[told] += likely * weight
    for one, a in parts.items():
        for all_, b in law_of(whole).items():
            pairs[one, all_] += a * b
    for pair, weight in pairs_of(whole, whole).items():
        pairs[pair] += chance**whole * weight
    return pairs


def coverage(whole: int, chance: float, interval: Interval) -> float:
    """How often the interval that is shown holds the chance, of all that have a percentage."""
    shown = {
        pair: weight
        for pair, weight in sampled(whole, chance).items()
        if pair[1] >= FEWEST_FOR_PERCENT
    }
    held = 0.0
    for (part, all_), weight in shown.items():
        low, high = interval(part, all_)
        held += weight * (low <= chance <= high)
    return held / sum(shown.values())


def error_in_points(part: int, whole: int) -> float:
    """Root mean square of the published percentage less the exact share, in points."""
    shown = {
        (one, all_): weight
        for (one, all_), weight in pairs_of(part, whole).items()
        if all_ >= FEWEST_FOR_PERCENT
    }
    squares = sum(
        weight * (percent(min(one, all_), all_) - 100 * part / whole) ** 2
        for (one, all_), weight in shown.items()
    )
    return sqrt(squares / sum(shown.values()))


@cache
def published_interval(part: int, whole: int) -> tuple[float, float]:
    """The interval a release tells."""
    told = share(part, whole, NOISE_VARIANCE)
    return told.low / 100, told.high / 100


@cache
def rounded_interval(part: int, whole: int) -> tuple[float, float]:
    """The interval of counts that were rounded and no more."""
    told = share(part, whole)
    return told.low / 100, told.high / 100


def plain_interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's, as if nothing had been changed."""
    return wilson(min(part, whole), whole)

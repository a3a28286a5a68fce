"""Shares of rounded counts: the percentage, when it is only a bound, and its 95 % interval.

All of it is computed from counts that are published anyway, so it tells nothing more than they do.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from boernestemme.domain.release import Bound

ROUNDED_TO = 5
ROUNDING_HIDES = 2
FEWEST_FOR_PERCENT = 30
FEWEST_FOR_EXTREMES = 100
HIGH_BAND, LOW_BAND = 90, 10
QUANTILE = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Share:
    """A share in whole per cent, how to read it, and its interval in whole per cent."""

    percent: int
    bound: Bound
    low: int
    high: int


def rounded(count: int) -> int:
    """A count rounded to the nearest 5."""
    return (count + ROUNDING_HIDES) // ROUNDED_TO * ROUNDED_TO


def percent(part: int, whole: int) -> int:
    """A share in whole per cent, a half upwards."""
    return (200 * part + whole) // (2 * whole)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, as numbers from 0 to 1.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212.
    """
    share, squared = part / whole, QUANTILE**2
    centre = (share + squared / (2 * whole)) / (1 + squared / whole)
    spread = math.sqrt(share * (1 - share) / whole + squared / (4 * whole**2))
    half = QUANTILE * spread / (1 + squared / whole)
    return centre - half, centre + half


def share(part: int, whole: int) -> Share:
    """The share of two rounded counts, the whole at least 30.

    Below 100 what is near all or nothing is told as a band, the same for every share in it: it
    would else say what each single child answered. The low band mirrors the high one exactly.
    """
    exact = percent(part, whole)
    if whole < FEWEST_FOR_EXTREMES and exact >= HIGH_BAND:
        band = [one for one in _possible(whole) if percent(one, whole) >= HIGH_BAND]
        return Share(HIGH_BAND, Bound.OVER, *_interval(band, whole))
    if whole < FEWEST_FOR_EXTREMES and percent(whole - part, whole) >= HIGH_BAND:
        band = [one for one in _possible(whole) if percent(whole - one, whole) >= HIGH_BAND]
        return Share(LOW_BAND, Bound.UNDER, *_interval(band, whole))
    return Share(exact, Bound.EXACT, *_interval([part], whole))


def _possible(whole: int) -> Iterable[int]:
    return range(0, whole + 1, ROUNDED_TO)


def _interval(parts: Iterable[int], whole: int) -> tuple[int, int]:
    """Wilson's interval over every count that may lie behind the rounded ones, widened outwards."""
    reached = [
        wilson(min(max(part + change, 0), least), least)
        for part in parts
        for change in (-ROUNDING_HIDES, ROUNDING_HIDES)
        for least in (whole - ROUNDING_HIDES, whole + ROUNDING_HIDES)
    ]
    low = min(low for low, _ in reached)
    high = max(high for _, high in reached)
    return max(math.floor(100 * low), 0), min(math.ceil(100 * high), 100)

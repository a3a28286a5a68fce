"""Shares of published counts: the percentage, when it is only a bound, its 95 % interval.

All of it is computed from counts that are published anyway, so it tells nothing more than they do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from boernestemme.domain.figures import Bound

ROUNDED_TO = 5
ROUNDING_HIDES = 2
ROUNDING_VARIANCE = (ROUNDED_TO / 2) ** 2
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


def wilson(part: int, whole: int, error: float = 0) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, from 0 to 1, or beyond where ``error`` takes it there.

    ``error`` is the variance of what noise and rounding did to each of the two counts. The ends are
    the p that solve (share - p)² = z² (p (1 - p) / n + error (1 + p²) / n²): the share's sampling
    variance, and that of the part less p times the whole. Without error they are Wilson's own.
    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212.
    """
    share, sampling = part / whole, QUANTILE**2 / whole
    changed = sampling * error / whole
    square, linear = 1 + sampling - changed, share + sampling / 2
    spread = math.sqrt(linear**2 - square * (share**2 - changed))
    return (linear - spread) / square, (linear + spread) / square


def share(part: int, whole: int, noise_variance: float = 0) -> Share:
    """The share of two published counts, the whole at least 30; all of it when there is more.

    Below 100 what is near all or nothing is told as a band, the same for every share in it: it
    would else say what each single child answered. The low band mirrors the high one exactly.

    Rounding is counted as half a step wherever it falls. With the variance of remainders spread
    evenly (2) too few intervals near 30 hold the truth, 90.7 %; so 95 % of them do, from 30 on.
    """
    part, error = min(part, whole), noise_variance + ROUNDING_VARIANCE
    exact = percent(part, whole)
    if whole < FEWEST_FOR_EXTREMES and exact >= HIGH_BAND:
        band = [one for one in _possible(whole) if percent(one, whole) >= HIGH_BAND]
        return Share(HIGH_BAND, Bound.OVER, *_interval(band, whole, error))
    if whole < FEWEST_FOR_EXTREMES and percent(whole - part, whole) >= HIGH_BAND:
        band = [one for one in _possible(whole) if percent(whole - one, whole) >= HIGH_BAND]
        return Share(LOW_BAND, Bound.UNDER, *_interval(band, whole, error))
    return Share(exact, Bound.EXACT, *_interval([part], whole, error))


def _possible(whole: int) -> Sequence[int]:
    return range(0, whole + 1, ROUNDED_TO)


def _interval(parts: Sequence[int], whole: int, error: float) -> tuple[int, int]:
    """The interval of every count in a band, widened outwards to whole per cent."""
    low = min(wilson(part, whole, error)[0] for part in parts)
    high = max(wilson(part, whole, error)[1] for part in parts)
    return max(math.floor(100 * low), 0), min(math.ceil(100 * high), 100)

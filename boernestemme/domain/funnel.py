"""A funnel plot's limits: how far from the country's share an area lies by chance alone.

The limits are those of the exact binomial law, interpolated between whole children. Two things
besides chance move a published share, so the limits are pushed outwards by them: noise and rounding
of the counts, and what municipalities truly differ by when they differ by more than chance, noise
and rounding make them (over-dispersion, additive). Without noise and with no such differences they
are the exact binomial ones.

Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
Medicine 24 (2005), 1185-1202: the interpolation (A.1.1), winsorised z and additive model (A.3).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

FEWEST = 30
# How much of the law lies below each limit: 95 % and 99.8 % between two of them.
QUANTILES = (0.001, 0.025, 0.975, 0.999)
WINSORISED = 0.1
# With fewer areas a single one that is far away would be most of what they differ by.
FEWEST_TO_DIFFER = 10


@dataclass(frozen=True)
class Counted:
    """A published area: its code, its n from 30 on, and its yes."""

    code: str
    n: int
    yes: int

    @property
    def share(self) -> float:
        """Published yes of published n, at most 1."""
        return min(self.yes / self.n, 1)


@dataclass(frozen=True)
class Limits:
    """The shares, from 0 to 1, between which an area of size ``n`` lies by chance."""

    n: int
    low998: float
    low95: float
    high95: float
    high998: float


@dataclass(frozen=True)
class Spread:
    """How much areas differ: ``phi`` is 1 when as much as chance, noise and rounding make them.

    ``between`` is the variance of their true shares, 0 where phi is not above what chance gives.
    """

    phi: float
    between: float


@lru_cache(maxsize=1024)
def exact_limits(n: int, share: float) -> tuple[float, float, float, float]:
    """The four limits of an exact binomial share, from 0 to 1; ``share`` between them."""
    return tuple(_quantile(n, share, wanted) for wanted in QUANTILES)  # type: ignore[return-value]  # four of them


def limits(n: int, share: float, error: float = 0, between: float = 0) -> Limits:
    """The limits around a country's share (0 to 1) for areas of size ``n``.

    ``error`` is the variance of one published count around the exact one.
    """
    chance = share * (1 - share) / n
    wider = math.sqrt((variance(n, share, error) + between) / chance)
    moved = (share + (limit - share) * wider for limit in exact_limits(n, share))
    return Limits(n, *(min(max(limit, 0.0), 1.0) for limit in moved))


def variance(n: int, share: float, error: float) -> float:
    """The variance of a published share: of sampling, and of what was done to both counts."""
    return share * (1 - share) / n + error * (1 + share**2) / n**2


def spread(areas: Sequence[Counted], share: float, error: float) -> Spread:
    """How much areas differ around the country's share (0 to 1); from ten areas on."""
    if len(areas) < FEWEST_TO_DIFFER or not 0 < share < 1:
        return Spread(1.0, 0.0)
    variances = [variance(area.n, share, error) for area in areas]
    scores = sorted(
        (area.share - share) / math.sqrt(one) for area, one in zip(areas, variances, strict=True)
    )
    cut = int(len(scores) * WINSORISED)
    lowest, highest = scores[cut], scores[-1 - cut]
    squares = math.fsum(min(max(score, lowest), highest) ** 2 for score in scores)
    weights = [1 / one for one in variances]
    whole = math.fsum(weights)
    room = whole - math.fsum(weight**2 for weight in weights) / whole
    return Spread(squares / len(areas), max(0.0, (squares - (len(areas) - 1)) / room))


def _quantile(n: int, share: float, wanted: float) -> float:
    """Where the law's distribution function reaches what is wanted, between two whole counts."""
    before = 0.0
    for count, up_to in enumerate(_distribution(n, share)):
        if up_to >= wanted or count == n:
            return (count - (up_to - wanted) / (up_to - before)) / n
        before = up_to
    raise AssertionError("a law has a largest count")


def _distribution(n: int, share: float) -> Iterator[float]:
    """How likely at most 0, 1, 2 … of ``n`` are."""
    yes, no, whole = math.log(share), math.log1p(-share), math.lgamma(n + 1)
    below = 0.0
    for count in range(n + 1):
        log_ways = whole - math.lgamma(count + 1) - math.lgamma(n - count + 1)
        below += math.exp(log_ways + count * yes + (n - count) * no)
        yield below

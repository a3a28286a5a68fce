"""How a funnel is drawn: its scales, limits and dots, in the drawing's own measures."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.figures import Bound, Figure
from boernestemme.domain.funnel import FEWEST, Limits, limits
from boernestemme.web.locale import gettext as _

# To the right n grows by doublings: most municipalities are small.
LEFT, RIGHT, TOP, BOTTOM = 56, 392, 12, 252
TICKS = (30, 50, 100, 200, 500, 1000, 2000, 5000)
STEPS = 24
TENTH = 10


@dataclass(frozen=True)
class Centre:
    """What a municipality is held against: the share of all (0 to 1), and what moves it besides.

    ``error`` is the variance of a published count, ``between`` that of the true shares.
    """

    share: float
    error: float
    between: float

    def limits(self, n: int) -> Limits:
        """The limits for areas of size ``n``."""
        return limits(n, self.share, self.error, self.between)


@dataclass(frozen=True)
class Dot:
    """One municipality: a dot, or a stroke from ``top`` to ``bottom`` where it is a band."""

    x: float
    y: float
    top: float
    bottom: float
    is_band: bool


@dataclass(frozen=True)
class Drawing:
    """What is drawn: lines as rows of points, scales, dots, and the one that is picked."""

    inner: str
    inner_ends: tuple[str, str]
    outer_ends: tuple[str, str]
    centre: float
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    picked: Dot | None


class _Scales:
    """Where shares and sizes lie in the drawing."""

    def __init__(self, most: int, lowest: float, highest: float) -> None:
        self.low = math.floor(TENTH * lowest) * TENTH
        self.high = math.ceil(TENTH * highest) * TENTH
        self.most = max(most, 2 * FEWEST)
        self._doublings = math.log(self.most / FEWEST)

    def x(self, n: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * math.log(n / FEWEST) / self._doublings, 1)

    def y(self, share: float) -> float:
        part = (100 * share - self.low) / (self.high - self.low)
        return round(BOTTOM - (BOTTOM - TOP) * part, 1)

    def line(self, points: Iterable[tuple[float, float]]) -> str:
        return " ".join(f"{self.x(n)},{self.y(share)}" for n, share in points)


def band(figure: Figure) -> tuple[float, float]:
    """Between which shares a percentage lies, from 0 to 1: twice the same where it is no band."""
    share = (figure.percent or 0) / 100
    if figure.bound is Bound.OVER:
        return share, 1.0
    return (0.0, share) if figure.bound is Bound.UNDER else (share, share)


def drawing_of(shown: Mapping[str, Figure], centre: Centre, picked: str) -> Drawing:
    """All municipalities with a share, the limits around the centre, and the picked one."""
    along = [centre.limits(n) for n in _sizes(max(one.n or 0 for one in shown.values()))]
    ends = [share for figure in shown.values() for share in band(figure)]
    lowest, highest = min(*ends, along[0].low998), max(*ends, along[0].high998)
    scales = _Scales(along[-1].n, lowest, highest)
    lines = {
        name: [(one.n, getattr(one, name)) for one in along]
        for name in ("low95", "high95", "low998", "high998")
    }
    dots = {code: _dot(scales, figure) for code, figure in shown.items()}
    step = 2 * TENTH if scales.high - scales.low > 6 * TENTH else TENTH
    return Drawing(
        scales.line(lines["low95"] + lines["high95"][::-1]),
        (scales.line(lines["low95"]), scales.line(lines["high95"])),
        (scales.line(lines["low998"]), scales.line(lines["high998"])),
        scales.y(centre.share),
        tuple((scales.x(n), str(n)) for n in TICKS if n <= scales.most),
        tuple(
            (scales.y(tick / 100), _("%(share)s %%", share=tick))
            for tick in range(scales.low, scales.high + 1, TENTH)
            if tick % step == 0
        ),
        tuple(dot for code, dot in dots.items() if code != picked),
        dots.get(picked),
    )


def _sizes(most: int) -> Sequence[int]:
    """Sizes to draw the limits at, each a published one, from the fewest to the most."""
    most = max(most, 2 * FEWEST)
    steps = (FEWEST * (most / FEWEST) ** (step / STEPS) for step in range(STEPS + 1))
    return sorted({5 * round(size / 5) for size in steps})


def _dot(scales: _Scales, figure: Figure) -> Dot:
    low, high = band(figure)
    x, is_band = scales.x(figure.n or FEWEST), figure.bound is not Bound.EXACT
    return Dot(x, scales.y((low + high) / 2), scales.y(high), scales.y(low), is_band)

"""What the numbers are still good for: their error, their intervals, and who is shown.

`python -m tests.statistics.utility 100` prints the tables for a hundred invented half-years.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from statistics import fmean, quantiles

from boernestemme.domain.disclosure import disclose
from boernestemme.domain.figures import AreaKind, Bound, Figure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2027
from tests.statistics.country import HalfYear, half_year
from tests.statistics.protections import cells

SIZES = (30, 50, 100, 200, 500)
RESPONSES = (0.12, 0.25, 0.35, 0.55)


@dataclass
class Usefulness:
    """Errors in points of the published percentages of one size of group, and their intervals."""

    published: list[float] = field(default_factory=list)
    sampled: list[float] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    covered: int = 0
    bands: int = 0
    bands_covered: int = 0


def by_size(half_years: int, seed: int = 1) -> dict[int, Usefulness]:
    """The error of every published percentage of a municipality, by the size of its group.

    Each is held against the share that truly lies behind the answers; the exact answers have an
    error too, from who happened to answer.
    """
    found: dict[int, Usefulness] = defaultdict(Usefulness)
    for number in range(half_years):
        half = half_year(Random(seed * 7_919 + number))
        for figure in disclose(cells(half), FROM_2027):
            if figure.area.kind is AreaKind.MUNICIPALITY and figure.status is Status.SHOWN:
                _judge(found[_size(figure)], half, figure)
    return dict(sorted(found.items()))


def shown(response: float, half_years: int, seed: int = 1) -> dict[AgeGroup, tuple[float, float]]:
    """How many municipalities are told apart, and how many with a percentage, on the average."""
    told: dict[AgeGroup, list[tuple[int, int]]] = defaultdict(list)
    for number in range(half_years):
        half = half_year(Random(seed * 104_729 + number), response=response)
        figures = [one for one in disclose(cells(half), FROM_2027) if one.item == "heard"]
        for age_group in AgeGroup:
            own = [one for one in figures if one.age_group is age_group and _is_alone(one)]
            told[age_group].append((len(own), sum(one.percent is not None for one in own)))
    return {
        age: (fmean(a for a, _ in many), fmean(b for _, b in many)) for age, many in told.items()
    }


def _is_alone(figure: Figure) -> bool:
    return figure.area.kind is AreaKind.MUNICIPALITY and figure.status is not Status.HIDDEN


def _size(figure: Figure) -> int:
    return max(size for size in SIZES if size <= (figure.n or 0))


def _judge(found: Usefulness, half: HalfYear, figure: Figure) -> None:
    area = figure.area.code, figure.age_group
    said = half.said(*area, figure.item)
    truth = 100 * half.shares[area][0]
    low, high = figure.low or 0, figure.high or 0
    if figure.bound is not Bound.EXACT:
        found.bands += 1
        found.bands_covered += low <= truth <= high
        return
    found.published.append(abs((figure.percent or 0) - truth))
    found.sampled.append(abs(100 * said["yes"] / said.total() - truth))
    found.widths.append(high - low)
    found.covered += low <= truth <= high


def error_rows(found: dict[int, Usefulness]) -> Iterable[str]:
    """The errors as rows of a table."""
    yield "| n from | Figures | Mean error | 95 % within | Exact answers' mean error | Covered |"
    yield "|---|---|---|---|---|---|"
    for size, one in found.items():
        within = quantiles(one.published, n=20)[-1]
        covered = (one.covered + one.bands_covered) / (len(one.published) + one.bands)
        yield (
            f"| {size} | {len(one.published)} + {one.bands} bands | {fmean(one.published):.1f} "
            f"| {within:.1f} | {fmean(one.sampled):.1f} | {covered:.1%} |"
        )


def shown_rows(half_years: int) -> Iterable[str]:
    """How many municipalities are shown at each response, as rows of a table."""
    yield "| Response | 6–9: told apart | in per cent | 10–17: told apart | in per cent |"
    yield "|---|---|---|---|---|"
    for response in RESPONSES:
        told = shown(response, half_years)
        cells_ = " | ".join(f"{a:.0f} | {b:.0f}" for a, b in told.values())
        yield f"| {response:.0%} | {cells_} |"


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    rows = [*error_rows(by_size(many)), "", *shown_rows(max(1, many // 4))]
    sys.stdout.write("\n".join(rows) + "\n")

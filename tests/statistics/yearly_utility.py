"""Who is too small for a half-year, and what the year tells of them that a half-year would not.

`python -m tests.statistics.yearly_utility 100` prints the tables for so many half-years and years.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random

from boernestemme.cli.demo_numbers import THOUSANDS
from boernestemme.domain.disclosure import disclose
from boernestemme.domain.figures import AreaKind, Figure
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2027, MUNICIPALITIES
from tests.statistics.country import HalfYear, half_year
from tests.statistics.protections import cells
from tests.statistics.utility import RESPONSES
from tests.statistics.years import SMALL, year

CHOSEN_AT = 0.35
FEWEST_HALF_YEARS = 0.5
LISTED = 10


@dataclass
class Seen:
    """Of the smallest: how often one is told apart or in per cent, and all of them as one line."""

    periods: int = 0
    alone: int = 0
    in_percent: int = 0
    together: int = 0

    def each(self, number: int) -> float:
        """On the average of the periods."""
        return number / max(1, self.periods)


def smallest(number: int) -> list[str]:
    """The codes of the smallest municipalities, the smallest first."""
    return sorted(THOUSANDS, key=lambda code: (THOUSANDS[code], code))[:number]


def stands_alone(
    response: float, half_years: int, among: Collection[str] = THOUSANDS
) -> Counter[str]:
    """In how many half-years each municipality stands alone in 10–17, if all are told by them."""
    found: Counter[str] = Counter()
    for number in range(half_years):
        half = half_year(Random(31 * number + 7), response=response, among=among)
        found.update(one.area.code for one in _alone(half, AgeGroup.OLDER))
    return found


def told_by(
    response: float, years: int, among: Collection[str] = THOUSANDS
) -> dict[tuple[str, AgeGroup], Seen]:
    """What a half-year with all municipalities, and what the year, tells of the smallest."""
    found: dict[tuple[str, AgeGroup], Seen] = defaultdict(Seen)
    for number in range(years):
        one = year(Random(97 * number + 5), response, among)
        for kind, period in (("half-year", one.halves[0]), ("year", one.whole)):
            for age_group in AgeGroup:
                _look(found[kind, age_group], period, age_group, is_year=kind == "year")
    return found


def _look(seen: Seen, period: HalfYear, age_group: AgeGroup, *, is_year: bool) -> None:
    own = [one for one in _alone(period, age_group) if one.area.code in SMALL]
    seen.periods += 1
    seen.alone += len(own)
    seen.in_percent += sum(one.percent is not None for one in own)
    if is_year:  # the line of all of them; no half-year has one
        [line] = [one for one in _heard(period, age_group) if one.area.kind is AreaKind.COUNTRY]
        seen.together += line.percent is not None


def _heard(half: HalfYear, age_group: AgeGroup) -> Iterable[Figure]:
    figures = disclose([one for one in cells(half) if one.age_group is age_group], FROM_2027)
    return [one for one in figures if one.item == "heard" and one.age_group is age_group]


def _alone(half: HalfYear, age_group: AgeGroup) -> list[Figure]:
    """Municipalities with a line of their own, whatever it tells."""
    return [one for one in _heard(half, age_group) if one.area.kind is AreaKind.MUNICIPALITY]


def chosen_rows(half_years: int) -> Iterable[str]:
    """How often the smallest stand alone, as rows of a table."""
    yield "| municipality | inhabitants | " + " | ".join(f"{one:.0%}" for one in RESPONSES) + " |"
    yield "|---|---|---|---|---|---|"
    every = [stands_alone(response, half_years) for response in RESPONSES]
    for code in smallest(LISTED):
        shares = " | ".join(f"{found[code] / half_years:.0%}" for found in every)
        yield f"| {MUNICIPALITIES[code]} | {THOUSANDS[code]},000 | {shares} |"


def told_rows(years: int) -> Iterable[str]:
    """What is told of them by the half-year and by the year, as rows of a table."""
    yield "| response | age | alone: half-year | year | in per cent: half-year | year | as one |"
    yield "|---|---|---|---|---|---|---|"
    for response in RESPONSES:
        found = told_by(response, years)
        for age in AgeGroup:
            half, whole = found["half-year", age], found["year", age]
            yield (
                f"| {response:.0%} | {age} | {half.each(half.alone):.1f} "
                f"| {whole.each(whole.alone):.1f} | {half.each(half.in_percent):.1f} "
                f"| {whole.each(whole.in_percent):.1f} | {whole.each(whole.together):.0%} |"
            )


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    sys.stdout.write("\n".join([*chosen_rows(many), "", *told_rows(many)]) + "\n")

"""What is told of held meetings and response: in how many municipalities, and how often right."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from boernestemme.domain.covering import band, disclose_coverage
from boernestemme.domain.figures import AreaKind
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2027
from tests.statistics.country import half_year
from tests.statistics.meetings import counted, meetings_of
from tests.statistics.protections import cells

RESPONSES = (0.12, 0.25, 0.35, 0.55)


@dataclass
class Told:
    """Municipalities with their meetings told, those with bands, and bands that are the true."""

    held: int = 0
    bands: int = 0
    right: int = 0


def told(response: float, half_years: int) -> dict[AgeGroup, Told]:
    """How many of 98 municipalities, summed over half-years where so many answer everywhere."""
    found = {age_group: Told() for age_group in AgeGroup}
    for number in range(half_years):
        chance = Random(number)
        half = half_year(chance, response=response)
        held = meetings_of(chance, half, response)
        for line in disclose_coverage(cells(half), counted(held), FROM_2027):
            if line.area.kind is AreaKind.MUNICIPALITY and line.held is not None:
                own = found[line.age_group]
                meetings = held[line.area.code, line.age_group]
                own.held += 1
                own.bands += line.after is not None
                own.right += line.after is band(sum(m.is_after for m in meetings), len(meetings))
    return found


def rows(half_years: int) -> Iterable[str]:
    """Both age groups at each response, as rows of a table."""
    for response in RESPONSES:
        by_age = told(response, half_years).values()
        numbers = (
            f"{one.held / half_years:.0f} | {one.bands / half_years:.0f} "
            f"| {one.right / max(1, one.bands):.0%}"
            for one in by_age
        )
        yield f"| {response:.0%} | {' | '.join(numbers)} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(rows(int(sys.argv[1]))) + "\n")

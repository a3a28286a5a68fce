"""Attacks on who is missing: what held meetings and bands of answers tell of a single child.

The question of each is whether one child answered at all. The insider knows of all meetings of a
municipality but one whether they had an answer, and how many there were; the subtractor takes what
is told from the country's line, to find a place where hardly anybody met.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from random import Random

from boernestemme.domain.cell_keys import KEYS, LARGEST_NOISE, noisy
from boernestemme.domain.coverage import Coverage, ResponseBand
from boernestemme.domain.covering import FEWEST_HELD, band, disclose_coverage
from boernestemme.domain.disclosure import COUNTRY
from boernestemme.domain.figures import AreaKind, Status
from boernestemme.domain.knowledge import behind
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2027
from boernestemme.domain.shares import ROUNDING_HIDES, rounded
from tests.statistics.attacks import NEAR_CERTAIN, Learned
from tests.statistics.country import EARLY, HIGHEST, LOWEST, half_year
from tests.statistics.meetings import Held, counted, meetings_of
from tests.statistics.protections import cells

INSIDER, SUBTRACTION = "insider", "subtraction"
PRODUCT, CONTROL = "product", "exact numbers from ten on"
REACH = LARGEST_NOISE + ROUNDING_HIDES
ANSWERS = (LOWEST + HIGHEST) / 2
Law = Mapping[int, float]
Results = dict[tuple[str, str], Learned]


@cache
def noise_law(count: int) -> Law:
    """How likely each published number is for a count, by its key."""
    found = Counter(rounded(noisy(count, key)) for key in range(KEYS))
    return {number: times / KEYS for number, times in found.items()}


def exact_law(count: int) -> Law:
    """The control's: the number itself."""
    return {count: 1.0}


def by_insider(
    told: ResponseBand, held: int, others: int, law: Callable[[int], Law], *, did: bool
) -> Learned:
    """Did the last child answer? ``others`` did; ``held`` is what the band is a share of."""
    fits = {
        more: chance * sum(p for n, p in law(others + more).items() if band(n, held) is told)
        for more, chance in ((False, 1 - ANSWERS), (True, ANSWERS))
    }
    certainty = fits[True] / sum(fits.values())
    is_near = max(certainty, 1 - certainty) >= NEAR_CERTAIN
    return Learned(1, certainty in (0, 1), is_near, (certainty > 1 / 2) is did, not did)


def by_subtraction(lines: Sequence[Coverage]) -> Learned:
    """What the areas that are hidden held together: exactly known where its range is one number."""
    told = {one.area: behind(one.held, REACH) for one in lines if one.held is not None}
    silent = [one for one in lines if one.status is Status.HIDDEN]
    low, high = told.pop(COUNTRY, (0, 0))
    if not (silent and told and high):
        return Learned()
    least = max(FEWEST_HELD, low - sum(most for _, most in told.values()))
    return Learned(1, least == high - sum(few for few, _ in told.values()))


def attack(years: int, seed: int = 1) -> Results:
    """Both attacks on as many invented half-years, on the product and on the control."""
    results: Results = {}
    for number in range(years):
        chance = Random(seed * 10_000 + number)
        half = half_year(chance, EARLY if number % 2 else 98)
        held = meetings_of(chance, half)
        lines = disclose_coverage(cells(half), counted(held), FROM_2027)
        for kind, learned in (*_on_product(chance, lines, held), *_on_control(chance, held)):
            results[kind] = results.get(kind, Learned()) + learned
    return results


def _on_product(
    chance: Random, lines: Sequence[Coverage], held: Held
) -> Iterator[tuple[tuple[str, str], Learned]]:
    for age_group in AgeGroup:
        own = [one for one in lines if one.age_group is age_group]
        yield (SUBTRACTION, PRODUCT), by_subtraction(own)
        for one in own:
            if one.area.kind is AreaKind.MUNICIPALITY and one.after and one.held:
                meetings = [meeting.is_after for meeting in held[one.area.code, age_group]]
                did = chance.choice(meetings)
                learned = by_insider(one.after, one.held, sum(meetings) - did, noise_law, did=did)
                yield (INSIDER, PRODUCT), learned


def _on_control(chance: Random, held: Held) -> Iterator[tuple[tuple[str, str], Learned]]:
    """Exact numbers of each municipality with ten meetings, bands of exact shares."""
    for age_group in AgeGroup:
        own = [each for (_, age), each in held.items() if age is age_group]
        hidden = [each for each in own if 0 < len(each) < FEWEST_HELD]
        yield (SUBTRACTION, CONTROL), Learned(int(bool(hidden)), len(hidden) == 1)
        for each in own:
            if len(each) >= FEWEST_HELD:
                after = sum(meeting.is_after for meeting in each)
                did = chance.choice(each).is_after
                told = band(after, len(each))
                learned = by_insider(told, len(each), after - did, exact_law, did=did)
                yield (INSIDER, CONTROL), learned

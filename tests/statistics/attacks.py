"""Attacks on published numbers: eight readers who want to know what one child answered.

Each takes what is public, and what such a reader may know besides, and tells what it learned. A
range that is a single number, or a single answer that fits, is an exact recovery; an answer that
is at least 95 per cent likely is near-certain.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import comb, prod

from boernestemme.domain.cell_keys import KEYS, noisy
from boernestemme.domain.shares import rounded
from tests.statistics.country import VALUES
from tests.statistics.protections import COUNTRY, Line

NEAR_CERTAIN = 0.95
LEFT_OVER = "left over"
Range = tuple[int, int]
Ranges = dict[tuple[str, str], Range]
Prior = dict[str, float]
Law = Callable[[int], Mapping[int, float]]
# A line, and what all others behind it said.
View = tuple[Line, Counter[str]]


@dataclass(frozen=True)
class Learned:
    """How many were attacked, and of these how many exactly, near-certainly and rightly guessed.

    ``right_before`` is how many the same reader would have guessed without anything published.
    """

    attacked: int = 0
    exact: int = 0
    near: float = 0
    right: float = 0
    right_before: float = 0

    def __add__(self, other: "Learned") -> "Learned":
        return Learned(
            self.attacked + other.attacked,
            self.exact + other.exact,
            self.near + other.near,
            self.right + other.right,
            self.right_before + other.right_before,
        )

    @property
    def share_exact(self) -> float:
        """The share recovered exactly."""
        return self.exact / max(1, self.attacked)

    @property
    def share_near(self) -> float:
        """The share that became near-certain."""
        return self.near / max(1, self.attacked)

    @property
    def advantage(self) -> float:
        """How much better the guesses became, from 0 to 1."""
        return (self.right - self.right_before) / max(1, self.attacked)


def narrowed(lines: Sequence[Line]) -> Ranges:
    """The ranges of what each area said to one item, after all that follows by adding up.

    The lines are of one item and one age group: the country's, and areas that are disjoint. What
    is left over of the country is an area too. Every range is what is left when no sum narrows any
    other further.
    """
    known: Ranges = {}
    areas = [line.area for line in lines if line.area != COUNTRY]
    left_over = [LEFT_OVER] if _hidden(lines) else []
    for line in lines:
        for what in ("n", *VALUES):
            known[line.area, what] = line.range_of(what) or (0, 10**6)
    for area, what in product(left_over, ("n", *VALUES)):
        known[area, what] = (0, 10**6)
    parts = areas + left_over
    sums = [((COUNTRY, what), [(part, what) for part in parts]) for what in ("n", *VALUES)]
    sums += [((part, "n"), [(part, value) for value in VALUES]) for part in (COUNTRY, *parts)]
    while sum(_narrow(known, total, summands) for total, summands in sums):
        pass
    return known


def _narrow(known: Ranges, total: tuple[str, str], summands: list[tuple[str, str]]) -> bool:
    least = sum(known[one][0] for one in summands)
    most = sum(known[one][1] for one in summands)
    has_narrowed = _cut(known, total, least, most)
    low, high = known[total]
    for one in summands:
        own_least, own_most = known[one]
        has_narrowed |= _cut(known, one, low - (most - own_most), high - (least - own_least))
    return has_narrowed


def _cut(known: Ranges, one: tuple[str, str], low: int, high: int) -> bool:
    before = known[one]
    known[one] = max(before[0], low), min(before[1], high)
    return known[one] != before


def by_subtraction(lines: Sequence[Line]) -> Learned:
    """Subtraction: what is hidden, computed from what is told of the others and of the whole."""
    learned = Learned()
    for group in _by_whole(lines):
        hidden = _hidden(group)
        ranges = narrowed(group) if len(hidden) == 1 else {}
        found = [width(ranges[LEFT_OVER, value]) for value in VALUES] if ranges else []
        exact = found.count(0)
        learned += Learned(len(VALUES) * len(hidden), exact, exact)
    return learned


def by_adding_up(lines: Sequence[Line]) -> Learned:
    """Subtraction again: what is told roughly, made exact by the sums it takes part in."""
    learned = Learned()
    for group in _by_whole(lines):
        ranges = narrowed(group)
        cells = [one for one in ranges if one[0] != COUNTRY and one[1] != "n"]
        exact = sum(width(ranges[one]) == 0 for one in cells)
        learned += Learned(len(cells), exact, exact)
    return learned


def by_watching(before: Line, after: Line) -> Learned:
    """Poller and differencing: one child more between two views, and what it may have said.

    The reader knows that it took a stand on the item. Two alike views tell nothing.
    """
    if before.numbers == after.numbers:
        return Learned(1)
    fits = [
        value
        for value in VALUES
        if all(_may_grow(before, after, what, int(what in ("n", value))) for what in after.numbers)
    ]
    return Learned(1, len(fits) == 1, len(fits) == 1)


def _may_grow(before: Line, after: Line, what: str, by: int) -> bool:
    old, new = before.range_of(what), after.range_of(what)
    if old is None or new is None:
        return True
    return max(old[0], new[0] - by) <= min(old[1], new[1] - by)


def by_overlap(lines: Sequence[Line]) -> Learned:
    """Overlap: two items asked of the same children, and how many left one of them out."""
    learned = Learned()
    by_area: dict[tuple[str, str], list[Range]] = {}
    for line in lines:
        told = line.range_of("n")
        if told:
            by_area.setdefault((line.area, line.age_group), []).append(told)
    for first, *others in by_area.values():
        exact = sum(width(first) + width(other) == 0 for other in others)
        learned += Learned(len(others), exact, exact)
    return learned


def by_homogeneity(lines: Sequence[Line]) -> Learned:
    """Homogeneity: areas of which it follows that every child said the same."""
    alike = 0
    for line in lines:
        most = [(line.range_of(value) or (0, 10**6))[1] for value in VALUES]
        whole = line.range_of("n") or (0, 0)
        alike += whole[0] > 0 and most.count(0) == len(VALUES) - 1
    return Learned(len(lines), alike, alike)


def by_insider(views: Sequence[View], answer: str, prior: Prior, law: Law) -> Learned:
    """Insider: knows what all the others said, and that this child took a stand.

    ``views`` are the lines it stands behind that the insider can see through.
    """
    fits = {
        value: chance * prod(_likelihood(line, others, value, law) for line, others in views)
        for value, chance in prior.items()
    }
    return _judged(fits, prior, answer)


def _judged(fits: Prior, prior: Prior, answer: str) -> Learned:
    total = sum(fits.values())
    best = max(fits, key=fits.__getitem__)
    certainty = fits[best] / total
    return Learned(
        1,
        sum(chance > 0 for chance in fits.values()) == 1,
        certainty >= NEAR_CERTAIN,
        best == answer,
        max(prior, key=prior.__getitem__) == answer,
    )


def _likelihood(line: Line, others: Counter[str], value: str, law: Law) -> float:
    counts = others + Counter({value: 1})
    whole = counts.total()
    return prod(
        _chance(line, what, counts[what], whole, law) for what in VALUES if what in line.numbers
    ) * (_chance_of_band(line, counts["yes"], law) if line.band else 1)


def _chance(line: Line, what: str, count: int, whole: int, law: Law) -> float:
    if count == whole:  # the very same children as the total, so the very same noise
        return float(line.numbers[what] == line.numbers["n"])
    return law(count).get(line.numbers[what], 0.0)


def _chance_of_band(line: Line, count: int, law: Law) -> float:
    low, high = line.band or (0, 0)
    return sum(chance for told, chance in law(count).items() if low <= told <= high)


def by_colluding(
    line: Line, known: Counter[str], target: Counter[str], share: float, answer: str, law: Law
) -> Learned:
    """Colluding municipalities: all of a rest but one; whether a child of that one said no.

    They know their own children's answers, and how many took a stand in the last one. It is exact
    or near-certain where the number who said no there is.
    """
    whole = target.total()
    prior = {
        no: comb(whole, no) * share**no * (1 - share) ** (whole - no) for no in range(whole + 1)
    }
    fits = {
        no: chance * law(known["no"] + no).get(line.numbers["no"], 0.0)
        for no, chance in prior.items()
    }
    likely = sum(no * chance for no, chance in fits.items()) / sum(fits.values()) / whole
    return Learned(
        1,
        sum(chance > 0 for chance in fits.values()) == 1,
        max(fits.values()) / sum(fits.values()) >= NEAR_CERTAIN,
        (likely > 0.5) == (answer == "no"),
        (share > 0.5) == (answer == "no"),
    )


@cache
def by_product(count: int) -> Mapping[int, float]:
    """The law of what the product publishes of a count."""
    told = Counter(rounded(noisy(count, key)) for key in range(KEYS))
    return {number: keys / KEYS for number, keys in told.items()}


@cache
def by_rounding(count: int) -> Mapping[int, float]:
    """The law of rounding alone."""
    return {rounded(count): 1.0}


@cache
def exactly(count: int) -> Mapping[int, float]:
    """The law of an exact table."""
    return {count: 1.0}


def width(of: Range) -> int:
    """How far apart the least and the most are."""
    return of[1] - of[0]


def _hidden(lines: Sequence[Line]) -> frozenset[str]:
    country = next(line for line in lines if line.area == COUNTRY)
    told = [line.members for line in lines if line.area != COUNTRY]
    return country.members.difference(*told)


def _by_whole(lines: Sequence[Line]) -> list[list[Line]]:
    found: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.whole, line.age_group, line.item), []).append(line)
    return [group for group in found.values() if any(line.area == COUNTRY for line in group)]

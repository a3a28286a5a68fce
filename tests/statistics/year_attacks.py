"""Attacks that lay a year beside its two half-years; the table of results.

`python -m tests.statistics.year_attacks 200` prints it for two hundred invented years.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from random import Random

from boernestemme.domain.meeting import AgeGroup
from tests.statistics import attacks, campaign
from tests.statistics.attacks import Law, Learned, Range, width
from tests.statistics.campaign import Results
from tests.statistics.country import SHARES, VALUES, Child, HalfYear
from tests.statistics.protections import COUNTRY, Line
from tests.statistics.years import RULES, SMALL, Told, Year, year

WHOLE_EVERY = 10
LAWS = {
    "product": attacks.by_product,
    "overlap, rounding only": attacks.by_rounding,
    "overlap, exact": attacks.exactly,
}


def years_attacked(years: int, seed: int = 1) -> Results:
    """What each attack learned from each rule.

    The year by itself is attacked as every half-year is, within its own hierarchy. In every tenth
    the whole country is invented, and the year laid beside both half-years by every rule.
    """
    results: Results = defaultdict(Learned)
    for number in range(years):
        chance = Random(seed * 2_000_003 + number)
        is_whole = number % WHOLE_EVERY == 0
        one = year(chance) if is_whole else year(chance, among=SMALL)
        for name in RULES if is_whole else ("product",):
            told = RULES[name](one)
            results["year less half-year", name] += by_laying_together(told)
            results["insider of both", name] += _insiders(chance, one, told, LAWS[name])
        told = RULES["product"](one)
        for attack, learned in campaign.attacked(chance, one.whole, "product", told.whole):
            results[attack, "product"] += learned
    return dict(results)


def by_laying_together(told: Told) -> Learned:
    """Differencing: of the same municipalities, the year less its first half-year.

    That gives what those said who were new in the second, and the second less these what those
    said who answered again: two numbers nobody published. Where a line of the year shares no
    municipality with a line of a half-year, nothing can be taken from it.
    """
    learned = Learned()
    first, second = (_by_item(lines) for lines in told.halves)
    for whole in told.whole:
        of_first = first.get((whole.age_group, whole.item), {})
        of_second = second.get((whole.age_group, whole.item), {})
        learned += Learned(len(VALUES))
        if whole.members in of_first and whole.members in of_second:
            lines = whole, of_first[whole.members], of_second[whole.members]
            exact = sum(width(one) == 0 for one in _left(*lines))
            learned += Learned(0, exact, exact)
    return learned


def _by_item(lines: Iterable[Line]) -> dict[tuple[AgeGroup, str], dict[frozenset[str], Line]]:
    found: dict[tuple[AgeGroup, str], dict[frozenset[str], Line]] = defaultdict(dict)
    for line in lines:
        found[line.age_group, line.item][line.members] = line
    return found


def _left(whole: Line, first: Line, second: Line) -> Iterator[Range]:
    """How many of the new ones may have said what, no more than all of the second half-year."""
    for value in VALUES:
        of = [line.range_of(value) for line in (whole, first, second)]
        if None not in of:
            (low, high), (least, most), (_, limit) = (one or (0, 0) for one in of)
            yield max(0, low - most), min(high - least, limit)


def _insiders(chance: Random, one: Year, told: Told, law: Law) -> Learned:
    """One who knows what all but one child of the smallest municipalities said.

    The child answered in the first half-year. It stands behind its area's line and the common line
    of the year; where periods overlap, behind its area's line of the half-year as well.
    """
    learned = Learned()
    for line in told.whole:
        children = _behind(one.halves[0], line)
        if line.area != COUNTRY and children:
            target = chance.choice(children)
            of_year = [(view, one.whole) for view in told.whole if _tells_of(view, line, target)]
            of_half = [
                (view, one.halves[0])
                for view in told.halves[0]
                if _tells_of(view, line, target) and view.area != COUNTRY
            ]
            learned += _insider([*of_year, *of_half], target, law)
    return learned


def _tells_of(view: Line, line: Line, target: Child) -> bool:
    is_same = (view.age_group, view.item) == (line.age_group, line.item)
    return is_same and target.municipality in view.members


def _insider(through: list[tuple[Line, HalfYear]], target: Child, law: Law) -> Learned:
    line = through[0][0]
    answer = target.taps[line.item]
    prior = dict(zip(VALUES, SHARES[line.age_group], strict=True))
    views = [
        (view, Counter(child.taps[view.item] for child in _behind(half, view)) - Counter([answer]))
        for view, half in through
    ]
    return attacks.by_insider(views, answer, {said: one for said, one in prior.items() if one}, law)


def _behind(half: HalfYear, line: Line) -> list[Child]:
    of_area = (half.by_area.get((code, line.age_group), []) for code in sorted(line.members))
    return [child for own in of_area for child in own if line.item in child.taps]


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    sys.stdout.write(campaign.table(years_attacked(many)) + "\n")

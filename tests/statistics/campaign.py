"""Every attack on invented years, against the product and the controls; the table of results.

`python -m tests.statistics.campaign 1000` prints it for a thousand years.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from random import Random

from boernestemme.domain.meeting import AgeGroup
from tests.statistics import attacks
from tests.statistics.attacks import Law, Learned, Prior
from tests.statistics.country import (
    EARLY,
    SHARES,
    VALUES,
    Child,
    HalfYear,
    half_year,
    with_more,
)
from tests.statistics.protections import (
    COUNTRY,
    Line,
    live,
    protected,
    rounded_only,
    suppressed_only,
)

Protection = Callable[[HalfYear], list[Line]]
PROTECTIONS: dict[str, Protection] = {
    "product": protected,
    "rounding only": rounded_only,
    "suppression only": suppressed_only,
    "live table": live,
}
LAWS = {
    "product": attacks.by_product,
    "rounding only": attacks.by_rounding,
    "suppression only": attacks.exactly,
    "live table": attacks.exactly,
}
WATCHED = 12
CONTROLS_EVERY = 10
Results = dict[tuple[str, str], Learned]


def campaign(years: int, seed: int = 1) -> Results:
    """What each attack learned from each protection; one half-year of each year is attacked.

    Every fourth year is an early one, in which 19 municipalities take part. The controls are
    attacked in every tenth: they are broken soon enough.
    """
    results: Results = defaultdict(Learned)
    for year in range(years):
        chance = Random(seed * 1_000_003 + year)
        half = half_year(chance, EARLY if year % 4 == 3 else 98)
        for name in PROTECTIONS if year % CONTROLS_EVERY == 0 else ("product",):
            lines = PROTECTIONS[name](half)
            for attack, learned in attacked(chance, half, name, lines):
                results[attack, name] += learned
    return dict(results)


def attacked(
    chance: Random, half: HalfYear, name: str, lines: list[Line]
) -> Iterable[tuple[str, Learned]]:
    """What each of the attacks learned from one half-year."""
    yield "subtraction", attacks.by_subtraction(lines)
    yield "adding up", attacks.by_adding_up(lines)
    yield "overlap", attacks.by_overlap(lines)
    yield "homogeneity", attacks.by_homogeneity(lines)
    yield "one child more", _watch(chance, half, PROTECTIONS[name], lines)
    own = [line for line in lines if line.area != COUNTRY]
    rests = [line for line in own if len(line.members) > 1]
    for line in chance.sample(own, min(len(own), 60)) + rests:
        yield from _insiders(chance, half, name, line)


def _watch(chance: Random, half: HalfYear, protection: Protection, lines: list[Line]) -> Learned:
    areas = sorted({code for line in lines if len(line.members) == 1 for code in line.members})
    watched = chance.sample(areas, min(len(areas), WATCHED))
    more = protection(with_more(chance, half, watched, AgeGroup.OLDER))
    learned = Learned()
    for code in watched:
        before, after = _of(lines, code), _of(more, code)
        for item in before.keys() & after.keys():
            learned += attacks.by_watching(before[item], after[item])
    return learned


def _of(lines: list[Line], code: str) -> dict[str, Line]:
    own = (one for one in lines if one.members == {code} and one.age_group is AgeGroup.OLDER)
    return {line.item: line for line in own if line.area != COUNTRY}


def _insiders(
    chance: Random, half: HalfYear, name: str, line: Line
) -> Iterable[tuple[str, Learned]]:
    children = [
        child
        for code in sorted(line.members)
        for child in half.by_area.get((code, line.age_group), [])
        if line.item in child.taps
    ]
    target = chance.choice(children)
    prior: Prior = dict(zip(VALUES, SHARES[line.age_group], strict=True))
    prior = {value: share for value, share in prior.items() if share}
    said = Counter(child.taps[line.item] for child in children)
    answer = target.taps[line.item]
    view = line, said - Counter({answer: 1})
    yield "insider", attacks.by_insider([view], answer, prior, LAWS[name])
    if len(line.members) > 1 and "no" in line.numbers:
        yield "colluding", _collude(line, children, target, prior["no"], LAWS[name])


def _collude(line: Line, children: list[Child], target: Child, share: float, law: Law) -> Learned:
    of_target = Counter(
        child.taps[line.item] for child in children if child.municipality == target.municipality
    )
    said = Counter(child.taps[line.item] for child in children)
    answer = target.taps[line.item]
    return attacks.by_colluding(line, said - of_target, of_target, share, answer, law)


def table(results: Results) -> str:
    """The results in rows of text."""
    rows = [
        "| Attack | Protection | Attacked | Exact | Near-certain | Better guesses |",
        "|---|---|---|---|---|---|",
    ]
    for (attack, name), one in sorted(results.items()):
        rows.append(
            f"| {attack} | {name} | {one.attacked} | {one.exact} ({one.share_exact:.2%}) "
            f"| {one.share_near:.2%} | {100 * one.advantage:.1f} points |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(table(campaign(int(sys.argv[1]) if len(sys.argv) > 1 else 20)) + "\n")

"""What a reader sees of an invented half-year: by the product, and by three weaker protections.

A line is what is told of one item in one area: exact numbers, or numbers that lie within a known
distance of the exact ones. The weaker protections are the controls: each is in use somewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from boernestemme.domain.cell_keys import LARGEST_NOISE
from boernestemme.domain.disclosure import FEWEST_CHILDREN, disclose, merge
from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, Status
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2027
from boernestemme.domain.shares import ROUNDED_TO, ROUNDING_HIDES, share
from boernestemme.domain.tally import Cell, People, TapCount, tally
from tests.statistics.country import VALUES, HalfYear

COUNTRY = ""


@dataclass(frozen=True)
class Line:
    """The numbers told of one item in one area; ``n``, ``yes``, ``partly`` and ``no``, or some.

    The exact numbers lie no further than ``spread`` from them, and are not below 0. ``band`` is
    what the published yes may be where it is told as a bound only. Lines add up within a whole.
    """

    area: str
    members: frozenset[str]
    age_group: AgeGroup
    item: str
    numbers: Mapping[str, int]
    spread: int
    band: tuple[int, int] | None = None
    whole: str = "Danmark"

    def range_of(self, what: str) -> tuple[int, int] | None:
        """The least and the most that one number may be, or None where it is not told."""
        if what not in self.numbers:
            return None
        return max(0, self.numbers[what] - self.spread), self.numbers[what] + self.spread


def cells(half: HalfYear, has_noise: bool = True) -> tuple[Cell, ...]:
    """The product's own tally of a half-year; without noise every record key is 0."""
    taps, people = [], []
    for (code, age_group), children in half.by_area.items():
        workers = len({child.worker for child in children})
        people.append(People(code, age_group, len(children), workers))
        for item in ITEMS[age_group]:
            keys: dict[str, list[int]] = defaultdict(list)
            for child in children:
                keys[child.taps.get(item, "skip")].append(child.key)
            taps += [
                TapCount(code, age_group, item, value, len(own), sum(own) if has_noise else 0)
                for value, own in keys.items()
            ]
    return tally(taps, people)


def protected(half: HalfYear) -> list[Line]:
    """What the product publishes."""
    return _published(cells(half), ROUNDING_HIDES + LARGEST_NOISE)


def rounded_only(half: HalfYear) -> list[Line]:
    """The product's areas and its rounding, without noise."""
    return _published(cells(half, has_noise=False), ROUNDING_HIDES)


def suppressed_only(half: HalfYear) -> list[Line]:
    """Exact numbers of the country, its regions and every municipality with ten children."""
    by_region: dict[tuple[str, AgeGroup, str], list[Line]] = {}
    for line in _exact(half, 1):
        if line.area != COUNTRY:
            region = FROM_2027.region_of(line.area).code
            own = replace(line, whole=region)
            by_region.setdefault((region, line.age_group, line.item), []).append(own)
    shown = [one for lines in by_region.values() for one in lines if is_shown(half, one)]
    return [*shown, *(_sum(lines) for lines in by_region.values())]


def live(half: HalfYear) -> list[Line]:
    """Exact numbers of the country and of every municipality with ten children, at any moment."""
    return _exact(half, FEWEST_CHILDREN)


def is_shown(half: HalfYear, line: Line) -> bool:
    """True where a threshold of ten children alone would tell of a municipality."""
    return len(half.by_area[line.area, line.age_group]) >= FEWEST_CHILDREN


def _published(every: tuple[Cell, ...], spread: int) -> list[Line]:
    members = _members(every)
    return [
        Line(
            _name(figure.area),
            members[figure.age_group, figure.area],
            figure.age_group,
            figure.item,
            _numbers(figure),
            spread,
            _band(figure),
        )
        for figure in disclose(every, FROM_2027)
        if figure.status is not Status.HIDDEN
    ]


def _members(every: tuple[Cell, ...]) -> dict[tuple[AgeGroup, Area], frozenset[str]]:
    found = {}
    for age_group in AgeGroup:
        own = [cell for cell in every if cell.age_group is age_group]
        country = Area(AreaKind.COUNTRY, "", "Danmark")
        found[age_group, country] = frozenset(cell.municipality for cell in own)
        for group in merge(own, FROM_2027):
            found[age_group, group.area] = frozenset(cell.municipality for cell in group.cells)
    return found


def _name(area: Area) -> str:
    return COUNTRY if area.kind is AreaKind.COUNTRY else f"{area.kind}{area.code}"


def _numbers(figure: Figure) -> dict[str, int]:
    told = {what: getattr(figure, what) for what in ("n", *VALUES)}
    return {what: number for what, number in told.items() if number is not None}


def _band(figure: Figure) -> tuple[int, int] | None:
    if figure.bound is Bound.EXACT or figure.n is None:
        return None
    whole = range(0, figure.n + 1, ROUNDED_TO)
    same = [yes for yes in whole if share(yes, figure.n).bound is figure.bound]
    return min(same), 10**6 if figure.bound is Bound.OVER else max(same)


def _exact(half: HalfYear, fewest: int) -> list[Line]:
    lines: list[Line] = []
    for age_group in AgeGroup:
        for item in ITEMS[age_group]:
            own = [
                _exact_line(half, code, age_group, item)
                for code, age in half.by_area
                if age is age_group
            ]
            shown = [one for one in own if len(half.by_area[one.area, age_group]) >= fewest]
            lines += [_sum(own), *shown]
    return lines


def _exact_line(half: HalfYear, code: str, age_group: AgeGroup, item: str) -> Line:
    said = half.said(code, age_group, item)
    numbers = {"n": said.total()} | {value: said[value] for value in VALUES}
    return Line(code, frozenset({code}), age_group, item, numbers, 0)


def _sum(lines: Iterable[Line]) -> Line:
    every = list(lines)
    numbers = {what: sum(line.numbers[what] for line in every) for what in ("n", *VALUES)}
    members = frozenset(code for line in every for code in line.members)
    return replace(every[0], area=COUNTRY, members=members, numbers=numbers)

"""What every figure of a half-year tells about the children behind it, as limits.

For each age group and item the unknowns are how many said yes, partly and no in each place. A
percentage follows from published numbers and adds nothing, a band limits the count it leaves out.
A correction tells of the same children, so of the same unknowns. Which municipalities lie in a
rest is taken as known.

A place is all municipalities that no figure tells apart. Any of several may be 0 or all of their
sum, so what is known of one is never narrower than what is known of the place. (STA-09)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.disclosure import COUNTRY, COUNTRY_REST, FEWEST_CHILDREN
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.knowledge import Knowledge, Limit, Sum, behind, protected, reach
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import hierarchy
from boernestemme.domain.release import Area, AreaKind, Bound, Figure, Release, Status
from boernestemme.domain.shares import HIGH_BAND, ROUNDED_TO, percent

ANSWERS = {AgeGroup.YOUNGER: ("yes", "no"), AgeGroup.OLDER: ("yes", "partly", "no")}
Figures = Mapping[Area, Figure]


@dataclass(frozen=True)
class _Table:
    """One release's figures of one age group and item, by area, and which places lie in each."""

    figures: Figures
    lies_in: Mapping[Area, tuple[Area, ...]]
    reach: int

    @property
    def parts(self) -> list[Area]:
        return [area for area in self.figures if area != COUNTRY]

    def tells(self, area: Area) -> bool:
        return area in self.figures and self.figures[area].status is not Status.HIDDEN

    @property
    def left_over(self) -> tuple[Area, ...]:
        """The places of all areas that say nothing, which the country less the others tells."""
        silent = [area for area in self.parts if not self.tells(area)]
        return tuple(place for area in silent for place in self.lies_in[area])


def known_of_children(releases: Sequence[Release]) -> tuple[Knowledge, ...]:
    """What all releases of one half-year tell together, of each item that any tells of.

    ``releases`` are the one to publish and its earlier numbers, in any order.
    """
    every = (_of_item(releases, age, item) for age in AgeGroup for item in ITEMS[age])
    return tuple(one for one in every if one.limits)


def _of_item(releases: Sequence[Release], age_group: AgeGroup, item: str) -> Knowledge:
    told = [(release, _figures(release, age_group, item)) for release in releases]
    places, answers = _places(told), ANSWERS[age_group]
    tables = [
        _Table(figures, _lies_in(places, figures, release), reach(release))
        for release, figures in told
    ]
    limits = tuple(dict.fromkeys(limit for table in tables for limit in _limits(table, answers)))
    cells = dict.fromkeys(cell for table in tables for cell in _cells(table, answers))
    return Knowledge(age_group, item, places, answers, limits, protected(cells, limits))


def _figures(release: Release, age_group: AgeGroup, item: str) -> Figures:
    own = (one for one in release.figures if (one.age_group, one.item) == (age_group, item))
    return {figure.area: figure for figure in own}


def _places(told: Sequence[tuple[Release, Figures]]) -> tuple[Area, ...]:
    """Every area that is part of the country in any release; undivided, the country itself.

    A rest that lies nowhere in another release holds nobody but those who are named there.
    """
    named = dict.fromkeys(area for _, figures in told for area in figures if area != COUNTRY)
    divided = [(release, figures) for release, figures in told if len(figures) > 1]
    return tuple(
        area
        for area in named
        if area.kind is AreaKind.MUNICIPALITY
        or all(_inside(area, figures, release) for release, figures in divided)
    ) or (COUNTRY,)


def _lies_in(
    places: Iterable[Area], figures: Figures, release: Release
) -> dict[Area, tuple[Area, ...]]:
    inside: dict[Area, tuple[Area, ...]] = dict.fromkeys(figures, ())
    inside[COUNTRY] = tuple(places)
    for place in inside[COUNTRY]:
        area = _inside(place, figures, release)
        if area and area != COUNTRY:
            inside[area] += (place,)
    return inside


def _inside(place: Area, figures: Figures, release: Release) -> Area | None:
    """The area of a release that a place lies in: its own, else the rest the hierarchy says."""
    if place in figures:
        return place
    if place.kind is AreaKind.MUNICIPALITY:
        region = hierarchy(release.period).region_of(place.code)
        rest = Area(AreaKind.REGION_REST, region.code, region.name)
        if rest in figures:
            return rest
    return COUNTRY_REST if COUNTRY_REST in figures else None


def _limits(table: _Table, answers: tuple[str, ...]) -> Iterator[Limit]:
    for area, figure in table.figures.items():
        if table.tells(area):
            yield from _limits_of(figure, table.lies_in[area], answers, table.reach)
    if table.left_over and table.tells(COUNTRY) and any(map(table.tells, table.parts)):
        yield Limit(Sum(table.left_over, answers), FEWEST_CHILDREN, None)


def _limits_of(
    figure: Figure, places: tuple[Area, ...], answers: tuple[str, ...], reach: int
) -> Iterator[Limit]:
    low, high = behind(figure.n or 0, reach)
    yield Limit(Sum(places, answers), max(low, FEWEST_CHILDREN), high)
    if figure.status is not Status.SHOWN:
        return
    if figure.bound is not Bound.EXACT:
        yield Limit(Sum(places, ("yes",)), *_band(figure, reach))
        return
    for answer in answers:
        count = getattr(figure, answer)
        if count is not None:
            yield Limit(Sum(places, (answer,)), *behind(count, reach))


def _band(figure: Figure, reach: int) -> tuple[int, int | None]:
    """What a band says of its yes: as much as the numbers that could have been published in it."""
    n = figure.n or 0
    every = range(0, n + 1, ROUNDED_TO)
    if figure.bound is Bound.OVER:
        return behind(min(one for one in every if percent(one, n) >= HIGH_BAND), reach)[0], None
    return 0, behind(max(one for one in every if percent(n - one, n) >= HIGH_BAND), reach)[1]


def _cells(table: _Table, answers: tuple[str, ...]) -> Iterator[Sum]:
    """Each answer and their sum, of each place, each area, what is left over, and the country."""
    alone = ((place,) for place in table.lies_in[COUNTRY])
    for places in (*alone, *table.lies_in.values(), table.left_over):
        yield from (Sum(places, (answer,)) for answer in answers)
        yield Sum(places, answers)

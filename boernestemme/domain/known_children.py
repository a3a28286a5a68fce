"""What every figure of a period tells about the children behind it, as limits.

For each age group and item the unknowns are how many said yes, partly and no in each place. A
percentage follows from published numbers and adds nothing, a band limits the count it leaves out.
Who took a stand gave an answer, so what is told of answers limits it as well. A correction tells
of the same children, so of the same unknowns. (STA-09)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.coverage import Manner, MannerFigure
from boernestemme.domain.disclosure import COUNTRY, FEWEST_CHILDREN
from boernestemme.domain.figures import Area, Bound, Figure, Status
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.knowledge import Knowledge, Limit, Sum, behind, protected, reach
from boernestemme.domain.known_answers import fewest_answers, most_answers
from boernestemme.domain.known_places import Standing, lies_in, places_of
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.shares import HIGH_BAND, ROUNDED_TO, percent

ANSWERS = {AgeGroup.YOUNGER: ("yes", "no"), AgeGroup.OLDER: ("yes", "partly", "no")}
MANNERS = ("yes", "no")
Figures = Mapping[Area, Figure]


@dataclass(frozen=True)
class _Table:
    """One release's figures of one age group and item, by area, and which places lie in each.

    Whoever answered is in it from ``fewest`` and to ``most`` of an area.
    """

    figures: Figures
    standing: Standing
    fewest: Mapping[Area, int]
    most: Mapping[Area, int]
    reach: int


def known_of_children(releases: Sequence[Release]) -> tuple[Knowledge, ...]:
    """What all releases of one half-year tell together, of each item that any tells of.

    How the answers were given is such an item too: yes is *helped*, or *with an interpreter*.

    ``releases`` are the one to publish and its earlier numbers, in any order.
    """
    every = (_of_item(releases, age, item) for age in AgeGroup for item in (*ITEMS[age], *Manner))
    return tuple(one for one in every if one.limits)


def _of_item(releases: Sequence[Release], age_group: AgeGroup, item: str) -> Knowledge:
    told = [(release, _figures(release, age_group, item)) for release in releases]
    places = places_of(told)
    answers = MANNERS if item in set(Manner) else ANSWERS[age_group]
    tables = [_table(release, places, age_group, item) for release in releases]
    limits = tuple(dict.fromkeys(limit for table in tables for limit in _limits(table, answers)))
    cells = dict.fromkeys(cell for table in tables for cell in _cells(table.standing, answers))
    return Knowledge(age_group, item, places, answers, limits, protected(cells, limits))


def _figures(release: Release, age_group: AgeGroup, item: str) -> Figures:
    own = (one for one in release.figures if (one.age_group, one.item) == (age_group, item))
    given = (one for one in release.manners if (one.age_group, one.kind) == (age_group, item))
    return {figure.area: figure for figure in (*own, *map(_as_figure, given))}


def _as_figure(told: MannerFigure) -> Figure:
    of_all = told.age_group, COUNTRY, told.kind, told.status, told.n
    return Figure(*of_all, yes=told.some, percent=told.percent, bound=told.bound)


def _table(release: Release, places: Sequence[Area], age_group: AgeGroup, item: str) -> _Table:
    figures = _figures(release, age_group, item)
    statuses = {area: figure.status for area, figure in figures.items()}
    standing = Standing(statuses, lies_in(places, figures, release))
    is_whole = item in set(Manner)
    fewest = fewest_answers(release, age_group) if is_whole else {}
    return _Table(figures, standing, fewest, most_answers(release, age_group), reach(release))


def _limits(table: _Table, answers: tuple[str, ...]) -> Iterator[Limit]:
    for area, figure in table.figures.items():
        places = table.standing.lies_in[area]
        if table.standing.tells(area):
            yield from _limits_of(figure, places, answers, table.reach)
        if places and (area in table.most or area in table.fewest):
            yield Limit(Sum(places, answers), table.fewest.get(area, 0), table.most.get(area))
    if table.standing.gives_left_over:
        yield Limit(Sum(table.standing.left_over, answers), FEWEST_CHILDREN, None)


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


def _cells(standing: Standing, answers: tuple[str, ...]) -> Iterator[Sum]:
    """Each answer and their sum, of each place, each area, what is left over, and the country."""
    alone = ((place,) for place in standing.lies_in[COUNTRY])
    for places in (*alone, *standing.lies_in.values(), standing.left_over):
        yield from (Sum(places, (answer,)) for answer in answers)
        yield Sum(places, answers)

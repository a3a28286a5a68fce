"""Disclosure control: which areas may stand alone, which are merged, and what a figure may say.

A published area has at least 10 answering children and 3 case workers. Smaller municipalities go
into the rest of their region, or of the country; a rest has three municipalities besides, so that
none of them can take itself away and see another alone. The country's line is the sum of all, so
what it holds beyond the areas shown must be safe as well: whatever is left over is protected like
a rest, and larger areas are drawn into it until it is. (STA-04)

Exact counts decide all that. What is told then has its noise, and is rounded. (STA-05, STA-07)
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from boernestemme.domain.cell_keys import LARGEST_NOISE, METHOD, NOISE_VARIANCE, noisy
from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, Status
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import MUNICIPALITIES, Hierarchy
from boernestemme.domain.release import Protection
from boernestemme.domain.shares import FEWEST_FOR_PERCENT, ROUNDED_TO, rounded, share
from boernestemme.domain.tally import Cell, Counts

FEWEST_CHILDREN = 10
FEWEST_WORKERS = 3
FEWEST_IN_REST = 3
PROTECTION = Protection(METHOD, LARGEST_NOISE, ROUNDED_TO, FEWEST_CHILDREN, FEWEST_WORKERS)
COUNTRY = Area(AreaKind.COUNTRY, "", "Danmark")
COUNTRY_REST = Area(AreaKind.COUNTRY_REST, "", "Danmark")
# An item that an area may not tell, for the audit found that it gave too much away.
Quiet = tuple[AgeGroup, str, Area]


@dataclass(frozen=True)
class Group:
    """Cells of one age group that are published as one area."""

    area: Area
    cells: tuple[Cell, ...]

    @property
    def children(self) -> int:
        """How many children with a first answer."""
        return sum(cell.children for cell in self.cells)

    @property
    def has_enough(self) -> bool:
        """True from 10 children and 3 case workers."""
        workers = sum(cell.workers for cell in self.cells)
        return self.children >= FEWEST_CHILDREN and workers >= FEWEST_WORKERS

    @property
    def is_safe_rest(self) -> bool:
        """True when it may be published, or left over, without naming its municipalities."""
        return self.has_enough and len(self.cells) >= FEWEST_IN_REST

    def counts(self, item: str) -> Counts:
        """The sum of one item over the cells."""
        return sum((cell.items[item] for cell in self.cells), Counts())


@dataclass(frozen=True)
class Published:
    """Counts as they are published, each with noise of its own and rounded on its own."""

    n: int
    yes: int
    partly: int
    no: int


def disclose(
    cells: Iterable[Cell], hierarchy: Hierarchy, quiet: Collection[Quiet] = ()
) -> tuple[Figure, ...]:
    """Every figure of a half-year that may be published, for both age groups.

    What is ``quiet`` is hidden besides, with what would tell it.
    """
    every = tuple(cells)
    return tuple(
        figure for age_group in AgeGroup for figure in _of_age(age_group, every, hierarchy, quiet)
    )


def _of_age(
    age_group: AgeGroup, cells: tuple[Cell, ...], hierarchy: Hierarchy, quiet: Collection[Quiet]
) -> Iterable[Figure]:
    own = tuple(cell for cell in cells if cell.age_group is age_group)
    country, parts = Group(COUNTRY, own), merge(own, hierarchy)
    silent = {
        item: {area for age, at, area in quiet if (age, at) == (age_group, item)}
        for item in ITEMS[age_group]
    }
    hidden = {item: hide(parts, item, silent[item]) for item in ITEMS[age_group]}
    for group in (country, *parts):
        for item in ITEMS[age_group]:
            is_hidden = group in hidden[item] or group.area in silent[item]
            tells = may_tell(group, item) and not is_hidden
            counts = _published(group.counts(item)) if tells else None
            yield _figure(age_group, group.area, item, counts)


def merge(cells: Sequence[Cell], hierarchy: Hierarchy) -> tuple[Group, ...]:
    """The areas of one age group that stand beside the country's line.

    Every cell lies in exactly one of them; or there are none, and the line stands alone.
    """
    shown: list[Group] = []
    small: list[Group] = []
    for cell in cells:
        area = Area(AreaKind.MUNICIPALITY, cell.municipality, MUNICIPALITIES[cell.municipality])
        alone = Group(area, (cell,))
        (shown if alone.has_enough else small).append(alone)
    rests, left = _region_rests(small, hierarchy)
    shown += rests
    rest = Group(COUNTRY_REST, left)
    while rest.cells and shown and not rest.is_safe_rest:
        drawn = min(shown, key=_drawn_first)
        shown.remove(drawn)
        rest = Group(COUNTRY_REST, rest.cells + drawn.cells)
    return (*shown, rest) if rest.cells and shown else tuple(shown)


def _region_rests(
    small: Iterable[Group], hierarchy: Hierarchy
) -> tuple[list[Group], tuple[Cell, ...]]:
    """The rests that are safe in their region, and the cells of those that are not."""
    rests: list[Group] = []
    left: tuple[Cell, ...] = ()
    cells = [cell for group in small for cell in group.cells]
    for region in hierarchy.regions:
        own = tuple(cell for cell in cells if hierarchy.region_of(cell.municipality) == region)
        rest = Group(Area(AreaKind.REGION_REST, region.code, region.name), own)
        if rest.is_safe_rest:
            rests.append(rest)
        else:
            left += own
    return rests, left


def _drawn_first(group: Group) -> tuple[bool, int, str]:
    """Municipalities before rests, the smallest first."""
    return group.area.kind is not AreaKind.MUNICIPALITY, group.children, group.area.code


def hide(parts: Sequence[Group], item: str, silent: Collection[Area] = ()) -> tuple[Group, ...]:
    """The areas that may not tell one item: too few took a stand, or it would tell of those.

    The country's line less the areas that do tell gives what these hold together.
    """
    hidden = [group for group in parts if group.area in silent or not may_tell(group, item)]
    telling = sorted(
        (group for group in parts if group not in hidden),
        key=lambda group: (group.counts(item).valid, *_drawn_first(group)),
    )
    while hidden and telling and not _is_safe_together(hidden, item):
        hidden.append(telling.pop(0))
    return tuple(hidden)


def _is_safe_together(groups: Sequence[Group], item: str) -> bool:
    rest = Group(COUNTRY_REST, tuple(cell for group in groups for cell in group.cells))
    return rest.is_safe_rest and may_tell(rest, item)


def may_tell(group: Group, item: str) -> bool:
    """True when enough children took a stand on the item for the area to tell of it."""
    return group.has_enough and group.counts(item).valid >= FEWEST_CHILDREN


def _published(exact: Counts) -> Published:
    """What is published of exact counts.

    That ten took a stand is known of all that is published, so no fewer are said to have.
    """
    return Published(
        max(rounded(noisy(exact.valid, exact.valid_keys)), FEWEST_CHILDREN),
        rounded(noisy(exact.yes, exact.yes_keys)),
        rounded(noisy(exact.partly, exact.partly_keys)),
        rounded(noisy(exact.no, exact.no_keys)),
    )


def _figure(age_group: AgeGroup, area: Area, item: str, counts: Published | None) -> Figure:
    if counts is None:
        return Figure(age_group, area, item, Status.HIDDEN)
    if counts.n < FEWEST_FOR_PERCENT:
        return Figure(age_group, area, item, Status.UNCERTAIN, counts.n)
    told = share(counts.yes, counts.n, NOISE_VARIANCE)
    is_exact = told.bound is Bound.EXACT
    return Figure(
        age_group,
        area,
        item,
        Status.SHOWN,
        counts.n,
        yes=counts.yes if is_exact else None,
        partly=counts.partly if is_exact and age_group is AgeGroup.OLDER else None,
        no=counts.no if is_exact else None,
        percent=told.percent,
        bound=told.bound,
        low=told.low,
        high=told.high,
    )

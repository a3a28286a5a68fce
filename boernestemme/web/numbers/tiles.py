"""The 98 municipalities as tiles and as a table: how much is told of each, never what it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from boernestemme.domain.figures import AreaKind, Figure, Status
from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import MUNICIPALITIES, hierarchy
from boernestemme.domain.release import Release
from boernestemme.domain.yearly import is_told_in
from boernestemme.web.locale import gettext as _
from boernestemme.web.numbers.places import PLACES
from boernestemme.web.numbers.wording_tiles import (
    IN_ALL_ALONE,
    IN_COUNTRY_REST,
    IN_REGION_REST,
    IN_YEARLY_REST,
    LEGEND,
    LETTERS,
    WORDS,
    Standing,
)
from boernestemme.web.releases import wording
from boernestemme.web.releases.tables import amount, danish_order, tell

ABC = sorted(MUNICIPALITIES, key=lambda code: danish_order(MUNICIPALITIES[code]))
SHAPES = {Status.SHOWN: Standing.SHOWN, Status.UNCERTAIN: Standing.FEW}


@dataclass(frozen=True)
class Tile:
    """One municipality: its place in the grid, the kind and letter that say how much is told."""

    code: str
    name: str
    column: int
    row: int
    kind: str
    letter: str
    words: str
    is_picked: bool


@dataclass(frozen=True)
class Kind:
    """One kind of tile in the legend, and how many there are."""

    kind: str
    letter: str
    words: str
    amount: int


@dataclass(frozen=True)
class Grid:
    """One age group's tiles and their legend."""

    id: str
    age: str
    tiles: tuple[Tile, ...]
    legend: tuple[Kind, ...]


class Standings:
    """Where each municipality stands in one age group of a release, by the headline's figures."""

    def __init__(self, release: Release, age_group: AgeGroup) -> None:
        self._release = release
        self._regions = hierarchy(release.period)
        self._figures = {
            figure.area.code: figure
            for figure in release.figures
            if (figure.age_group, figure.item) == (age_group, HEADLINE)
            and figure.area.kind is AreaKind.MUNICIPALITY
        }
        self._rests = {
            figure.area.code: figure.area
            for figure in release.figures
            if figure.age_group is age_group
            and figure.area.kind in (AreaKind.REGION_REST, AreaKind.COUNTRY_REST)
        }

    def figure(self, code: str) -> Figure | None:
        """The municipality's own figure, where it stands in the table by itself."""
        return self._figures.get(code)

    def of(self, code: str) -> Standing:
        """How much is told of it."""
        figure = self._figures.get(code)
        if figure is not None:
            return SHAPES.get(figure.status, Standing.HIDDEN)
        period = self._release.period
        if not is_told_in(period, code):
            return Standing.HALF_YEARLY if period.is_year else Standing.YEARLY
        if self._took_part(code):
            return Standing.REST
        return Standing.ABSENT if self._release.participants else Standing.UNKNOWN

    def words(self, code: str) -> str:
        """The same in words, with the share where it is told."""
        figure, standing = self._figures.get(code), self.of(code)
        if figure is not None and standing is Standing.SHOWN:
            told = tell(figure)
            return _(
                "%(share)s (sandsynligvis %(interval)s)", share=told.share, interval=told.interval
            )
        if standing is Standing.REST:
            return self._rest_of(code)
        return _(WORDS[standing], n=amount(figure.n if figure else None))

    def _took_part(self, code: str) -> bool:
        release = self._release
        return code in release.participants or release.taking_part == release.municipalities

    def _rest_of(self, code: str) -> str:
        region = self._regions.region_of(code).code
        if region in self._rests:
            return _(IN_REGION_REST, region=self._rests[region].name)
        if "" not in self._rests:
            return _(IN_ALL_ALONE)
        return _(IN_YEARLY_REST if self._release.period.is_year else IN_COUNTRY_REST)


def standings_of(release: Release) -> dict[AgeGroup, Standings]:
    """For both age groups."""
    return {age_group: Standings(release, age_group) for age_group in AgeGroup}


def grids_of(standings: dict[AgeGroup, Standings], picked: str) -> tuple[Grid, ...]:
    """A grid for each age group; the tiles by the alphabet, ``picked`` marked."""
    return tuple(_grid(age_group, found, picked) for age_group, found in standings.items())


def _grid(age_group: AgeGroup, found: Standings, picked: str) -> Grid:
    kinds = {code: found.of(code) for code in ABC}
    tiles = tuple(_tile(code, kinds[code], found.words(code), picked) for code in ABC)
    return Grid(f"felter-{age_group}", _(wording.AGES[age_group]), tiles, _legend(kinds.values()))


def _tile(code: str, kind: Standing, words: str, picked: str) -> Tile:
    name, (column, row) = MUNICIPALITIES[code], PLACES[code]
    return Tile(code, name, column, row, kind, LETTERS[kind], words, code == picked)


def _legend(kinds: Iterable[Standing]) -> tuple[Kind, ...]:
    counted = Counter(kinds)
    return tuple(
        Kind(kind, LETTERS[kind], _(LEGEND[kind]), counted[kind])
        for kind in Standing
        if counted[kind]
    )


def list_of(standings: dict[AgeGroup, Standings]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The same as a table: each municipality by the alphabet, and its words in each age group."""
    return tuple(
        (MUNICIPALITIES[code], tuple(found.words(code) for found in standings.values()))
        for code in ABC
    )

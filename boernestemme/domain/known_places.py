"""Which places the areas of several releases of one period divide the country into.

Which municipalities lie in a rest is taken as known. A place is all municipalities that no line
tells apart. Any of several may be 0 or all of their sum, so what is known of one is never narrower
than what is known of the place. (STA-09)
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.disclosure import COUNTRY, COUNTRY_REST
from boernestemme.domain.figures import Area, AreaKind, Status
from boernestemme.domain.regions import hierarchy
from boernestemme.domain.release import Release

LiesIn = Mapping[Area, tuple[Area, ...]]


@dataclass(frozen=True)
class Standing:
    """The areas of one release, each with how much it tells, and which places lie in each."""

    statuses: Mapping[Area, Status]
    lies_in: LiesIn

    @property
    def parts(self) -> list[Area]:
        """All but the country."""
        return [area for area in self.statuses if area != COUNTRY]

    def tells(self, area: Area) -> bool:
        """True where an area tells anything."""
        return self.statuses.get(area, Status.HIDDEN) is not Status.HIDDEN

    @property
    def left_over(self) -> tuple[Area, ...]:
        """The places of all areas that say nothing, which the country less the others tells."""
        silent = [area for area in self.parts if not self.tells(area)]
        return tuple(place for area in silent for place in self.lies_in[area])

    @property
    def gives_left_over(self) -> bool:
        """True where those can be had by subtraction."""
        is_told = self.tells(COUNTRY) and any(map(self.tells, self.parts))
        return bool(self.left_over) and is_told


def places_of(told: Sequence[tuple[Release, Collection[Area]]]) -> tuple[Area, ...]:
    """Every area that is part of the country in any release; undivided, the country itself.

    A rest that lies nowhere in another release holds nobody but those who are named there.
    """
    named = dict.fromkeys(area for _, areas in told for area in areas if area != COUNTRY)
    divided = [(release, areas) for release, areas in told if len(areas) > 1]
    return tuple(
        area
        for area in named
        if area.kind is AreaKind.MUNICIPALITY
        or all(_inside(area, areas, release) for release, areas in divided)
    ) or (COUNTRY,)


def lies_in(places: Iterable[Area], areas: Collection[Area], release: Release) -> LiesIn:
    """Which of the places lie in each area of a release; all of them in the country."""
    inside: dict[Area, tuple[Area, ...]] = dict.fromkeys(areas, ())
    inside[COUNTRY] = tuple(places)
    for place in inside[COUNTRY]:
        area = _inside(place, areas, release)
        if area and area != COUNTRY:
            inside[area] += (place,)
    return inside


def _inside(place: Area, areas: Collection[Area], release: Release) -> Area | None:
    """The area of a release that a place lies in: its own, else the rest the hierarchy says."""
    if place in areas:
        return place
    if place.kind is AreaKind.MUNICIPALITY:
        region = hierarchy(release.period).region_of(place.code)
        rest = Area(AreaKind.REGION_REST, region.code, region.name)
        if rest in areas:
            return rest
    return COUNTRY_REST if COUNTRY_REST in areas else None

"""The funnel plot: each municipality's share against its n, with limits; one may be picked."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import format_decimal

from boernestemme.domain.figures import Figure, Status
from boernestemme.domain.funnel import FEWEST_TO_DIFFER, Counted, Spread, spread
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.published_error import variance_of
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.web.locale import gettext as _
from boernestemme.web.numbers import wording_charts as words
from boernestemme.web.numbers.funnel_drawing import Centre, Drawing, band, drawing_of
from boernestemme.web.numbers.tiles import ABC, Standings
from boernestemme.web.numbers.wording_tiles import Standing
from boernestemme.web.releases import wording

FEWEST_DRAWN = 3


@dataclass(frozen=True)
class Funnel:
    """One age group's funnel; ``drawing`` is None where there is too little to draw.

    ``said`` is what may be said of the picked municipality, empty where none is.
    """

    id: str
    age: str
    drawing: Drawing | None
    notes: tuple[str, ...]
    said: str


def funnels_of(
    release: Release, standings: Mapping[AgeGroup, Standings], picked: str
) -> tuple[Funnel, ...]:
    """One for each age group."""
    return tuple(
        _funnel(release, age_group, found, picked) for age_group, found in standings.items()
    )


def _funnel(release: Release, age_group: AgeGroup, found: Standings, picked: str) -> Funnel:
    figures = {code: found.figure(code) for code in ABC}
    shown = {code: one for code, one in figures.items() if one and one.status is Status.SHOWN}
    name, age = f"tragt-{age_group}", _(wording.AGES[age_group])
    whole = release.headlines.get(age_group)
    if len(shown) < FEWEST_DRAWN or whole is None or not _is_between(whole):
        return Funnel(name, age, None, (_(words.NO_FUNNEL),), _not_drawn(found, picked))
    share, error = (whole.yes or 0) / (whole.n or 1), variance_of(release)
    told = ((code, one.n or 0, one.yes) for code, one in shown.items())
    counted = [Counted(code, n, yes) for code, n, yes in told if yes is not None]
    differ = spread(counted, share, error)
    centre = Centre(share, error, differ.between)
    said = _said(shown[picked], centre) if picked in shown else _not_drawn(found, picked)
    notes = _notes(shown, differ, len(counted))
    return Funnel(name, age, drawing_of(shown, centre, picked), notes, said)


def _is_between(whole: Figure) -> bool:
    """True where the share of all is told, and neither none nor all."""
    return whole.yes is not None and 0 < whole.yes < (whole.n or 0)


def _notes(shown: Mapping[str, Figure], differ: Spread, known: int) -> tuple[str, ...]:
    """The answer to the question above the drawing; ``known`` is how many it is asked of."""
    if known < FEWEST_TO_DIFFER:
        answer = _(words.TOO_FEW_TO_DIFFER)
    elif differ.between:
        answer = _(words.WIDENED, phi=format_decimal(round(differ.phi, 1)))
    else:
        answer = _(words.NOT_WIDENED)
    has_bands = any(one.bound for one in shown.values())
    bands = _(words.FUNNEL_BANDS) if has_bands else ""
    return tuple(filter(None, (answer, bands)))


def _said(figure: Figure, centre: Centre) -> str:
    """How far from all others it lies; of a band the end that is nearest to them."""
    low, high = band(figure)
    nearest, limits = min(max(centre.share, low), high), centre.limits(figure.n or 0)
    if limits.low95 <= nearest <= limits.high95:
        said = words.INSIDE
    elif limits.low998 <= nearest <= limits.high998:
        said = words.BETWEEN
    else:
        said = words.OUTSIDE
    return _(said, name=figure.area.name)


def _not_drawn(found: Standings, picked: str) -> str:
    if not picked or found.of(picked) is Standing.SHOWN:
        return ""
    return _(words.NOT_DRAWN, name=MUNICIPALITIES[picked], why=found.words(picked))

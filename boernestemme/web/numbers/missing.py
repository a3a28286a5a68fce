"""Who is missing: how many meetings stand behind the answers, and how often one was given."""

from dataclasses import dataclass

from boernestemme.domain.coverage import Coverage, Manner, MannerFigure, ResponseBand
from boernestemme.domain.figures import AreaKind, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.web.locale import gettext as _
from boernestemme.web.numbers import wording_missing as words
from boernestemme.web.numbers.wording import OTHER_MUNICIPALITIES
from boernestemme.web.releases import wording
from boernestemme.web.releases.tables import amount, area_name, interval_of, place, share_of
from boernestemme.web.releases.yearly import told_yearly


@dataclass(frozen=True)
class Part:
    """One number of an age group: its words, what lies beside it, and the ends of a band in %."""

    told: str
    beside: str = ""
    ends: tuple[int, int] | None = None


@dataclass(frozen=True)
class Measure:
    """One row: what is counted, and a part for each age group."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class CoverageTable:
    """The same for every area of an age group: name, held, before, after."""

    id: str
    title: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Missing:
    """All of it: rows for both age groups, areas, and what is said in words."""

    measures: tuple[Measure, ...]
    areas: tuple[CoverageTable, ...]
    lines: tuple[str, ...]


def missing_of(release: Release) -> Missing:
    """Who is missing from a release; without rows where it is older than that was counted."""
    yearly = filter(None, (told_yearly(release.period),))
    lines = (*_reported(release), *map(_, words.SILENT), *_others(release), *yearly)
    if not release.coverage:
        return Missing((), (), (_(words.NOT_KNOWN), *lines))
    areas = tuple(_areas(release, age_group) for age_group in AgeGroup)
    return Missing(tuple(_measures(release)), areas, lines)


def answered(release: Release, age_group: AgeGroup) -> str:
    """Who is missing, in one sentence to stand below a headline."""
    found = _country(release, age_group)
    if found is None or found.status is not Status.SHOWN or found.after is None:
        return _(words.NOT_KNOWN)
    others = release.municipalities - release.taking_part
    said = words.ANSWERED_OF_SOME if others > 1 else words.ANSWERED
    band = _(words.BANDS[found.after])
    return _(said, held=amount(found.held), band=band, others=others)


def _measures(release: Release) -> list[Measure]:
    countries = [_country(release, age_group) for age_group in AgeGroup]
    told = {(one.age_group, one.kind): one for one in release.manners}
    manners = (
        Measure(_(words.MANNERS[kind]), tuple(_manner(told.get((age, kind))) for age in AgeGroup))
        for kind in Manner
    )
    return [
        Measure(_(words.HELD), tuple(_held(one) for one in countries)),
        Measure(_(words.BEFORE), tuple(_band(one.before if one else None) for one in countries)),
        Measure(_(words.AFTER), tuple(_band(one.after if one else None) for one in countries)),
        *manners,
    ]


def _country(release: Release, age_group: AgeGroup) -> Coverage | None:
    lines = (one for one in release.coverage if one.age_group is age_group)
    return next((one for one in lines if one.area.kind is AreaKind.COUNTRY), None)


def _held(found: Coverage | None) -> Part:
    is_told = found is not None and found.held is not None
    return Part(amount(found.held)) if found and is_told else Part(_(wording.HIDDEN))


def _band(band: ResponseBand | None) -> Part:
    if band is None:
        return Part(_(wording.HIDDEN))
    return Part(_(words.BANDS[band]), ends=words.ENDS[band])


def _manner(found: MannerFigure | None) -> Part:
    if found is None or found.status is Status.HIDDEN:
        return Part(_(wording.HIDDEN))
    if found.status is Status.UNCERTAIN:
        return Part(_("kun %(n)s svar, for få til en andel", n=amount(found.n)))
    beside = _("%(interval)s af %(n)s svar", interval=interval_of(found), n=amount(found.n))
    return Part(share_of(found), beside)


def _areas(release: Release, age_group: AgeGroup) -> CoverageTable:
    found = {one.area: one for one in release.coverage if one.age_group is age_group}
    lines = tuple(
        (area_name(area, release), _cells(found[area])) for area in sorted(found, key=place)
    )
    return CoverageTable(f"daekning-{age_group}", _(wording.AGES[age_group]), lines)


def _cells(line: Coverage) -> tuple[str, ...]:
    bands = (_band(band).told for band in (line.before, line.after))
    return (_held(line).told, *bands)


def _reported(release: Release) -> tuple[str, ...]:
    told = release.reported
    if told is None:
        return (_(words.TOLD_NONE),)
    some, held = amount(told.municipalities), amount(told.held)
    if told.with_link is None:
        return (_(words.TOLD_HELD, some=some, held=held),)
    band = _(words.BANDS[told.with_link]).capitalize()
    return (_(words.TOLD_ALL, some=some, held=held, band=band),)


def _others(release: Release) -> tuple[str, ...]:
    others = release.municipalities - release.taking_part
    return (_(OTHER_MUNICIPALITIES, others=others),) if others else ()

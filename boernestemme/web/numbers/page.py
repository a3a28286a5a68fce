"""What a page of published numbers holds: everything a half-year tells, from releases alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boernestemme.domain.figures import Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.domain.yearly import told_in
from boernestemme.web.locale import gettext as _
from boernestemme.web.numbers import wording
from boernestemme.web.numbers import wording_charts as charts
from boernestemme.web.numbers.development import before_of, change_said, runs_of
from boernestemme.web.numbers.funnels import Funnel, funnels_of
from boernestemme.web.numbers.missing import answered, missing_of
from boernestemme.web.numbers.profile import profiles_of
from boernestemme.web.numbers.tiles import ABC, Standings, grids_of, list_of, standings_of
from boernestemme.web.numbers.wording_tiles import Standing
from boernestemme.web.releases.headlines import Headline, headlines_of
from boernestemme.web.releases.tables import tables_of, wishes_of
from boernestemme.web.releases.wording import AGES
from boernestemme.web.releases.yearly import scope_of_year


@dataclass(frozen=True)
class Top:
    """One age group at the top: headline, its interval in per cent, and a line for each question.

    The three numbers are None where there is nothing to draw; ``sign`` says a change by its shape.
    """

    headline: Headline
    percent: int | None
    low: int | None
    high: int | None
    sign: str
    change: str
    missing: str


@dataclass(frozen=True)
class Picked:
    """The municipality somebody looks for: its words in each age group, and how far that goes.

    ``elsewhere`` is the newest period it is told in, where it is not this one.
    """

    code: str
    name: str
    told: tuple[tuple[str, str, str], ...]
    elsewhere: Period | None


def content_of(release: Release, every: Sequence[Release], picked: str) -> dict[str, Any]:
    """What the template shows of a release among all that are published.

    ``picked`` is the code of one of the 98, or empty.
    """
    standings = standings_of(release)
    funnels = funnels_of(release, standings, picked)
    return {
        "release": release,
        "scope": _scope(release),
        "tops": _tops(release, every),
        "profiles": profiles_of(release),
        "runs": runs_of(release, every),
        "run_words": {
            "title": _(charts.RUN_CHART),
            "read": _(charts.RUN_CHART_READ),
            "broken": _(charts.BROKEN),
            "first": _(charts.FIRST),
            "none": _(charts.NO_RUN),
        },
        "missing": missing_of(release),
        "municipalities": tuple((code, MUNICIPALITIES[code]) for code in ABC),
        "picked": _picked(standings, funnels, every, picked) if picked else None,
        "grids": grids_of(standings, picked),
        "listed_rows": list_of(standings),
        "ages": tuple(_(AGES[age]) for age in AgeGroup),
        "funnel_read": _(charts.FUNNEL),
        "funnels": funnels,
        "tables": tables_of(release),
        "wishes": wishes_of(release),
        "asked": _asked(),
        "about": tuple((_(title), tuple(map(_, lines))) for title, lines in wording.ABOUT),
        "licence": wording.LICENCE,
    }


def _scope(release: Release) -> str:
    """*19 af 98 kommuner*; never *the whole country* when it is not."""
    if release.period.is_year:
        return scope_of_year(release)
    if release.taking_part == release.municipalities:
        return _("Alle %(every)s kommuner", every=release.municipalities)
    some, every = release.taking_part, release.municipalities
    return _("%(some)s af %(every)s kommuner", some=some, every=every)


def _tops(release: Release, every: Sequence[Release]) -> tuple[Top, ...]:
    before, found = before_of(release, every), []
    for age_group, headline in zip(AgeGroup, headlines_of(release), strict=True):
        figure = release.headlines.get(age_group)
        is_drawn = figure is not None and figure.status is Status.SHOWN
        drawn = (figure.percent, figure.low, figure.high) if figure and is_drawn else (None,) * 3
        sign, change = change_said(release, before, age_group)
        found.append(Top(headline, *drawn, sign, change, answered(release, age_group)))
    return tuple(found)


def _picked(
    standings: dict[AgeGroup, Standings],
    funnels: Sequence[Funnel],
    every: Sequence[Release],
    code: str,
) -> Picked:
    told = tuple(
        (funnel.age, found.words(code), funnel.said if found.of(code) is Standing.SHOWN else "")
        for found, funnel in zip(standings.values(), funnels, strict=True)
    )
    kinds = {found.of(code) for found in standings.values()}
    is_elsewhere = bool(kinds & {Standing.YEARLY, Standing.HALF_YEARLY})
    there = (one.period for one in every if code in told_in(one.period)) if is_elsewhere else ()
    return Picked(code, MUNICIPALITIES[code], told, max(there, default=None))


def _asked() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return tuple(
        (_(AGES[age]), tuple(map(_, wording.ASKED[age])), _(wording.SCALES[age]))
        for age in AgeGroup
    )

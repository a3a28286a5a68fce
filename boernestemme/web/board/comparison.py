"""What the board reads of a draft beside what is published before it: is it as good, is it new?"""

from collections.abc import Sequence
from dataclasses import dataclass

from boernestemme.domain.figures import Area, Figure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.trends import Change, trend
from boernestemme.domain.usefulness import (
    Usefulness,
    came_and_went,
    told_otherwise,
    usefulness,
)
from boernestemme.services.publishing import PublishedRelease
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import half_year
from boernestemme.web.marking import N_
from boernestemme.web.releases.tables import amount, area_name, interval_of, share_of
from boernestemme.web.releases.wording import AGES

NOTHING = "–"
MOST_NAMED = 8
ROWS = (
    N_("Sagde ja"),
    N_("Sandsynligvis mellem"),
    N_("Kommuner for sig selv"),
    N_("Kommuner med en andel"),
    N_("Usikkerhedens bredde, midterste kommune"),
    N_("Usikkerhedens bredde, største"),
    N_("Børn i øvrige kommuner"),
    N_("Tal, der ikke vises"),
)
CHANGES = {
    Change.MORE: N_("Flere sagde ja end sidst."),
    Change.FEWER: N_("Færre sagde ja end sidst."),
    Change.UNSURE: N_("Ingen sikker ændring siden sidst."),
    Change.OTHER_QUESTIONS: N_(
        "Spørgsmålene er ændret siden sidst, så tallene kan ikke sammenlignes."
    ),
    Change.TOO_FEW: N_("For få kommuner er med begge gange til at sammenligne."),
}


@dataclass(frozen=True)
class Comparison:
    """One age group: what has changed in a sentence, and each fact now and before."""

    id: str
    age: str
    change: str
    rows: tuple[tuple[str, str, str], ...]
    areas: tuple[str, ...]


def compared(release: Release, before: PublishedRelease | None) -> tuple[Comparison, ...]:
    """One for each age group; beside nothing where nothing is published before."""
    then = before.release if before else None
    return tuple(_compared(release, then, age_group) for age_group in AgeGroup)


def compared_with(release: Release, before: PublishedRelease | None) -> str:
    """What stands above the column of what was before; empty where there is none."""
    if before is None:
        return ""
    if before.period == release.period:
        return _("Udgave %(number)s", number=before.number)
    return half_year(before.period)


def corrected(release: Release, before: PublishedRelease | None) -> str:
    """How much a correction changes; empty where the draft is none."""
    if before is None or before.period != release.period:
        return ""
    number = told_otherwise(before.release, release)
    if not number:
        return _("Alle tal er de samme som i udgave %(before)s.", before=before.number)
    return _(
        "%(number)s tal er anderledes end i udgave %(before)s.",
        number=amount(number),
        before=before.number,
    )


def _compared(release: Release, before: Release | None, age_group: AgeGroup) -> Comparison:
    now = _facts(release, age_group)
    then = _facts(before, age_group) if before else (NOTHING,) * len(now)
    return Comparison(
        f"brug-{age_group}",
        _(AGES[age_group]),
        _change(release, before, age_group),
        tuple(zip(map(_, ROWS), now, then, strict=True)),
        _areas(release, before, age_group) if before else (),
    )


def _change(release: Release, before: Release | None, age_group: AgeGroup) -> str:
    if before is None:
        return _("Der er ikke udgivet noget før, som tallene kan sammenlignes med.")
    if before.period == release.period:
        return ""
    return _(CHANGES[trend(before, release, age_group).change])


def _facts(release: Release, age_group: AgeGroup) -> tuple[str, ...]:
    """The values of ``ROWS``."""
    found = usefulness(release, age_group)
    return (
        *_headline(release.headlines.get(age_group)),
        amount(found.apart),
        amount(found.in_percent),
        *_widths(found),
        NOTHING if found.in_rests is None else _("%(share)s %%", share=found.in_rests),
        amount(found.hidden),
    )


def _headline(figure: Figure | None) -> tuple[str, str]:
    if figure is None or figure.status is not Status.SHOWN:
        return NOTHING, NOTHING
    return share_of(figure), interval_of(figure)


def _widths(found: Usefulness) -> tuple[str, ...]:
    widths = (found.median_width, found.widest)
    return tuple(
        NOTHING if width is None else _("%(width)s point", width=width) for width in widths
    )


def _areas(release: Release, before: Release, age_group: AgeGroup) -> tuple[str, ...]:
    """Which areas have a line of their own now and had none, and the other way round."""
    came, went = came_and_went(before, release, age_group)
    said = (
        _("Nye for sig selv: %(names)s.", names=_names(came, release)) if came else "",
        _(
            "Ikke mere for sig selv: %(names)s. De er lagt sammen med andre eller er ikke med.",
            names=_names(went, before),
        )
        if went
        else "",
    )
    return tuple(filter(None, said)) or (_("De samme områder er vist som sidst."),)


def _names(areas: Sequence[Area], release: Release) -> str:
    names = ", ".join(area_name(area, release) for area in areas[:MOST_NAMED])
    more = len(areas) - MOST_NAMED
    return _("%(names)s og %(more)s andre", names=names, more=more) if more > 0 else names

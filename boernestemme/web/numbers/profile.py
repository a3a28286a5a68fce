"""Lundy's four words: each question of an age group with its own share and interval, never one."""

from dataclasses import dataclass

from boernestemme.domain.figures import AreaKind, Figure, Status
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.web.locale import gettext as _
from boernestemme.web.numbers import wording_charts
from boernestemme.web.releases import wording
from boernestemme.web.releases.tables import amount, interval_of, share_of


@dataclass(frozen=True)
class Asked:
    """One question: its answer in words, and dot and reach from 0 to 100, None when not drawn."""

    question: str
    said: str
    percent: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Word:
    """One of the four words, what it means, its questions; ``missing`` says what is not asked."""

    name: str
    meaning: str
    asked: tuple[Asked, ...]
    missing: str


@dataclass(frozen=True)
class Profile:
    """One age group's four words."""

    id: str
    age: str
    words: tuple[Word, ...]


def profiles_of(release: Release) -> tuple[Profile, ...]:
    """One for each age group; the two are never pooled."""
    return tuple(_profile(release, age_group) for age_group in AgeGroup)


def country_figures(release: Release, age_group: AgeGroup) -> dict[str, Figure]:
    """What is told of all children of an age group, by item."""
    return {
        figure.item: figure
        for figure in release.figures
        if figure.age_group is age_group and figure.area.kind is AreaKind.COUNTRY
    }


def _profile(release: Release, age_group: AgeGroup) -> Profile:
    found = country_figures(release, age_group)
    words = tuple(
        Word(
            _(name),
            _(meaning),
            tuple(_asked(found[item]) for item in items if item in found),
            _(wording_charts.NOT_ASKED) if set(items) - set(ITEMS[age_group]) else "",
        )
        for name, meaning, items in wording_charts.LUNDY
    )
    return Profile(f"profil-{age_group}", _(wording.AGES[age_group]), words)


def _asked(figure: Figure) -> Asked:
    question = _(wording.QUESTIONS[figure.item])
    if figure.status is Status.HIDDEN:
        return Asked(question, _(wording.HIDDEN), None, None, None)
    if figure.status is Status.UNCERTAIN:
        return Asked(question, _(wording.UNCERTAIN, n=amount(figure.n)), None, None, None)
    said = _(
        "%(share)s sagde ja (%(interval)s)", share=share_of(figure), interval=interval_of(figure)
    )
    return Asked(question, said, figure.percent, figure.low, figure.high)

"""What a release calls its areas: the common line of a year is about the smallest alone."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from boernestemme.domain.coverage import Coverage
from boernestemme.domain.figures import AreaKind, Figure
from boernestemme.domain.release import Release

SMALLEST = "De mindste kommuner"
Told = TypeVar("Told", Figure, Coverage)


def named(release: Release) -> Release:
    """The release with the areas' names as its files tell them: *Danmark* is no name in a year."""
    if not release.period.is_year:
        return release
    return replace(release, figures=_named(release.figures), coverage=_named(release.coverage))


def _named(every: Iterable[Told]) -> tuple[Told, ...]:
    whole = {AreaKind.COUNTRY, AreaKind.COUNTRY_REST}
    return tuple(
        replace(one, area=replace(one.area, name=SMALLEST)) if one.area.kind in whole else one
        for one in every
    )

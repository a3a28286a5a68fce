"""The audit of who is missing: whole years hold, and what would give too much away is hidden."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from boernestemme.domain.coverage import Coverage, Manner, MannerFigure, ResponseBand
from boernestemme.domain.disclosure import COUNTRY, disclose
from boernestemme.domain.figures import Figure, Status
from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.manner_figures import GivenCount
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import MeetingCell
from boernestemme.domain.regions import FROM_2027
from boernestemme.domain.silent_cells import with_silent
from boernestemme.domain.tally import Cell
from boernestemme.domain.who_is_missing import Missing
from boernestemme.services.auditing import audit, made_safe
from tests.coverage_factory import NOTHING
from tests.domain.countries import OLDER, cell
from tests.domain.invented_meetings import around
from tests.release_factory import release
from tests.services.test_auditing_years import year
from tests.services.tiny_countries import release_of

YEARS = 3


def test_years_hold_with_their_meetings() -> None:
    told = 0
    for seed in range(YEARS):
        answered = year(seed)
        missing = Missing(around(answered, Random(seed)), given_in(answered))
        cells = with_silent(answered, missing.meetings)
        headlines = [one for one in disclose(cells, FROM_2027) if one.item == HEADLINE]
        whole = missing.told_in(release_of(headlines, 7), cells, FROM_2027)
        found = audit([whole])
        assert found.holds, [one for one in found.findings if not one.holds]
        told += sum(one.status is not Status.HIDDEN for one in whole.coverage)
    assert told > 60 * YEARS, "the control: there was something to examine"


def given_in(cells: Iterable[Cell]) -> tuple[GivenCount, ...]:
    """Every fourth child was helped, every tenth had an interpreter."""
    number: Counter[AgeGroup] = Counter()
    for one in cells:
        number[one.age_group] += one.children
    return tuple(
        GivenCount(age_group, helped, interpreted, every * share // 40, 77)
        for age_group, every in number.items()
        for helped, interpreted, share in ((True, False, 10), (False, True, 4), (False, False, 26))
    )


def narrow(coverage: tuple[Coverage, ...] = (), manners: tuple[MannerFigure, ...] = ()) -> bool:
    """Whether 25 said to have answered, of one country, are told too narrowly."""
    figure = Figure(OLDER, COUNTRY, HEADLINE, Status.UNCERTAIN, 25)
    told = NOTHING | {"coverage": coverage, "manners": manners}
    found = audit([release(figures=(figure,), replies=(), **told)])
    return any(one.item == HEADLINE and not one.holds for one in found.findings)


@pytest.mark.parametrize(("held", "is_narrow"), [(100, False), (15, True)])
def test_few_meetings_beside_many_answers_are_too_much(held: int, is_narrow: bool) -> None:
    assert narrow((Coverage(OLDER, COUNTRY, Status.UNCERTAIN, held),)) is is_narrow
    band = Coverage(OLDER, COUNTRY, Status.SHOWN, 5 * held, None, ResponseBand.UNDER_20)
    assert narrow((band,)) is is_narrow


@pytest.mark.parametrize(("n", "is_narrow"), [(25, False), (10, True)])
def test_few_answers_beside_many_who_took_a_stand_are_too_much(n: int, is_narrow: bool) -> None:
    given = MannerFigure(OLDER, Manner.HELPED, Status.UNCERTAIN, n)
    assert narrow(manners=(given,)) is is_narrow


def test_what_fails_is_hidden_until_it_holds_and_counted() -> None:
    cells = (cell("0101", 30, 8), cell("0461", 30, 8), cell("0751", 30, 8))
    held = MeetingCell(frozenset(), 100, 30, 40, 9)
    meetings = {
        (one.municipality, OLDER): replace(held, municipalities=frozenset({one.municipality}))
        for one in cells
    }
    missing = Missing(meetings)
    draft = missing.told_in(release_of(disclose(cells, FROM_2027), 7), cells, FROM_2027)
    unlucky = [
        replace(one, held=30, after=ResponseBand.UNDER_20) if one.area.code == "0101" else one
        for one in draft.coverage
    ]
    failing = replace(draft, coverage=tuple(unlucky))
    assert not audit([failing]).holds and audit([draft]).holds
    safe = made_safe(failing, cells, FROM_2027, missing=missing)
    assert audit([safe]).holds and safe.protection and safe.protection.hidden_by_audit > 0

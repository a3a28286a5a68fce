"""The grid: every municipality once, how much is told of it, and never what it is."""

import re
from dataclasses import replace

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.regions import FROM_2027, MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.web.numbers.places import PLACES
from boernestemme.web.numbers.tiles import Standings, grids_of, list_of, standings_of
from boernestemme.web.numbers.wording_tiles import LEGEND, LETTERS, Standing
from tests.release_factory import NEW, release

pytestmark = pytest.mark.usefixtures("danish")
OLDER = AgeGroup.OLDER


def standings(**changes: object) -> Standings:
    """Where municipalities stand among the older children."""
    return Standings(release(**changes), OLDER)  # type: ignore[arg-type]  # changes are named by each test


def test_every_municipality_has_a_place_of_its_own() -> None:
    assert set(PLACES) == set(MUNICIPALITIES) and len(set(PLACES.values())) == 98
    assert {0 <= x < 12 and 0 <= y < 12 for x, y in PLACES.values()} == {True}, "as it is drawn"


@pytest.mark.parametrize(
    ("code", "standing", "words"),
    [
        ("0101", Standing.SHOWN, r"\d\d % \(sandsynligvis \d\d–\d\d %\)"),
        ("0265", Standing.SHOWN, r"90 % eller mere \(sandsynligvis 75–100 %\)"),
        ("0360", Standing.FEW, "kun 15 svar, for få til en andel"),
        ("0492", Standing.HIDDEN, "vises ikke"),
        ("0306", Standing.REST, "i øvrige kommuner i Region Sjælland"),
        ("0530", Standing.REST, "i øvrige kommuner i landet"),
        ("0147", Standing.ABSENT, "ikke med"),
    ],
)
def test_it_says_how_much_is_told(code: str, standing: Standing, words: str) -> None:
    found = standings()
    assert found.of(code) is standing
    assert re.fullmatch(words, found.words(code))


def test_an_older_release_does_not_say_who_took_part() -> None:
    assert standings(participants=()).words("0147") == "ikke vist alene"
    assert standings(participants=(), taking_part=98).of("0147") is Standing.REST


def test_the_smallest_are_told_by_the_year() -> None:
    small = FROM_2027.yearly[-1]
    half, year = standings(period=Period(2027, 1)), standings(period=Period(2027))
    assert (half.of(small), half.words(small)) == (Standing.YEARLY, "talt over et år")
    assert (year.of("0751"), year.of("0147")) == (Standing.SHOWN, Standing.HALF_YEARLY)
    assert standings(period=NEW).of(small) is Standing.ABSENT, "the control: not before 2027"


def test_a_grid_says_nothing_of_results() -> None:
    """Another share of yes makes no other tile: only its words tell it."""
    told = tuple(
        one if one.percent is None else replace(one, percent=1 + one.percent // 3)
        for one in release().figures
    )

    def tiles(made: Release) -> list[tuple[str, str]]:
        return [(one.kind, one.letter) for one in grids_of(standings_of(made), "")[1].tiles]

    assert tiles(release(figures=told)) == tiles(release())


def test_every_kind_of_tile_has_a_letter_of_its_own() -> None:
    assert len({LETTERS[kind] for kind in Standing}) == len(LEGEND) == len(Standing)


def test_the_picked_tile_is_marked_and_the_legend_counts_all() -> None:
    [_, grid] = grids_of(standings_of(release()), "0265")
    assert [one.code for one in grid.tiles if one.is_picked] == ["0265"]
    assert sum(kind.amount for kind in grid.legend) == len(grid.tiles) == 98


def test_the_table_beside_it_stands_by_the_alphabet_and_says_the_same() -> None:
    found = standings_of(release())
    rows = list_of(found)
    assert [name for name, _ in rows][:2] == ["Albertslund", "Allerød"]
    assert [name for name, _ in rows][-2:] == ["Aalborg", "Aarhus"]
    words = {one.name: one.words for one in grids_of(found, "")[1].tiles}
    assert {name: told[1] for name, told in rows} == words


def test_control_another_release_makes_other_tiles() -> None:
    def kinds(made: Release) -> list[str]:
        return [one.kind for one in grids_of(standings_of(made), "")[0].tiles]

    assert kinds(release()) != kinds(release(participants=("0101",)))

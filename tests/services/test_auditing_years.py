"""The audit of whole years: 98 municipalities of their real sizes, as many as answer."""

from collections.abc import Sequence
from random import Random

import pytest

from boernestemme.cli.demo_numbers import THOUSANDS
from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.disclosure import PROTECTION, disclose
from boernestemme.domain.figures import Figure, Status
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2027
from boernestemme.domain.release import Release
from boernestemme.domain.tally import Cell, Counts
from boernestemme.services.auditing import audit, made_safe
from tests.night.runs import Run
from tests.services.tiny_countries import release_of

SUPPORTED = 52_600
SHARES = {
    AgeGroup.YOUNGER: (0.25, (0.74, 0.0, 0.18, 0.05, 0.03)),
    AgeGroup.OLDER: (0.65, (0.6, 0.19, 0.13, 0.05, 0.03)),
}
CHILDREN_PER_WORKER = 5
EVERY, EARLY = 98, 19
YEARS, NIGHTS = 20, 100
LITTLE_NOISE = 2  # the control's, below a third of what protects them


def year(seed: int) -> tuple[Cell, ...]:
    """A half-year of the country; every fourth is an early one with 19 municipalities."""
    chance = Random(seed)
    codes = chance.sample(sorted(THOUSANDS), EVERY if seed % 4 else EARLY)
    return tuple(_cell(chance, code, age_group) for code in sorted(codes) for age_group in AgeGroup)


def _cell(chance: Random, code: str, age_group: AgeGroup) -> Cell:
    of_age, shares = SHARES[age_group]
    asked = SUPPORTED * of_age * THOUSANDS[code] / sum(THOUSANDS.values())
    children = max(1, round(asked * chance.uniform(0.12, 0.55)))
    items = {item: _counts(chance, children, shares) for item in ITEMS[age_group]}
    return Cell(code, age_group, children, -(-children // CHILDREN_PER_WORKER), items)


def _counts(chance: Random, children: int, shares: Sequence[float]) -> Counts:
    """The keys of many records add up to any number alike; nobody has none."""
    said = chance.choices(range(len(shares)), shares, k=children)
    counts = [said.count(one) for one in range(len(shares))]
    keys = [chance.randrange(KEYS) if count else 0 for count in counts[:3]]
    return Counts(*counts, *keys)


def of_one_item(figures: Sequence[Figure], number: int) -> list[Figure]:
    """The figures of one item of each age group, another one each year."""
    chosen = {(age, ITEMS[age][number % len(ITEMS[age])]) for age in AgeGroup}
    return [one for one in figures if (one.age_group, one.item) in chosen]


def can_be_read(release: Release) -> bool:
    """True where some count is told more narrowly than it may be."""
    narrowest = audit([release]).narrowest
    return narrowest is not None and narrowest.width < 5


def test_twenty_years_hold_item_by_item() -> None:
    told = 0
    for seed in range(YEARS):
        figures = disclose(year(seed), FROM_2027)
        found = audit([release_of(of_one_item(figures, seed), PROTECTION.largest_noise)])
        assert found.narrowest is not None
        assert found.holds and found.narrowest.width >= 5, seed
        told += sum(one.status is not Status.HIDDEN for one in figures)
    assert told > 300 * YEARS, "the control: there was something to examine"


def test_the_year_of_the_smallest_holds_with_every_item() -> None:
    told = 0
    for seed in range(YEARS):
        chance = Random(seed)
        cells = tuple(_cell(chance, code, age) for code in FROM_2027.yearly for age in AgeGroup)
        draft = release_of(disclose(cells, FROM_2027), PROTECTION.largest_noise)
        safe = made_safe(draft, cells, FROM_2027)
        found = audit([safe])
        assert found.holds, seed
        told += sum(one.status is not Status.HIDDEN for one in safe.figures)
    assert told > 5 * YEARS, "the control: there was something to examine"


@pytest.mark.night
def test_STA_audit_a_hundred_years_hold_with_every_item() -> None:
    run = Run("STA-audit", ("years",))
    for seed, figures in run.rounds("years", NIGHTS):
        cells = year(seed)
        draft = release_of(disclose(cells, FROM_2027), PROTECTION.largest_noise)
        found = audit([made_safe(draft, cells, FROM_2027)])
        assert found.holds, seed
        figures["years"] = 1
        figures["read"] = can_be_read(release_of(draft.figures, LITTLE_NOISE))
    assert run.sum("read") == run.sum("years"), "the control"
    run.close(
        f"{run.sum('years'):.0f} years hold",
        f"told that the noise is {LITTLE_NOISE} at most, the solver reads counts in "
        f"{run.sum('read'):.0f} of them",
    )

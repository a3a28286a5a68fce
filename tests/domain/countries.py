"""Invented countries of cells for the tests of disclosure control."""

from dataclasses import replace
from random import Random

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.tally import Cell, Counts

OLDER, YOUNGER = AgeGroup.OLDER, AgeGroup.YOUNGER


def cell(
    code: str,
    children: int,
    workers: int = 3,
    age_group: AgeGroup = OLDER,
    **items: Counts,
) -> Cell:
    """A municipality in which every child said yes, but for the items that are named."""
    usual = dict.fromkeys(ITEMS[age_group], Counts(yes=children))
    return Cell(code, age_group, children, workers, usual | items)


def random_country(seed: int) -> tuple[Cell, ...]:
    """Some municipalities, mostly small, of both age groups; some items hardly answered."""
    chance = Random(seed)
    codes = chance.sample(sorted(MUNICIPALITIES), chance.choice((1, 2, 3, 5, 12, 40, 98)))
    most = chance.choice((8, 14, 30, 120))
    return tuple(
        _random_cell(chance, code, age_group, chance.randint(1, most))
        for code in sorted(codes)
        for age_group in AgeGroup
        if chance.random() < 0.9
    )


def _random_cell(chance: Random, code: str, age_group: AgeGroup, children: int) -> Cell:
    weights = (chance.random(), 0.3 if age_group is OLDER else 0, chance.random())
    items = {}
    for item in ITEMS[age_group]:
        unsure = chance.choice((0.0, 0.1, 0.6))
        said = chance.choices(range(5), (*weights, unsure, unsure), k=children)
        items[item] = Counts(*(said.count(value) for value in range(5)))
    return Cell(code, age_group, children, chance.randint(1, 1 + children // 3), items)


def with_keys(cells: tuple[Cell, ...], seed: int) -> tuple[Cell, ...]:
    """The same cells with noise: records' keys add up to any number alike, nobody has none."""
    chance = Random(seed)
    return tuple(
        replace(
            cell,
            items={
                item: replace(
                    counts,
                    **{
                        f"{answer}_keys": chance.randrange(KEYS) if getattr(counts, answer) else 0
                        for answer in ("yes", "partly", "no")
                    },
                )
                for item, counts in cell.items.items()
            },
        )
        for cell in cells
    )

"""Invented meetings around the answers of an invented country, also where nobody answered."""

from collections.abc import Iterable
from random import Random

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import MeetingCell, Meetings
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.tally import Cell

SILENT = 0.2


def around(cells: Iterable[Cell], chance: Random) -> Meetings:
    """As many meetings as there were answers, or up to eight times as many."""
    own = {(cell.municipality, cell.age_group): cell for cell in cells}
    silent = (code for code in sorted(MUNICIPALITIES) if chance.random() < SILENT)
    empty = [(code, AgeGroup.OLDER) for code in silent if (code, AgeGroup.OLDER) not in own]
    return {area: _cell(area[0], own.get(area), chance) for area in (*own, *empty)}


def _cell(code: str, cell: Cell | None, chance: Random) -> MeetingCell:
    after = cell.children + chance.randrange(1 + cell.children // 5) if cell else 0
    held = round(after * chance.uniform(1, 8)) if after else chance.randrange(40)
    before, workers = round(held * chance.random()), max(cell.workers if cell else 0, held // 9)
    keys = [chance.randrange(KEYS) if number else 0 for number in (held, before, after)]
    return MeetingCell(frozenset({code}), held, before, after, workers, *keys)

"""Municipalities that met with children and had no answer: empty cells, that lie in a rest.

Left out, they would tell by their absence: with no rest to lie in, that the one child whom somebody
knows there did not answer; in a rest that needs them as its third, that it did. (STA-04)
"""

from collections.abc import Iterable

from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting_counts import Meetings
from boernestemme.domain.tally import Cell, Counts


def with_silent(cells: Iterable[Cell], meetings: Meetings) -> tuple[Cell, ...]:
    """The cells of a period, and an empty one wherever meetings were held and nobody answered."""
    found = {(cell.municipality, cell.age_group): cell for cell in cells}
    silent = {area for area, one in meetings.items() if one.held} - found.keys()
    empty = {area: Cell(*area, 0, 0, dict.fromkeys(ITEMS[area[1]], Counts())) for area in silent}
    return tuple(cell for _, cell in sorted((found | empty).items(), key=lambda one: one[0]))

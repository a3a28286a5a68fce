"""How many meetings were held with a link, and how many of them had an answer: exact, not public.

Counted once for each municipality's period, when no answer can come any more. A meeting that was
cancelled is none. One that was held counts whether the child came or not, and an answer after it
that says *I was not there* is an answer: which ones say so nobody knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.meeting import AgeGroup


class Measure(StrEnum):
    """What is counted: meetings, those with an answer before or after, and case workers."""

    HELD = "held"
    BEFORE = "before"
    AFTER = "after"
    WORKERS = "workers"


@dataclass(frozen=True)
class MeetingCount:
    """One number of one municipality and age group, and the sum of the keys drawn for it."""

    municipality: str
    age_group: AgeGroup
    measure: Measure
    number: int
    keys: int


@dataclass(frozen=True)
class MeetingCell:
    """The meetings of some municipalities in one age group; ``workers`` held them.

    ``held_keys`` and its like are sums of keys: ``cell_keys`` makes the noise of them.
    """

    municipalities: frozenset[str] = frozenset()
    held: int = 0
    before: int = 0
    after: int = 0
    workers: int = 0
    held_keys: int = 0
    before_keys: int = 0
    after_keys: int = 0

    def __add__(self, other: "MeetingCell") -> "MeetingCell":
        return MeetingCell(
            self.municipalities | other.municipalities,
            self.held + other.held,
            self.before + other.before,
            self.after + other.after,
            self.workers + other.workers,
            self.held_keys + other.held_keys,
            self.before_keys + other.before_keys,
            self.after_keys + other.after_keys,
        )


Meetings = dict[tuple[str, AgeGroup], MeetingCell]


def tally_meetings(counts: Iterable[MeetingCount]) -> Meetings:
    """The meetings of every municipality and age group that told of them, in any order."""
    found: dict[tuple[str, AgeGroup], dict[str, int]] = {}
    for one in counts:
        numbers = found.setdefault((one.municipality, one.age_group), {})
        numbers[one.measure] = one.number
        if one.measure is not Measure.WORKERS:
            numbers[f"{one.measure}_keys"] = one.keys
    return {
        (code, age_group): MeetingCell(frozenset({code}), **numbers)
        for (code, age_group), numbers in sorted(found.items())
    }

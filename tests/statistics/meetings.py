"""The held meetings of an invented half-year: every one of them, answered or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import Measure, MeetingCount, Meetings, tally_meetings
from tests.statistics.country import CHILDREN_PER_WORKER, HIGHEST, LOWEST, HalfYear

ANSWERED_AGAIN = 1.15
MEETINGS_PER_WORKER = 2 * CHILDREN_PER_WORKER
BEFORE = (0.3, 0.7)


@dataclass(frozen=True)
class Meeting:
    """One held meeting, whether it had an answer, and the key drawn for it."""

    is_before: bool
    is_after: bool
    key: int


Held = Mapping[tuple[str, AgeGroup], list[Meeting]]


def meetings_of(chance: Random, half: HalfYear, response: float | None = None) -> Held:
    """The meetings around the answers of a half-year, as many as the response says.

    Where every municipality has its own, nearly all answer in one of them.
    """
    found, eager = {}, "" if response else chance.choice(sorted({code for code, _ in half.shares}))
    for area in half.shares:
        after = round(len(half.by_area.get(area, [])) * ANSWERED_AGAIN)
        share = response or (1 if area[0] == eager else chance.uniform(LOWEST, HIGHEST))
        held = max(after, round(after / share), chance.randrange(4))
        before = chance.uniform(*BEFORE)
        found[area] = [
            Meeting(chance.random() < before, number < after, chance.randrange(KEYS))
            for number in range(held)
        ]
    return found


def counted(held: Held, has_noise: bool = True) -> Meetings:
    """The product's own tally of them; without noise every key is 0."""
    return tally_meetings(
        count
        for (code, age_group), meetings in held.items()
        for count in _counts(code, age_group, meetings, has_noise)
    )


def _counts(
    code: str, age_group: AgeGroup, meetings: list[Meeting], has_noise: bool
) -> list[MeetingCount]:
    lists = {
        Measure.HELD: meetings,
        Measure.BEFORE: [one for one in meetings if one.is_before],
        Measure.AFTER: [one for one in meetings if one.is_after],
    }
    workers = 1 + len(meetings) // MEETINGS_PER_WORKER if meetings else 0
    return [
        MeetingCount(code, age_group, Measure.WORKERS, workers, 0),
        *(
            MeetingCount(
                code, age_group, measure, len(some), sum(one.key for one in some) * has_noise
            )
            for measure, some in lists.items()
        ),
    ]

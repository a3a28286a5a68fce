"""Invented meetings for the demo's half-years: held with a link, answered, and told by leaders."""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import Measure, MeetingCount
from boernestemme.domain.period import Period
from boernestemme.services.inventing import InventedMark

# What share of the held meetings had an answer, from and to.
ANSWERED_AFTER, ANSWERED_BEFORE = (0.2, 0.5), (0.35, 0.7)
MEETINGS_PER_WORKER = 8
# How many leaders told of all their meetings, and what share of these had a link.
TOLD, WITH_LINK = 0.6, (0.3, 0.8)


class MeetingInventor:
    """Invents the meetings around the invented answers of one period, the same every time."""

    def __init__(self, period: Period) -> None:
        self._random = Random(f"{period} meetings")  # noqa: S311 - invented, nothing to keep secret

    def meetings(self, marks: Sequence[InventedMark]) -> list[MeetingCount]:
        """Every measure of each municipality that has answers."""
        answers = Counter((one.municipality, one.age_group) for one in marks)
        codes = sorted({one.municipality for one in marks})
        return [
            count
            for code in codes
            for age_group in AgeGroup
            for count in self._of(code, age_group, answers[code, age_group])
        ]

    def _of(self, code: str, age_group: AgeGroup, after: int) -> Iterator[MeetingCount]:
        held = round(after / self._random.uniform(*ANSWERED_AFTER))
        numbers = {
            Measure.HELD: held,
            Measure.BEFORE: round(held * self._random.uniform(*ANSWERED_BEFORE)),
            Measure.AFTER: after,
            Measure.WORKERS: -(-held // MEETINGS_PER_WORKER),
        }
        for measure, number in numbers.items():
            keys = 0 if measure is Measure.WORKERS else self._random.randrange(KEYS)
            yield MeetingCount(code, age_group, measure, number, keys)

    def reported(self, meetings: Sequence[MeetingCount]) -> dict[str, int]:
        """What some leaders told of all meetings with children."""
        held: Counter[str] = Counter()
        for one in meetings:
            held[one.municipality] += one.number if one.measure is Measure.HELD else 0
        return {
            code: round(number / self._random.uniform(*WITH_LINK))
            for code, number in held.items()
            if self._random.random() < TOLD
        }

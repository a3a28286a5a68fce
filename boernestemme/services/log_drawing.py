"""Each month of the access log is drawn once: lines by lot, and what stands out (LOG-05)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import SystemRandom

from boernestemme.domain.log_watch import (
    LEAVING_WITHIN,
    Finding,
    Line,
    Rule,
    findings,
    sample_size,
)
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.month import Month, month_of
from boernestemme.domain.roles import BOARD_CODE
from boernestemme.domain.working_days import WorkingDays
from boernestemme.storage import access_log, log_lines, log_samples
from boernestemme.storage.db import transaction
from boernestemme.storage.log_samples import Drawn

# What the child's side and the house noted is nobody's doing, and tells when a child answered.
NOBODY = frozenset({access_log.BY_CHILD, access_log.BY_HOUSE})
# A line each morning for everybody: drawn among the others they would only thin them out.
ROUTINE = frozenset({"signed_in"})
CHANCE = SystemRandom()


def draw_due(days: WorkingDays, now: datetime) -> int:
    """Draw every month that is over and was not drawn, for each municipality; how many.

    Any number of runs may go on at once. A new installation begins with the month before this.
    """
    drawn = 0
    for municipality in access_log.municipalities():
        if municipality != BOARD_CODE:
            for month in _months(log_samples.newest(municipality), month_of(now).previous):
                drawn += _draw(municipality, month, days, now)
    return drawn


def _months(newest: Month | None, last: Month) -> Iterator[Month]:
    month = last if newest is None else newest.next
    while month <= last:
        yield month
        month = month.next


def _draw(municipality: str, month: Month, days: WorkingDays, now: datetime) -> bool:
    begins = month.begins_at
    with transaction():
        lines = log_lines.between(municipality, begins - LEAVING_WITHIN, month.next.begins_at)
        own = [one for one in lines if one.at >= begins]
        if not log_samples.begin(municipality, month, danish_day(now), len(own)):
            return False
        actors = {one.number: one.actor for one in lines}
        chosen = [*findings(lines, month, days), *_lot(own)]
        drawn = [Drawn(one, actors[one.number]) for one in chosen]
        log_samples.add_all(municipality, month, drawn)
    return True


def _lot(lines: Sequence[Line]) -> list[Finding]:
    """Lines by lot, of all that people did; as many as of all lines there are must be."""
    people = [one for one in lines if one.actor not in NOBODY and one.action not in ROUTINE]
    size = min(sample_size(len(lines)), len(people))
    return [Finding(Rule.LOT, one.number) for one in CHANCE.sample(people, size)]

"""A municipality's held meetings of a period counted: once, when no answer can come any more.

These are the denominators of what is published, so that it can be said who is missing. Every
meeting that is counted is drawn a record key, which makes the noise and is then forgotten: only
their sum is kept.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import Measure, MeetingCount
from boernestemme.domain.period import Period
from boernestemme.domain.roles import BOARD_CODE
from boernestemme.domain.yearly import period_of
from boernestemme.storage import access_log, coverage_counts, work_facts
from boernestemme.storage.db import transaction
from boernestemme.storage.work_facts import MeetingFacts

IS_COUNTED: dict[Measure, Callable[[MeetingFacts], bool]] = {
    Measure.HELD: lambda one: True,
    Measure.BEFORE: lambda one: one.answered_on is not None,
    Measure.AFTER: lambda one: one.is_answered_after,
}


def count_due(now: datetime) -> int:
    """Count every period that is over, in each municipality; how many.

    Any number of runs may go on at once. A new installation begins with the period before now.
    """
    counted = 0
    for municipality in access_log.municipalities():
        if municipality != BOARD_CODE:
            for period in _due(municipality, now):
                counted += _count(municipality, period)
    return counted


def _due(municipality: str, now: datetime) -> Iterator[Period]:
    newest = coverage_counts.newest(municipality)
    if newest is None:
        period = period_of(now, municipality)
        period = period_of(period.begins_at - timedelta(days=1), municipality)
    else:
        period = period_of(newest.next.begins_at, municipality)
    while period.answers_end <= now:
        yield period
        period = period_of(period.next.begins_at, municipality)


def _count(municipality: str, period: Period) -> bool:
    with transaction():
        facts = work_facts.between(municipality, period.begins_at, period.next.begins_at)
        held = [one for one in facts if not one.is_cancelled]
        first, *others = (
            count
            for age_group in AgeGroup
            for count in _counts(
                municipality, age_group, [one for one in held if one.age_group is age_group]
            )
        )
        if not coverage_counts.begin(period, first):
            return False
        coverage_counts.add_all(period, others)
    return True


def _counts(
    municipality: str, age_group: AgeGroup, held: Sequence[MeetingFacts]
) -> Iterator[MeetingCount]:
    keyed = [(one, secrets.randbelow(KEYS)) for one in held]
    for measure, is_counted in IS_COUNTED.items():
        keys = [key for one, key in keyed if is_counted(one)]
        yield MeetingCount(municipality, age_group, measure, len(keys), sum(keys) % KEYS)
    workers = len({one.caseworker_id for one in held})
    yield MeetingCount(municipality, age_group, Measure.WORKERS, workers, 0)

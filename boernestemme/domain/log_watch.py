"""What of the access log people look at: a sample by lot each month, and what stands out (LOG-05).

The rules look at when and how much was read, never at what. What stands out is no fault: it is a
question to somebody who may have a good answer.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from boernestemme.domain.disclosing import Ground
from boernestemme.domain.meeting import DENMARK, danish_day
from boernestemme.domain.month import Month
from boernestemme.domain.working_days import WorkingDays

SAMPLE_PER_CENT = 5
SMALLEST_SAMPLE = 20
SIGN_WITHIN = 10  # working days after the month
MANY_IN_A_DAY = 20  # different children's meetings
DAY_BEGINS, DAY_ENDS = 6, 22
LONG_AFTER = timedelta(days=30)  # after the meeting
LEAVING_WITHIN = timedelta(days=3)  # before the account is closed
MANY_WHEN_LEAVING = 5  # different children's meetings

CLOSED = "account_disabled"
# What is written when somebody sees what a child said, or whose case it is.
TAKING_OUT = frozenset(ground.action for ground in Ground)
READING = TAKING_OUT | {"answer_read", "after_words_read", "card_read", "case_number_shown"}


class Rule(StrEnum):
    """Why a line is looked at."""

    LOT = "lot"
    MANY = "many"
    ODD_HOURS = "odd_hours"
    LONG_AFTER = "long_after"
    LEAVING = "leaving"
    GUARDED = "guarded"


class Verdict(StrEnum):
    """What whoever looked says of it. What is asked about waits until it is one of the others."""

    FINE = "fine"
    ASKED = "asked"
    REPORTED = "reported"


@dataclass(frozen=True)
class Line:
    """One line of the log; ``ended_at`` is when the meeting ended it is about, None for others."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    ended_at: datetime | None = None

    @property
    def is_reading(self) -> bool:
        """True where something a child said was opened."""
        return self.action in READING


@dataclass(frozen=True)
class Finding:
    """Something that stands out: the line it begins with, and how many meetings it is about."""

    rule: Rule
    number: int
    meetings: int = 1


def sample_size(lines: int) -> int:
    """How many of a month's lines are drawn, at least."""
    return max(SMALLEST_SAMPLE, math.ceil(lines * SAMPLE_PER_CENT / 100))


def sign_by(month: Month, days: WorkingDays) -> date:
    """The last day on which a month's sample is signed off in time."""
    return days.after(month.next.first_day, SIGN_WITHIN)


def findings(lines: Sequence[Line], month: Month, days: WorkingDays) -> list[Finding]:
    """What stands out in a month. The lines are in order, from ``LEAVING_WITHIN`` before it on."""
    reads = [one for one in lines if one.is_reading]
    own = [one for one in reads if one.at >= month.begins_at]
    found = [*_many(own), *_odd_hours(own, days), *_long_after(own), *_guarded(own)]
    return sorted([*found, *_leaving(lines, reads, month)], key=lambda one: one.number)


def _guarded(reads: Iterable[Line]) -> Iterator[Finding]:
    """What a child gave to its reader alone is never taken out unseen."""
    return (Finding(Rule.GUARDED, one.number) for one in reads if one.action in TAKING_OUT)


def _many(reads: Iterable[Line]) -> Iterator[Finding]:
    for some in _by_person_and_day(reads):
        meetings = {one.subject for one in some}
        if len(meetings) >= MANY_IN_A_DAY:
            yield Finding(Rule.MANY, some[0].number, len(meetings))


def _odd_hours(reads: Iterable[Line], days: WorkingDays) -> Iterator[Finding]:
    for some in _by_person_and_day(one for one in reads if _is_odd(one.at, days)):
        yield Finding(Rule.ODD_HOURS, some[0].number, len({one.subject for one in some}))


def _is_odd(at: datetime, days: WorkingDays) -> bool:
    is_day = DAY_BEGINS <= at.astimezone(DENMARK).hour < DAY_ENDS
    return not is_day or not days.is_working_day(danish_day(at))


def _long_after(reads: Iterable[Line]) -> Iterator[Finding]:
    """The first such reading of each meeting by each person."""
    seen = set()
    for one in reads:
        whose = one.actor, one.subject
        is_late = one.ended_at is not None and one.at > one.ended_at + LONG_AFTER
        if is_late and whose not in seen:
            seen.add(whose)
            yield Finding(Rule.LONG_AFTER, one.number)


def _leaving(lines: Iterable[Line], reads: Iterable[Line], month: Month) -> Iterator[Finding]:
    """Whoever read many meetings just before their account was closed in this month."""
    for closed in lines:
        if closed.action != CLOSED or closed.at < month.begins_at:
            continue
        since = closed.at - LEAVING_WITHIN
        last = [one for one in reads if one.actor == closed.subject and one.at >= since]
        meetings = {one.subject for one in last}
        if len(meetings) >= MANY_WHEN_LEAVING:
            yield Finding(Rule.LEAVING, last[0].number, len(meetings))


def _by_person_and_day(reads: Iterable[Line]) -> list[list[Line]]:
    found: dict[tuple[str, date], list[Line]] = defaultdict(list)
    for one in reads:
        found[one.actor, danish_day(one.at)].append(one)
    return list(found.values())

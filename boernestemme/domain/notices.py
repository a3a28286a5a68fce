"""Notices: of what staff are told by e-mail, who is, and when; never what it is about.

What a child said goes from its case worker to the backup reader and on to the team's leaders, one
working day at a time, so that nobody's silence ends with one person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from boernestemme.domain.instruments.after import TO_CASEWORKER
from boernestemme.domain.meeting import DENMARK, Phase
from boernestemme.domain.working_days import (
    READ_WITHIN,
    TALK_WITHIN,
    TEAM_READS_WITHIN,
    WorkingDays,
)

OFFICE_OPENS = 7  # o'clock in Denmark
DAY = timedelta(days=1)


class Notice(StrEnum):
    """What an e-mail is sent for; the receiver reads the same whichever it is."""

    ARRIVED = "arrived"
    LOCKED = "locked"
    UNREAD = "unread"
    UNREAD_TEAM = "unread_team"
    REPLY_DUE = "reply_due"
    REPLY_LATE = "reply_late"
    REPLY_TEAM = "reply_team"
    WISH = "wish"
    WISH_TEAM = "wish_team"


class Receiver(StrEnum):
    """Who is told."""

    CASEWORKER = "caseworker"
    BACKUP = "backup"
    LEADERS = "leaders"


BOTH = (Receiver.CASEWORKER, Receiver.BACKUP)
# These are sent at any hour; the others remind, on a working day and when people are at work.
AT_ONCE = frozenset({Notice.ARRIVED, Notice.LOCKED})


@dataclass(frozen=True)
class Step:
    """A reminder: whom it goes to, and after how many working days of waiting."""

    notice: Notice
    receivers: tuple[Receiver, ...]
    after: int


# A child that wants to talk to another than its case worker: the case worker is in no step.
UNREAD = (
    Step(Notice.UNREAD, BOTH, READ_WITHIN),
    Step(Notice.UNREAD_TEAM, (Receiver.LEADERS,), TEAM_READS_WITHIN),
)
WISH = (
    Step(Notice.WISH, (Receiver.BACKUP,), READ_WITHIN),
    Step(Notice.WISH_TEAM, (Receiver.LEADERS,), TALK_WITHIN),
)
REPLY_ON_ITS_DAY = (Step(Notice.REPLY_DUE, (Receiver.CASEWORKER,), 0),)
REPLY_LATE = (
    Step(Notice.REPLY_LATE, BOTH, 0),
    Step(Notice.REPLY_TEAM, (Receiver.LEADERS,), 1),
)


def told_of_arrival(phase: Phase, *, has_text: bool, talk_to: str | None) -> tuple[Receiver, ...]:
    """Who is told that a child has answered.

    After the meeting a wish to talk to another, with no word to the case worker beside it, is
    told to the backup reader alone: the case worker must not learn that it is there.
    """
    is_for_both = phase is Phase.BEFORE or has_text or talk_to == TO_CASEWORKER
    return BOTH if is_for_both else (Receiver.BACKUP,)


def steps_due(
    steps: tuple[Step, ...], since: date, days: WorkingDays, today: date
) -> Iterator[Step]:
    """The steps whose working days have passed since this day."""
    return (step for step in steps if today > days.after(since, step.after))


def reply_steps_due(due: date, days: WorkingDays, today: date) -> Iterator[Step]:
    """The steps of wishes without a reply: on the day it is due, the day after, and on."""
    yield from steps_due(REPLY_ON_ITS_DAY, due - DAY, days, today)
    yield from steps_due(REPLY_LATE, due, days, today)


def may_remind(now: datetime, days: WorkingDays) -> bool:
    """True on a working day from the hour when people come to work."""
    moment = now.astimezone(DENMARK)
    return days.is_working_day(moment.date()) and moment.hour >= OFFICE_OPENS

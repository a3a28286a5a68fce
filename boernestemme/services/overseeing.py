"""What a team leader sees: tasks that have waited too long, and coarse counts of the half-year.

Never an answer, never a tap, and no count for a single case worker.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import Period, period_of
from boernestemme.domain.roles import Permission
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.shares import rounded
from boernestemme.domain.working_days import TALK_WITHIN, TEAM_READS_WITHIN, WorkingDays
from boernestemme.services.access import Setting
from boernestemme.services.waiting import (
    Waiting,
    reply_awaited_by,
    waiting_in_each,
    words_unread_since,
)
from boernestemme.storage import municipality_overview, papers
from boernestemme.storage.municipality_overview import LinkFacts, NamedMeeting

FEWEST = 10


class Overdue(StrEnum):
    """What has waited too long in a meeting."""

    REPLY = "reply"
    WORDS = "words"
    FILING = "filing"
    WISH = "wish"


@dataclass(frozen=True)
class Task:
    """One overdue task: the meeting's two words, the first name of whose task it is, since when.

    A reply is overdue since the day it was due, words since the day they came, papers since the
    day the link expired. These are the case worker's. A wish to talk to another, since the day it
    came, is the backup reader's, and the case worker knows nothing of it. ``meeting_id`` is of a
    meeting that may be given to somebody else, None where the task is the backup reader's.
    """

    what: Overdue
    words: WordPair
    whose: str
    since: date
    meeting_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Counts:
    """Meetings of one half-year: from 10 up and rounded to 5, None below 10."""

    links: int | None
    answered: int | None
    replied_in_time: int | None
    replied_late: int | None
    answered_after: int | None


@dataclass(frozen=True)
class Overview:
    """A municipality as its team leader sees it."""

    tasks: tuple[Task, ...]
    period: Period
    counts: Counts


def overview(setting: Setting) -> Overview:
    """The leader's own municipality now. Raises NotPermitted."""
    if not setting.person.may(Permission.SEE_COUNTS):
        raise NotPermitted("overview")
    found = [*overdue_of_caseworkers(setting), *_unmet(setting)]
    tasks = sorted(found, key=lambda task: task.since)
    period = period_of(setting.now)
    return Overview(tuple(tasks), period, _counts(setting, period))


def overdue_of_caseworkers(setting: Setting) -> list[Task]:
    """What case workers have let wait too long in the person's municipality."""
    return [*_unanswered(setting), *_unfiled(setting)]


def coarse(number: int) -> int | None:
    """A count fit to be seen: None below 10, else rounded to the nearest 5."""
    return None if number < FEWEST else rounded(number)


def _unfiled(setting: Setting) -> Iterator[Task]:
    for one in papers.overdue(setting.person.municipality, setting.now):
        since = danish_day(one.expired_at)
        yield Task(Overdue.FILING, one.words, one.caseworker, since, one.meeting_id)


def _unmet(setting: Setting) -> Iterator[Task]:
    today = danish_day(setting.now)
    for one in municipality_overview.unmet_wishes(setting.person.municipality):
        if today > setting.days.after(one.since, TALK_WITHIN):
            yield Task(Overdue.WISH, one.words, one.backup, one.since)


def _unanswered(setting: Setting) -> Iterator[Task]:
    found = municipality_overview.with_something_open(setting.person.municipality, setting.now)
    waiting = waiting_in_each([one.row for one in found], setting.days, setting.now)
    for named, (_, waits) in zip(found, waiting, strict=True):
        yield from _tasks(named, waits, setting)


def _tasks(meeting: NamedMeeting, waiting: Waiting, setting: Setting) -> Iterator[Task]:
    """Words are told once the backup reader has had its working day too."""
    today, named = danish_day(setting.now), (meeting.words, meeting.caseworker)
    due = reply_awaited_by(meeting.row, waiting)
    if due is not None and today > due:
        yield Task(Overdue.REPLY, *named, due, meeting.row.id)
    since = words_unread_since(meeting.row, waiting)
    if since is not None and today > setting.days.after(since, TEAM_READS_WITHIN):
        yield Task(Overdue.WORDS, *named, since, meeting.row.id)


def _counts(setting: Setting, period: Period) -> Counts:
    municipality = setting.person.municipality
    facts = municipality_overview.link_facts(municipality, period.begins_at, period.next.begins_at)
    replied = municipality_overview.replied_at(municipality)
    in_time = [_is_in_time(one, replied, setting.days) for one in facts]
    return Counts(
        links=coarse(len(facts)),
        answered=coarse(sum(one.answered_on is not None for one in facts)),
        replied_in_time=coarse(in_time.count(True)),
        replied_late=coarse(in_time.count(False)),
        answered_after=coarse(sum(one.is_answered_after for one in facts)),
    )


def _is_in_time(one: LinkFacts, replied: dict[str, datetime], days: WorkingDays) -> bool | None:
    """None while there was nothing to reply to, or no reply was given."""
    at = replied.get(one.meeting_id)
    if at is None or one.answered_on is None:
        return None
    return danish_day(at) <= days.reply_by(one.answered_on, danish_day(one.starts_at))

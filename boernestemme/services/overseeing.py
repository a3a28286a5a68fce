"""What a team leader sees: tasks that have waited too long, and a month's work in coarse counts.

Never an answer, never a tap, and no count for a single case worker.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.team_counts import CountedMonth
from boernestemme.domain.working_days import TALK_WITHIN, TEAM_READS_WITHIN
from boernestemme.services.access import Setting
from boernestemme.services.log_review import Review, reviews
from boernestemme.services.month_counting import counted_months
from boernestemme.services.waiting import (
    Waiting,
    reply_awaited_by,
    waiting_in_each,
    words_unread_since,
)
from boernestemme.storage import accounts, municipality_overview, papers
from boernestemme.storage.municipality_overview import NamedMeeting


class Overdue(StrEnum):
    """What has waited too long in a meeting."""

    REPLY = "reply"
    WORDS = "words"
    FILING = "filing"
    WISH = "wish"
    LEFT = "left"


@dataclass(frozen=True)
class Task:
    """One overdue task: the meeting's two words, the first name of whose task it is, since when.

    A reply is overdue since the day it was due, words since the day they came, papers since the
    day the link expired, a meeting without a case worker since the account was closed. These are
    the case worker's. A wish to talk to another, since the day it came, is the backup reader's, and
    the case worker knows nothing of it. ``meeting_id`` is of a meeting that may be given to
    somebody else, None where the task is the backup reader's.
    """

    what: Overdue
    words: WordPair
    whose: str
    since: date
    meeting_id: str | None = field(default=None, compare=False)
    team_id: str | None = field(default=None, compare=False)
    is_own_team: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Overview:
    """A municipality as its team leader sees it; ``reviews`` are of the access log."""

    tasks: tuple[Task, ...]
    has_team: bool
    months: tuple[CountedMonth, ...]
    reviews: tuple[Review, ...]


def overview(setting: Setting) -> Overview:
    """The leader's own municipality now, the own team's tasks first. Raises NotPermitted."""
    if not setting.person.may(Permission.SEE_COUNTS):
        raise NotPermitted("overview")
    account = accounts.by_id(setting.person.id)
    own = account.team_id if account else None
    found = [*overdue_of_caseworkers(setting), *_unmet(setting), *_left_behind(setting)]
    tasks = [replace(task, is_own_team=own is not None and task.team_id == own) for task in found]
    tasks.sort(key=lambda task: (not task.is_own_team, task.since))
    return Overview(tuple(tasks), own is not None, counted_months(setting), reviews(setting))


def overdue_of_caseworkers(setting: Setting) -> list[Task]:
    """What case workers have let wait too long in the person's municipality."""
    return [*_unanswered(setting), *_unfiled(setting)]


def _unfiled(setting: Setting) -> Iterator[Task]:
    for one in papers.overdue(setting.person.municipality, setting.now):
        since = danish_day(one.expired_at)
        yield Task(Overdue.FILING, one.words, one.caseworker, since, one.meeting_id, one.team_id)


def _unmet(setting: Setting) -> Iterator[Task]:
    today = danish_day(setting.now)
    for one in municipality_overview.unmet_wishes(setting.person.municipality):
        if today > setting.days.after(one.since, TALK_WITHIN):
            yield Task(Overdue.WISH, one.words, one.backup, one.since, team_id=one.team_id)


def _left_behind(setting: Setting) -> Iterator[Task]:
    """What was promised a child stays promised when the case worker leaves."""
    found = municipality_overview.left_behind(setting.person.municipality, setting.now)
    for one in found:
        since = one.left_on or danish_day(setting.now)
        yield Task(Overdue.LEFT, one.words, one.caseworker, since, one.row.id, one.team_id)


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
        yield Task(Overdue.REPLY, *named, due, meeting.row.id, meeting.team_id)
    since = words_unread_since(meeting.row, waiting)
    if since is not None and today > setting.days.after(since, TEAM_READS_WITHIN):
        yield Task(Overdue.WORDS, *named, since, meeting.row.id, meeting.team_id)

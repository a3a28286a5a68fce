"""Who stands behind a meeting, the one place where its reading is allowed or refused, and noted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from boernestemme.domain.errors import NotFound
from boernestemme.domain.meeting import Phase, danish_day
from boernestemme.domain.roles import Charge, Permission, Person, may_read, may_read_after_words
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.waiting import charge, waiting_in
from boernestemme.storage import access_log, framings, meetings, submissions
from boernestemme.storage.db import transaction
from boernestemme.storage.meetings import MeetingRow, Responsible


@dataclass(frozen=True)
class Setting:
    """Who acts, when, and by which calendar; what every service of the staff's side asks."""

    person: Person
    now: datetime
    days: WorkingDays


def own_meeting(setting: Setting, meeting_id: str) -> MeetingRow:
    """The meeting, for its own case worker or for the backup reader whose turn it is.

    Anyone else gets NotFound: they may not know that the meeting exists (ACC-02).
    """
    return _open_to(setting, meeting_id, may_read)


def meeting_with_own_words(setting: Setting, meeting_id: str) -> MeetingRow:
    """The meeting, for whoever may read what the child said after it, and nothing more of it.

    That is its readers, and the backup reader a child waits to talk to. Else NotFound.
    """
    return _open_to(setting, meeting_id, may_read_after_words)


def opens(setting: Setting, meeting: MeetingRow) -> bool:
    """True when the whole meeting is open to this person."""
    found = meetings.with_responsible(meeting.id)
    if found is None:
        raise NotFound(meeting.id)
    return may_read(setting.person, _charge(*found, setting), setting.days, danish_day(setting.now))


def log(setting: Setting, action: str, meeting_id: str) -> None:
    """Note in the municipality's log what somebody does with a meeting, in the open transaction."""
    person = setting.person
    access_log.append(person.municipality, person.id, action, meeting_id, setting.now)


@contextmanager
def changing(setting: Setting, action: str, meeting_id: str) -> Iterator[MeetingRow]:
    """The meeting as it is to be changed: one transaction, noted in the log.

    Whose it is is asked after the log line, which lets one at a time write in a municipality. So a
    meeting that is handed over meanwhile is NotFound, and then no line stands and nothing changes.
    """
    with transaction() as session:
        log(setting, action, meeting_id)
        session.expire_all()
        yield own_meeting(setting, meeting_id)


def _open_to(
    setting: Setting,
    meeting_id: str,
    may: Callable[[Person, Charge, WorkingDays, date], bool],
) -> MeetingRow:
    found = meetings.with_responsible(meeting_id)
    if found is None or not setting.person.may(Permission.READ_MEETING):
        raise NotFound(meeting_id)
    if not may(setting.person, _charge(*found, setting), setting.days, danish_day(setting.now)):
        raise NotFound(meeting_id)
    return found[0]


def _charge(meeting: MeetingRow, responsible: Responsible, setting: Setting) -> Charge:
    """Whose meeting it is and what waits in it, without opening anything.

    What waits lets others in, so for the case worker, who is asked most, it is not looked up.
    """
    if responsible.caseworker_id == setting.person.id:
        return Charge(**vars(responsible))
    waiting = waiting_in(
        danish_day(meeting.starts_at),
        submissions.of_meeting(meeting.id),
        submissions.of_meeting(meeting.id, Phase.AFTER),
        framings.states([meeting.id], setting.now).get(meeting.id),
        setting.days,
    )
    return charge(responsible, waiting)

"""Who stands behind a meeting, and the one place where its reading is allowed or refused."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import NotFound
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Charge, Permission, Person, may_read
from boernestemme.domain.working_days import WorkingDays
from boernestemme.storage import framings, meetings, submissions
from boernestemme.storage.meetings import MeetingRow


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
    meeting = meetings.find(meeting_id)
    if meeting is None or not setting.person.may(Permission.READ_MEETING):
        raise NotFound(meeting_id)
    charge = charge_of(meeting, setting.days)
    if not may_read(setting.person, charge, setting.days, danish_day(setting.now)):
        raise NotFound(meeting_id)
    return meeting


def charge_of(meeting: MeetingRow, days: WorkingDays) -> Charge:
    """Whose meeting it is and what waits in it, without opening anything."""
    responsible = meetings.responsible(meeting.id)
    if responsible is None:
        raise NotFound(meeting.id)
    answers = submissions.of_meeting(meeting.id)
    state = framings.states([meeting.id]).get(meeting.id)
    is_answered = state is not None and state.settles(len(answers))
    waiting = [answer.unread_since for answer in answers if answer.unread_since]
    due = [days.reply_by(answer.received_on, danish_day(meeting.starts_at)) for answer in answers]
    return Charge(
        responsible.municipality,
        responsible.caseworker_id,
        responsible.backup_id,
        responsible.caseworker_is_active,
        unread_since=min(waiting, default=None),
        reply_due=None if is_answered else min(due, default=None),
    )

"""The case worker's list: meetings by their two words, and what waits in each; no answer text."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.invitation import starts_worth_asking
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.domain.roles import Charge, Permission, is_backups_turn
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.access import Setting
from boernestemme.storage import accounts, framings, invitations, meetings, submissions
from boernestemme.storage.framings import SavedState
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow

LOOKING_BACK = timedelta(days=60)


@dataclass(frozen=True)
class ListedMeeting:
    """One line of the list. The tasks are booleans; wording is the page's."""

    id: str
    words: WordPair
    age_group: AgeGroup
    starts_at: datetime
    is_past: bool
    is_cancelled: bool
    is_backup: bool
    has_answer: bool
    is_answered: bool
    reply_due: date | None
    text_unread: bool
    is_locked: bool
    is_revoked: bool
    needs_new_link: bool
    starts_worth_asking: bool
    starts: int

    @property
    def waits(self) -> bool:
        """True when something in it must be done: *svar venter* or another task."""
        reply_waits = self.has_answer and not self.is_answered
        return (
            reply_waits or self.text_unread or self.needs_new_link or self.starts_worth_asking
        ) and not self.is_cancelled


def list_meetings(setting: Setting, epoch: int) -> list[ListedMeeting]:
    """The person's meetings and those they must step in for, by time."""
    if not setting.person.may(Permission.READ_MEETING):
        raise NotPermitted("list")
    rows = meetings.concerning(setting.person.id, setting.now - LOOKING_BACK)
    ids = [row.id for row in rows]
    links = {row.meeting_id: row for row in invitations.current_of_all(ids)}
    answers: dict[str, list[SubmissionRow]] = {}
    for answer in submissions.of_meetings(ids):
        answers.setdefault(answer.meeting_id, []).append(answer)
    states = framings.states(ids)
    active = {row.id for row in accounts.active_caseworkers(setting.person.municipality)}
    return [
        _listed(setting, row, links[row.id], answers.get(row.id, []), states.get(row.id), epoch)
        for row in rows
        if _concerns(setting, row, answers.get(row.id, []), states.get(row.id), active)
    ]


def _concerns(
    setting: Setting,
    row: MeetingRow,
    answers: list[SubmissionRow],
    state: SavedState | None,
    active: set[str],
) -> bool:
    if row.municipality != setting.person.municipality:
        return False
    if row.caseworker_id == setting.person.id:
        return True
    waiting = [answer.unread_since for answer in answers if answer.unread_since]
    charge = Charge(
        row.municipality,
        row.caseworker_id,
        row.backup_id,
        row.caseworker_id in active,
        min(waiting, default=None),
        _reply_due(setting, row, answers, state),
    )
    return is_backups_turn(charge, setting.days, danish_day(setting.now))


def _reply_due(
    setting: Setting, row: MeetingRow, answers: list[SubmissionRow], state: SavedState | None
) -> date | None:
    if state is not None and state.settles(len(answers)):
        return None
    day = danish_day(row.starts_at)
    return min((setting.days.reply_by(one.received_on, day) for one in answers), default=None)


def _listed(  # a line is put together from these rows
    setting: Setting,
    row: MeetingRow,
    link: InvitationRow,
    answers: list[SubmissionRow],
    state: SavedState | None,
    epoch: int,
) -> ListedMeeting:
    is_past = row.ends_at <= setting.now
    is_locked = invitations.invitation_of(link).is_locked
    is_stale = is_locked or link.epoch != epoch
    return ListedMeeting(
        row.id,
        WordPair(link.colour, link.thing),
        AgeGroup(row.age_group),
        row.starts_at,
        is_past,
        row.cancelled_on is not None,
        row.caseworker_id != setting.person.id,
        bool(answers),
        state is not None and state.settles(len(answers)),
        _reply_due(setting, row, answers, state),
        any(answer.unread_since for answer in answers),
        is_locked,
        link.revoked_on is not None,
        is_stale and not is_past and link.answered_on is None and link.revoked_on is None,
        starts_worth_asking(link.starts) and not is_past,
        link.starts,
    )

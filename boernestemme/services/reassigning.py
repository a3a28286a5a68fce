"""A team leader gives meetings that have waited too long to another case worker, unread.

Nothing is opened: the leader knows the two words, whose they are, and what has waited.
"""

from dataclasses import dataclass

from boernestemme.domain.errors import NotFound, NotPermitted
from boernestemme.domain.roles import Permission
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.access import Setting
from boernestemme.services.handing_over import (
    Choice,
    HandOver,
    Receiver,
    can_tell,
    give,
    plan,
    receivers,
)
from boernestemme.services.overseeing import overdue_of_caseworkers
from boernestemme.storage import accounts, invitations, meetings
from boernestemme.storage.db import transaction
from boernestemme.storage.hand_overs import Given
from boernestemme.storage.meetings import MeetingRow


@dataclass(frozen=True)
class Waiting:
    """A meeting that may be given on: its two words, its case worker, and who can have it."""

    id: str
    words: WordPair
    caseworker: str
    can_tell: bool
    receivers: tuple[Receiver, ...]


def waiting_meeting(setting: Setting, meeting_id: str) -> Waiting:
    """What the leader is shown of it. Raises NotPermitted, and NotFound where nothing waits."""
    meeting = _waiting(setting, meeting_id)
    link, row = invitations.current_of(meeting_id), accounts.by_id(meeting.caseworker_id)
    given = _given(meeting)
    if link is None or row is None:
        raise NotFound(meeting_id)
    return Waiting(
        meeting.id,
        WordPair(link.colour, link.thing),
        row.first_name,
        can_tell(given, setting.now),
        receivers(given, meeting.municipality, setting.now),
    )


def reassign(setting: Setting, meeting_id: str, choice: Choice) -> HandOver:
    """Give the meeting, and all its case worker has with the same child, to another.

    Raises NotPermitted, NotFound where nothing waits, and HandOverRefused.
    """
    meeting = _waiting(setting, meeting_id)
    given, planned = _given(meeting), plan(meeting.caseworker_id, choice)
    with transaction():
        give(planned, given, setting.person.id, setting.now)
    return planned


def _waiting(setting: Setting, meeting_id: str) -> MeetingRow:
    """The meeting where it has waited too long, or its case worker is gone; else NotFound."""
    if not setting.person.may(Permission.HAND_OVER):
        raise NotPermitted("hand over")
    found = meetings.with_responsible(meeting_id)
    if found is None or found[0].municipality != setting.person.municipality:
        raise NotFound(meeting_id)
    meeting, behind = found
    if behind.caseworker_is_active and not _is_overdue(setting, meeting_id):
        raise NotFound(meeting_id)
    return meeting


def _is_overdue(setting: Setting, meeting_id: str) -> bool:
    return any(task.meeting_id == meeting_id for task in overdue_of_caseworkers(setting))


def _given(meeting: MeetingRow) -> Given:
    return Given(meeting.caseworker_id, meeting.chain_id)

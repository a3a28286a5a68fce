"""What a child is told of its meeting beforehand: seen, and changed, by its case worker."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import InvitingRefused, NotFound
from boernestemme.domain.meeting import AgeGroup, Phone, Settled
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.access import Setting, changing, own_meeting
from boernestemme.storage import invitations, meetings
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.settled import settled_of, settled_values


@dataclass(frozen=True)
class Telling:
    """A meeting as its child is told of it; ``contact`` is the first name the child knows."""

    meeting_id: str
    words: WordPair
    age_group: AgeGroup
    phone: Phone
    contact: str
    starts_at: datetime
    is_moved: bool
    settled: Settled


def telling(setting: Setting, meeting_id: str) -> Telling:
    """What is told of one's own meeting. Raises NotFound for whoever may not read it."""
    meeting = own_meeting(setting, meeting_id)
    link = _current(meeting_id)
    return Telling(
        meeting.id,
        WordPair(link.colour, link.thing),
        AgeGroup(meeting.age_group),
        Phone(meeting.phone),
        link.contact_name,
        meeting.starts_at,
        link.moved_on is not None,
        settled_of(meeting),
    )


def tell(setting: Setting, meeting_id: str, settled: Settled) -> None:
    """Let the child's page tell this of one's own meeting, and nothing it told before.

    Raises InvitingRefused for a meeting that is over (``meeting_held``) or ``cancelled``: nobody
    is told of it any more.
    """
    with changing(setting, "meeting_told", meeting_id) as meeting:
        if meeting.ends_at <= setting.now:
            raise InvitingRefused("meeting_held")
        if meeting.cancelled_on is not None:
            raise InvitingRefused("cancelled")
        meetings.tell(meeting_id, settled)
        invitations.set_values(_current(meeting_id).id, **settled_values(settled))


def _current(meeting_id: str) -> InvitationRow:
    row = invitations.current_of(meeting_id)
    if row is None:
        raise NotFound(meeting_id)
    return row

"""A meeting as an entry in its case worker's own calendar: when it is, and nothing else of it."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.services.access import Setting, own_meeting
from boernestemme.storage import meeting_changes


@dataclass(frozen=True)
class CalendarEntry:
    """Start and end (aware), and how often the entry has been changed since it was made."""

    meeting_id: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool
    changes: int


def calendar_entry(setting: Setting, meeting_id: str) -> CalendarEntry:
    """The entry of one's own meeting. Raises NotFound for whoever may not read it."""
    meeting = own_meeting(setting, meeting_id)
    return CalendarEntry(
        meeting.id,
        meeting.starts_at,
        meeting.ends_at,
        meeting.cancelled_on is not None,
        meeting_changes.count_of(meeting.municipality, meeting.id),
    )

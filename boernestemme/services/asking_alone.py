"""The child whose family helped it: its case worker asks it alone about what was left out."""

from boernestemme.domain.meeting import danish_day
from boernestemme.services.access import Setting, log, opens, own_meeting
from boernestemme.storage import submissions
from boernestemme.storage.db import transaction


def mark_asked_alone(setting: Setting, meeting_id: str) -> bool:
    """The child has been asked alone; True while the meeting stays open to whoever asked.

    Pressing again changes nothing. Raises NotFound for whoever may not read the meeting.
    """
    meeting = own_meeting(setting, meeting_id)
    with transaction():
        if submissions.mark_asked_alone(meeting_id, danish_day(setting.now)):
            log(setting, "child_asked_alone", meeting_id)
    return opens(setting, meeting)

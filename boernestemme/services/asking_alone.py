"""The child whose family helped it: its case worker asks it alone about what was left out."""

from boernestemme.domain.meeting import danish_day
from boernestemme.services.access import Setting, log, own_meeting
from boernestemme.storage import submissions
from boernestemme.storage.db import transaction


def mark_asked_alone(setting: Setting, meeting_id: str) -> None:
    """The child has been asked alone; the task is done. Pressing again changes nothing.

    Raises NotFound for whoever may not read the meeting.
    """
    own_meeting(setting, meeting_id)
    with transaction():
        if submissions.mark_asked_alone(meeting_id, danish_day(setting.now)):
            log(setting, "child_asked_alone", meeting_id)

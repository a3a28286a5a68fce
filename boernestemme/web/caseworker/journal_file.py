"""The text for the case system by itself: for a browser whose script does not run."""

from flask import Response

from boernestemme.domain.roles import Permission
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.after_words import after_view
from boernestemme.web.caseworker.journal import journal_text
from boernestemme.web.caseworker.meetings import MEETING, read_meeting
from boernestemme.web.guard import opens


@blueprint.get(f"{MEETING}/journal.txt")
@opens(Permission.READ_MEETING)
def journal_file(meeting_id: str) -> Response:
    """Plain text. It is a reading of the answer, and logged as one before anything is opened."""
    read = read_meeting(meeting_id)
    text = journal_text(read, after_view(read.id))
    shown = {"Content-Disposition": "inline"}
    return Response(text, headers=shown, content_type="text/plain; charset=utf-8")

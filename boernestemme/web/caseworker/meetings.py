"""*Mødets ramme*: the page of one meeting, and that what the child wrote has been read."""

from flask import Response, render_template, request

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services import framing
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.after_words import after_view, last_time_view
from boernestemme.web.caseworker.asking_alone import helped_view
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.filing import journal_view
from boernestemme.web.caseworker.frame import Frame, make_frame
from boernestemme.web.caseworker.journal import journal_blocks
from boernestemme.web.caseworker.message_box import MessageLine, message_line
from boernestemme.web.caseworker.needs_card import card_view
from boernestemme.web.caseworker.onward import onward
from boernestemme.web.caseworker.paper_lines import as_text
from boernestemme.web.caseworker.point_views import Points, points_of
from boernestemme.web.caseworker.reflecting import is_offered
from boernestemme.web.caseworker.reply_views import Attempt
from boernestemme.web.caseworker.tasks import tasks_of
from boernestemme.web.guard import opens
from boernestemme.web.tools import now, staff_links, tools

MEETING = "/moeder/<meeting_id>"


@blueprint.get(MEETING)
@opens(Permission.READ_MEETING)
def meeting(meeting_id: str) -> str:
    """Mødets ramme. The log line is written before any text is shown."""
    return frame_page(read_meeting(meeting_id), saved="gemt" in request.args)


@blueprint.post(f"{MEETING}/laest")
@opens(Permission.READ_MEETING)
def mark_read(meeting_id: str) -> Response:
    """The child's own words have been read."""
    return onward(meeting_id, stays_open=framing.mark_text_read(setting(), meeting_id))


def read_meeting(meeting_id: str) -> ReadMeeting:
    """The meeting, opened for whoever is signed in; the log line is written first."""
    return framing.read(setting(), meeting_id, staff_links().keys.opener, tools().epoch)


def frame_page(
    read: ReadMeeting,
    *,
    saved: bool = False,
    attempt: Attempt | None = None,
    points: Points | None = None,
) -> str:
    """The page of a meeting that was read, with what is to be said of the last save."""
    is_backup = read.caseworker_id != setting().person.id
    frame = make_frame(read, is_backup=is_backup, saved=saved, attempt=attempt)
    journal = journal_view(read)  # first: what comes meanwhile is shown below, and not ticked
    after = after_view(read.id)
    return render_template(
        "caseworker/meeting.html",
        frame=frame,
        points=points or points_of(read, saved=request.args.get("punkt", "")),
        tasks=tasks_of(read, now()),
        today=danish_day(now()),
        journal=journal,
        journal_text=as_text(journal_blocks(read, after)),
        after=after,
        said_last_time=last_time_view(read.id),
        **_message_lines(read, frame, is_over=after.is_over),
        card=card_view(read.id, is_backup=is_backup),
        help=helped_view(read, is_backup=is_backup),
        offers_reflection=is_offered(read.ends_at, is_cancelled=read.is_cancelled),
        **page_context(),
    )


def _message_lines(
    read: ReadMeeting, frame: Frame, *, is_over: bool
) -> dict[str, MessageLine | None]:
    """How the message to the child stands: beside the link, and on top where it asks for somebody.

    It does so just after it was sent, and while it failed and the child has not come in.
    """
    line = message_line(read.id) if read.phone.is_safe else None
    has_come_in = frame.has_answer or frame.link.starts or is_over
    asks = line is not None and line.mark == "warning" and not has_come_in
    is_first = "sms" in request.args or asks
    return {"sms_first": line if is_first else None, "sms_line": None if is_first else line}

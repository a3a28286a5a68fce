"""The press that lays the journal in the folder a case system picks up from."""

from flask import Response, make_response, redirect

from boernestemme.domain.instruments.helping import helper_in
from boernestemme.domain.roles import Permission
from boernestemme.services import case_numbers, exporting
from boernestemme.services.exporting import Papers, Source
from boernestemme.services.framing import ReadAnswer, ReadMeeting
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.after_words import after_view
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.journal import holds_guarded, journal_blocks, wants_interpreter
from boernestemme.web.caseworker.meetings import MEETING, read_meeting
from boernestemme.web.caseworker.paper_files import pdf_of
from boernestemme.web.caseworker.paper_lines import as_text
from boernestemme.web.errors import log_trouble
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import staff_links, tools


@blueprint.post(f"{MEETING}/laeg-i-mappen")
@opens(Permission.READ_MEETING)
def lay_in_folder(meeting_id: str) -> Response | tuple[str, int]:
    """The open part as text, PDF/A and facts. Nothing is ticked by it."""
    read = read_meeting(meeting_id)
    folder = exporting.folder_of(setting(), tools().settings.export_folder)
    if folder is None:
        return problem_page(_("Der er ingen mappe til sagssystemet her."), 404)
    try:
        exporting.lay_in_folder(setting(), meeting_id, folder, _papers(read))
    except OSError as error:
        log_trouble(error)
        return _back_to(meeting_id, "mappefejl#problem")
    return _back_to(meeting_id, "i-mappen#h-journal")


def _papers(read: ReadMeeting) -> Papers:
    blocks = journal_blocks(read, after_view(read.id))
    return Papers(
        text=as_text(blocks),
        pdf=pdf_of(blocks),
        case_number=case_numbers.of_meeting(setting(), read.id, staff_links().keys.opener),
        meeting_at=read.starts_at,
        replied_on=read.framing.delivered_on,
        sources=tuple(_source(one) for one in read.answers),
        holds_guarded_beside=holds_guarded(read),
    )


def _source(one: ReadAnswer) -> Source:
    return Source(
        one.received_on,
        one.asked_as,
        helper_in(one.parts.open),
        one.language,
        wants_interpreter(one),
    )


def _back_to(meeting_id: str, told: str) -> Response:
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}?{told}", 303))

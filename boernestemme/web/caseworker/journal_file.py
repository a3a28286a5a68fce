"""The journal as files: plain text, for a browser whose script does not run too, and PDF to keep.

Each is a reading of the answer, and logged as one before anything is opened.
"""

from flask import Response

from boernestemme.domain.roles import Permission
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.after_words import after_view
from boernestemme.web.caseworker.journal import journal_blocks
from boernestemme.web.caseworker.meetings import MEETING, read_meeting
from boernestemme.web.caseworker.paper_files import pdf_of, text_answer
from boernestemme.web.caseworker.paper_lines import Block, as_text
from boernestemme.web.caseworker.sheet_file import pdf_page
from boernestemme.web.guard import opens


@blueprint.get(f"{MEETING}/journal.txt")
@opens(Permission.READ_MEETING)
def journal_file(meeting_id: str) -> Response:
    """The journal as plain text."""
    return text_answer(as_text(_journal(meeting_id)))


@blueprint.get(f"{MEETING}/journal.pdf")
@opens(Permission.READ_MEETING)
def journal_pdf(meeting_id: str) -> Response:
    """The same as PDF/A."""
    return pdf_page(pdf_of(_journal(meeting_id)), "journal")


def _journal(meeting_id: str) -> tuple[Block, ...]:
    read = read_meeting(meeting_id)
    return journal_blocks(read, after_view(read.id))

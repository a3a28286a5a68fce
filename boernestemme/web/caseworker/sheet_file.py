"""The three sheets as documents: to be printed, sent on or filed as they lie on paper."""

from flask import Response, request

from boernestemme.domain.roles import Permission
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.meetings import MEETING, read_meeting
from boernestemme.web.caseworker.sheet_documents import sheet_document
from boernestemme.web.caseworker.sheets import SHEETS, TABLE, make_sheet
from boernestemme.web.documents.render import render
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _


@blueprint.get(f"{MEETING}/ramme.pdf")
@opens(Permission.READ_MEETING)
def sheet_file(meeting_id: str) -> Response | tuple[str, int]:
    """One of the three sheets. It is a reading of the answer, and logged as one."""
    kind = request.args.get("ark", TABLE)
    if kind not in SHEETS:
        return problem_page(_("Det ark findes ikke."), 404)
    sheet = make_sheet(read_meeting(meeting_id), kind)
    return pdf_page(render(*sheet_document(sheet)), f"ark-{kind}")


def pdf_page(pdf: bytes, name: str) -> Response:
    """A document as it is shown and kept: under a name that tells nothing of a child."""
    shown = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(pdf, headers=shown, content_type="application/pdf")

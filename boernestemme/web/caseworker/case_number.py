"""The case number of a meeting: which case two words stand for, kept sealed and for staff alone."""

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import CaseNumberRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import case_numbers
from boernestemme.services.telling import telling
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.new_link import refused_number
from boernestemme.web.guard import opens
from boernestemme.web.tools import staff_links

HERE = "/moeder/<meeting_id>/sagsnummer"


@blueprint.get(HERE)
@opens(Permission.READ_MEETING)
def ask_case_number(meeting_id: str) -> str:
    """The number as it stands, to be changed."""
    number = case_numbers.of_meeting(setting(), meeting_id, staff_links().keys.opener)
    return _page(meeting_id, number, {})


@blueprint.post(HERE)
@opens(Permission.READ_MEETING)
def set_case_number(meeting_id: str) -> Response | tuple[str, int]:
    """Keep the number, or take it away where the field is empty."""
    number = request.form.get("case_number", "")
    try:
        case_numbers.change(setting(), meeting_id, number, staff_links().keys)
    except CaseNumberRefused as refused:
        return _page(meeting_id, number, refused_number(refused)), 422
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}", 303))


def _page(meeting_id: str, number: str, errors: dict[str, str]) -> str:
    return render_template(
        "caseworker/case_number.html",
        words=telling(setting(), meeting_id).words,
        number=number,
        errors=errors,
        action=f"/raadgiver/moeder/{meeting_id}/sagsnummer",
        cancel=f"/raadgiver/moeder/{meeting_id}",
        **page_context(),
    )

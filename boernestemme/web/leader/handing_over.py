"""The team leader gives a meeting that has waited too long to another case worker, unread."""

from flask import Response, make_response, redirect, render_template

from boernestemme.domain.errors import HandOverRefused, NotPermitted
from boernestemme.domain.roles import Permission
from boernestemme.services.access import Setting
from boernestemme.services.handing_over import Choice
from boernestemme.services.reassigning import reassign, waiting_meeting
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint
from boernestemme.web.staff.browser import page_context, signed_in
from boernestemme.web.staff.hand_over import chosen_receiver, refused_fields, tells_child
from boernestemme.web.staff.own_settings import caseworker_title
from boernestemme.web.tools import now, tools

HERE = "/moeder/<meeting_id>/giv-videre"


@blueprint.get(HERE)
@opens(Permission.HAND_OVER)
def ask_hand_over(meeting_id: str) -> str:
    """To whom? Nothing of what was said is shown."""
    return _page(meeting_id, {})


@blueprint.post(HERE)
@opens(Permission.HAND_OVER)
def hand_over(meeting_id: str) -> Response | tuple[str, int]:
    """Give the meeting, and all others with the same child, to another."""
    try:
        reassign(leader(), meeting_id, Choice(chosen_receiver(), tells_child()))
    except HandOverRefused as refused:
        return _page(meeting_id, refused_fields(refused)), 422
    return make_response(redirect("/leder/?givet", 303))


def leader() -> Setting:
    """Who acts, when, and by which calendar. Raises NotPermitted when nobody is signed in."""
    person = signed_in()
    if person is None:
        raise NotPermitted("not signed in")
    return Setting(person, now(), tools().days)


def _page(meeting_id: str, errors: dict[str, str]) -> str:
    meeting = waiting_meeting(leader(), meeting_id)
    return render_template(
        "leader/hand_over.html",
        meeting=meeting,
        chosen=chosen_receiver(),
        tell=tells_child(),
        caseworker_title=caseworker_title(),
        errors=errors,
        **page_context(),
    )

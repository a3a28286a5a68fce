"""Links that were made, as a case worker handles them: show, take back, make anew, move, cancel."""

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import InvitingRefused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services import changing_links
from boernestemme.services.telling import telling
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.forms import MeetingTimeForm, first_errors
from boernestemme.web.caseworker.link_page import link_page, link_page_again
from boernestemme.web.caseworker.wording import CONFIRMED, GRAVE, INVITING_REFUSED
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now, staff_links

MEETING = "/moeder/<meeting_id>"


@blueprint.post(f"{MEETING}/link")
@opens(Permission.READ_MEETING)
def show_link(meeting_id: str) -> str | tuple[str, int]:
    """The link once more."""
    return link_page_again(meeting_id, just_made=False)


@blueprint.get(f"{MEETING}/nyt-link")
@opens(Permission.READ_MEETING)
def ask_new_link(meeting_id: str) -> str:
    """Is a new link really wanted?"""
    return confirm_page(meeting_id, "nyt-link")


@blueprint.post(f"{MEETING}/nyt-link")
@opens(Permission.READ_MEETING)
def make_link_anew(meeting_id: str) -> str | tuple[str, int]:
    """A new link in place of the old one."""
    try:
        made = changing_links.make_anew(setting(), meeting_id, staff_links())
    except InvitingRefused as refused:
        return problem_page(_(INVITING_REFUSED[refused.rule]), 422)
    return link_page(made, just_made=True)


@blueprint.get(f"{MEETING}/tilbagekald")
@opens(Permission.READ_MEETING)
def ask_revoke(meeting_id: str) -> str:
    """Is the link really to be taken back?"""
    return confirm_page(meeting_id, "tilbagekald")


@blueprint.post(f"{MEETING}/tilbagekald")
@opens(Permission.READ_MEETING)
def revoke(meeting_id: str) -> Response:
    """Take the link back."""
    changing_links.revoke(setting(), meeting_id)
    return _back_to(meeting_id)


@blueprint.get(f"{MEETING}/aflys")
@opens(Permission.READ_MEETING)
def ask_cancel(meeting_id: str) -> str:
    """Is the meeting really off?"""
    return confirm_page(meeting_id, "aflys")


@blueprint.post(f"{MEETING}/aflys")
@opens(Permission.READ_MEETING)
def cancel(meeting_id: str) -> Response | tuple[str, int]:
    """The meeting is off."""
    try:
        changing_links.cancel(setting(), meeting_id)
    except InvitingRefused as refused:
        return problem_page(_(INVITING_REFUSED[refused.rule]), 422)
    return _back_to(meeting_id)


@blueprint.get(f"{MEETING}/flyt")
@opens(Permission.READ_MEETING)
def ask_move(meeting_id: str) -> str:
    """To when?"""
    return confirm_page(meeting_id, "flyt", form=MeetingTimeForm(request.args))


@blueprint.post(f"{MEETING}/flyt")
@opens(Permission.READ_MEETING)
def move(meeting_id: str) -> Response | tuple[str, int]:
    """The meeting has a new time."""
    form, errors = MeetingTimeForm(), {}
    if form.validate():
        try:
            changing_links.move(setting(), meeting_id, form.starts_at(), staff_links())
            return _back_to(meeting_id)
        except InvitingRefused as refused:
            errors = {"date": _(INVITING_REFUSED[refused.rule])}
    errors = errors or first_errors(form)
    return confirm_page(meeting_id, "flyt", form=form, errors=errors), 422


def confirm_page(
    meeting_id: str,
    what: str,
    *,
    form: MeetingTimeForm | None = None,
    errors: dict[str, str] | None = None,
) -> str:
    """Asks once before something is done to a link or a meeting of one's own."""
    meeting = telling(setting(), meeting_id)
    title, text, button = CONFIRMED[what]
    here = f"/raadgiver/moeder/{meeting_id}"
    return render_template(
        "caseworker/confirm.html",
        title=_(title),
        meeting=meeting,
        is_grave=what in GRAVE,
        text=_(text),
        action=f"{here}/{what}",
        button=_(button),
        cancel=here,
        move=form,
        errors=errors or {},
        earliest=danish_day(now()).isoformat(),
        **page_context(),
    )


def _back_to(meeting_id: str) -> Response:
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}", 303))

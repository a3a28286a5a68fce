"""Links, as a case worker handles them: make, show again, take back, make anew, move, cancel."""

import io
from collections.abc import Callable

import segno
from flask import Response, make_response, redirect, render_template, request
from markupsafe import Markup

from boernestemme.domain.errors import InvitingRefused, LinkDead
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services import changing_links, inviting, meeting_again
from boernestemme.services.access import own_meeting
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.making_links import MadeLink
from boernestemme.services.meeting_again import EarlierMeeting
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.forms import MeetingTimeForm, NewLinkForm, first_errors
from boernestemme.web.caseworker.new_link import new_link_view, refused_field
from boernestemme.web.caseworker.wording import CONFIRMED, INVITING_REFUSED
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.message import link_address, sms_text
from boernestemme.web.tools import now, staff_links, tools

MEETING = "/moeder/<meeting_id>"


@blueprint.get("/nyt-link")
@opens(Permission.INVITE)
def new_link() -> str:
    """Age, day, phone: three taps and no typing."""
    return _new_link_page(NewLinkForm(), {})


@blueprint.post("/nyt-link")
@opens(Permission.INVITE)
def make_link() -> str | tuple[str, int]:
    """Make the link and show it, with the two words to say aloud."""
    person = setting().person
    return _made_page(lambda order: inviting.invite(person, order, staff_links(), now())[0])


@blueprint.get(f"{MEETING}/nyt-moede")
@opens(Permission.INVITE)
def new_meeting(meeting_id: str) -> str:
    """The same form for a new meeting with the same child; who sees the phone is asked anew."""
    earlier = meeting_again.earlier_meeting(setting(), meeting_id)
    form = NewLinkForm(formdata=None, data={"age": earlier.age_group.value})
    return _new_link_page(form, {}, earlier)


@blueprint.post(f"{MEETING}/nyt-moede")
@opens(Permission.INVITE)
def make_meeting(meeting_id: str) -> str | tuple[str, int]:
    """Make the link to a new meeting with the same child."""
    earlier = meeting_again.earlier_meeting(setting(), meeting_id)
    return _made_page(
        lambda order: meeting_again.invite_again(setting(), meeting_id, order, staff_links()),
        earlier,
    )


def _made_page(
    make: Callable[[LinkOrder], MadeLink], earlier: EarlierMeeting | None = None
) -> str | tuple[str, int]:
    """The link that was made of the form, or the form with what is wrong in it."""
    form = NewLinkForm()
    is_whole = form.validate()
    order = form.order()
    if not is_whole or order is None:
        return _new_link_page(form, first_errors(form), earlier), 422
    try:
        return _link_page(make(order), just_made=True)
    except InvitingRefused as refused:
        return _new_link_page(form, refused_field(refused), earlier), 422


def _new_link_page(
    form: NewLinkForm, errors: dict[str, str], earlier: EarlierMeeting | None = None
) -> str:
    view = new_link_view(form, setting().person, now(), errors, earlier)
    return render_template("caseworker/new_link.html", form=view, **page_context())


def _link_page(made: MadeLink, *, just_made: bool) -> str:
    address = link_address(tools().settings, made.token)
    return render_template(
        "caseworker/link.html",
        words=made.words,
        url=address,
        sms=sms_text(address) if made.phone.is_safe else None,
        qr=qr_picture(address),
        expires_at=made.expires_at,
        meeting_url=f"/raadgiver/moeder/{made.meeting_id}",
        just_made=just_made,
        phone=made.phone.value,
        **page_context(),
    )


def qr_picture(address: str) -> Markup:
    """The address as a QR code in SVG, without style attributes."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="qr"
    )
    return Markup(drawing.getvalue().decode())  # noqa: S704 - drawn here from our own address


@blueprint.post(f"{MEETING}/link")
@opens(Permission.READ_MEETING)
def show_link(meeting_id: str) -> str | tuple[str, int]:
    """The link once more; each showing is logged."""
    try:
        made = changing_links.show_again(setting(), meeting_id, staff_links())
    except LinkDead:
        return problem_page(_("Linket kan ikke vises mere. Lav et nyt link."), 410)
    return _link_page(made, just_made=False)


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
    return _link_page(made, just_made=True)


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
    own_meeting(setting(), meeting_id)
    title, text, button = CONFIRMED[what]
    here = f"/raadgiver/moeder/{meeting_id}"
    return render_template(
        "caseworker/confirm.html",
        title=_(title),
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

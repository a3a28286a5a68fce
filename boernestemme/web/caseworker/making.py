"""Making a link: to a first meeting, and to a new meeting with the same child."""

from collections.abc import Callable

from flask import render_template, request

from boernestemme.domain.errors import AlreadyMade, CaseNumberRefused, InvitingRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import case_numbers, inviting, meeting_again
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.making_links import MadeLink
from boernestemme.services.meeting_again import EarlierMeeting
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.forms import first_errors
from boernestemme.web.caseworker.link_forms import NewLinkForm
from boernestemme.web.caseworker.link_page import link_page, link_page_again
from boernestemme.web.caseworker.new_link import new_link_view, refused_field, refused_number
from boernestemme.web.caseworker.preview import is_asked_for
from boernestemme.web.guard import opens
from boernestemme.web.tools import now, staff_links

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
    number = case_numbers.of_meeting(setting(), meeting_id, staff_links().keys.opener)
    known = {"age": earlier.age_group.value, "case_number": number}
    return _new_link_page(NewLinkForm(formdata=None, data=known), {}, earlier)


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
    if is_asked_for(request.form):
        return _new_link_page(form, {}, earlier, is_preview=True)
    is_whole = form.validate()
    order = form.order()
    if not is_whole or order is None:
        return _new_link_page(form, first_errors(form), earlier), 422
    try:
        return link_page(make(order), just_made=True)
    except AlreadyMade as before:
        return link_page_again(before.meeting_ids[0], just_made=True)
    except InvitingRefused as refused:
        errors = refused_field(refused)
    except CaseNumberRefused as refused:
        errors = refused_number(refused)
    return _new_link_page(form, errors, earlier), 422


def _new_link_page(
    form: NewLinkForm,
    errors: dict[str, str],
    earlier: EarlierMeeting | None = None,
    *,
    is_preview: bool = False,
) -> str:
    view = new_link_view(form, setting().person, errors, earlier, is_preview=is_preview)
    return render_template("caseworker/new_link.html", form=view, **page_context())

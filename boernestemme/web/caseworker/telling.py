"""Telling a child about its meeting once the link is made: chips, and what the child will see."""

from dataclasses import asdict

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import InvitingRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import telling
from boernestemme.services.telling import Telling
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.forms import first_errors
from boernestemme.web.caseworker.link_forms import TellForm
from boernestemme.web.caseworker.preview import is_asked_for, told_preview
from boernestemme.web.caseworker.tell_fields import tell_fields
from boernestemme.web.caseworker.wording import INVITING_REFUSED
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _

HERE = "/moeder/<meeting_id>/fortael"


@blueprint.get(HERE)
@opens(Permission.READ_MEETING)
def ask_what_to_tell(meeting_id: str) -> str:
    """What the child is told now."""
    told = telling.telling(setting(), meeting_id)
    return _page(told, TellForm(formdata=None, data=asdict(told.settled)), {})


@blueprint.post(HERE)
@opens(Permission.READ_MEETING)
def tell(meeting_id: str) -> str | Response | tuple[str, int]:
    """Tell the child this, or only show what the child would see of it."""
    told, form = telling.telling(setting(), meeting_id), TellForm()
    if is_asked_for(request.form):
        return _page(told, form, {})
    if not form.validate():
        return _page(told, form, first_errors(form)), 422
    try:
        telling.tell(setting(), meeting_id, form.settled())
    except InvitingRefused as refused:
        return problem_page(_(INVITING_REFUSED[refused.rule]), 422)
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}", 303))


def _page(told: Telling, form: TellForm, errors: dict[str, str]) -> str:
    preview = told_preview(
        told.age_group,
        form.settled(),
        told.contact,
        told.starts_at,
        told.phone,
        is_moved=told.is_moved,
    )
    return render_template(
        "caseworker/tell.html",
        words=told.words,
        told=tell_fields(form, preview, errors),
        action=f"/raadgiver/moeder/{told.meeting_id}/fortael",
        cancel=f"/raadgiver/moeder/{told.meeting_id}",
        **page_context(),
    )

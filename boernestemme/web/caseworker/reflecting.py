"""Reflection over one meeting: four questions of one's own, for nobody else, never by force."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import NotFound, ReflectionRefused
from boernestemme.domain.reflection import LIMIT, Element, Reflection
from boernestemme.domain.roles import Permission
from boernestemme.services import reflecting
from boernestemme.services.access import own_meeting
from boernestemme.services.telling import telling
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.links import MEETING
from boernestemme.web.caseworker.wording_reflection import (
    ELEMENTS,
    QUESTIONS,
    REFLECTION_REFUSED,
)
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now, staff_links

SAVED = "gemt"


@dataclass(frozen=True)
class Asked:
    """One question: the field's name, what it is about, what is asked, and what stands there."""

    name: str
    about: str
    question: str
    text: str


@blueprint.get(f"{MEETING}/refleksion")
@opens(Permission.READ_MEETING)
def reflection(meeting_id: str) -> str:
    """The four questions, once the meeting is over."""
    _check_is_over(meeting_id)
    written = reflecting.read(setting(), meeting_id, staff_links().keys.opener)
    return _page(meeting_id, written)


@blueprint.post(f"{MEETING}/refleksion")
@opens(Permission.READ_MEETING)
def save_reflection(meeting_id: str) -> Response | tuple[str, int]:
    """Keep what was written; a refused save keeps it on the page."""
    _check_is_over(meeting_id)
    written = {one: request.form.get(f"own-{one}", "") for one in Element}
    try:
        reflecting.save(setting(), meeting_id, written, staff_links().keys)
    except ReflectionRefused as refused:
        errors = {f"own-{one}": _(REFLECTION_REFUSED[rule]) for one, rule in refused.rules.items()}
        return _page(meeting_id, written, errors), 422
    return _back(meeting_id, f"?{SAVED}")


@blueprint.post(f"{MEETING}/refleksion/spoerg")
@opens(Permission.READ_MEETING)
def ask_to_reflect(meeting_id: str) -> Response:
    """Never ask this person again, or ask again."""
    _check_is_over(meeting_id)
    reflecting.ask(setting(), wanted=request.form.get("wanted") == "yes")
    return _back(meeting_id)


def is_offered(ends_at: datetime, *, is_cancelled: bool) -> bool:
    """True when the page of a meeting has the quiet line about reflection."""
    return ends_at <= now() and not is_cancelled and reflecting.is_asked(setting())


def _check_is_over(meeting_id: str) -> None:
    meeting = own_meeting(setting(), meeting_id)
    if now() < meeting.ends_at:
        raise NotFound(meeting_id)


def _page(meeting_id: str, written: Reflection, errors: dict[str, str] | None = None) -> str:
    asked = [
        Asked(f"own-{one}", _(ELEMENTS[one]), _(QUESTIONS[one]), written.get(one, ""))
        for one in Element
    ]
    return render_template(
        "caseworker/reflection.html",
        words=telling(setting(), meeting_id).words,
        asked=asked,
        errors=errors or {},
        meeting_url=f"/raadgiver/moeder/{meeting_id}",
        limit=LIMIT,
        is_asked=reflecting.is_asked(setting()),
        saved=SAVED in request.args and not errors,
        **page_context(),
    )


def _back(meeting_id: str, told: str = "") -> Response:
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}/refleksion{told}", 303))

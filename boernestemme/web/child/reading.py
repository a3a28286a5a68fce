"""What a child may read: the receipt, the reply, who reads what, help, and how to complain."""

from flask import Response, render_template

from boernestemme.domain.errors import LinkDead, NotFound
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import Phase
from boernestemme.domain.roles import Permission
from boernestemme.services.reading_letters import read_letter
from boernestemme.web.child import blueprint
from boernestemme.web.child.browser import (
    current_visit,
    go_to,
    known_visit,
    names,
    page_context,
)
from boernestemme.web.child.letters import shown_lines
from boernestemme.web.child.waiting import after_thanks_page, thanks_page
from boernestemme.web.child.wording import WORDING
from boernestemme.web.guard import comes_from_outside, opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now


@blueprint.get("/svar/tak")
@opens(Permission.CHILD_SESSION)
def thanks() -> str | Response:
    """The receipt, only for the browser whose answer was committed."""
    visit = current_visit()
    if not visit.sent and visit.standing is Standing.DEAD:
        raise LinkDead
    if Phase.AFTER in visit.sent:
        return after_thanks_page(visit)
    if not visit.sent or visit.standing is Standing.AFTER:
        return go_to("/svar/1")
    return thanks_page(visit, now())


@blueprint.get("/svar/brev")
@opens(Permission.CHILD_SESSION)
def letter() -> str | Response:
    """The case worker's reply, where the phone is the child's own."""
    visit = current_visit()
    wording, called = WORDING[visit.age_group], names(visit)
    try:
        lines = shown_lines(read_letter(visit), wording, called)
    except NotFound:
        return go_to("/svar/1")
    return render_template(
        "child/letter.html",
        title=_("%(Who)s har svaret dig", **called),
        lines=lines,
        closing=_("Er du ikke enig? Sig det til %(who)s, når I ses.", **called),
        **page_context(visit),
    )


@blueprint.get("/hjaelp")
@opens(Permission.ANYBODY)
def help_page() -> str:
    """Somebody to talk to."""
    return _open_page("help")


@blueprint.get("/hvem-laeser")
@opens(Permission.ANYBODY)
def readers() -> str:
    """Who reads what."""
    return _open_page("readers")


@blueprint.get("/klag")
@opens(Permission.ANYBODY)
def complain() -> str:
    """How to say that something was not right."""
    return _open_page("complain")


def _open_page(name: str) -> str:
    """A page for anybody; the way back to the answer only for the session it belongs to."""
    visit = known_visit()
    came_by_us = visit is not None and not comes_from_outside()
    context = page_context(visit)
    back = f"/svar/{context['here'] or 1}" if came_by_us else None
    return render_template(f"child/{name}.html", back=back, **context)

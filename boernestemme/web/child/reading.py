"""What a child may read: the receipt, the reply, who reads what, help, and how to complain."""

from flask import Response, render_template

from boernestemme.domain.errors import LinkDead, NotFound
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.roles import Permission
from boernestemme.services.reading_letters import read_letter
from boernestemme.web.child import blueprint
from boernestemme.web.child.browser import (
    PLACES,
    current_visit,
    go_to,
    known_visit,
    local_settings,
    names,
    page_context,
)
from boernestemme.web.child.reading_day import read_by
from boernestemme.web.child.waiting import after_thanks_page, thanks_page
from boernestemme.web.child.wording_readers import READERS_WORDING
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.reply_words import make_letter
from boernestemme.web.statement import NO_STATEMENT, to_statement
from boernestemme.web.tools import now


@blueprint.get("/svar/tak")
@opens(Permission.CHILD_SESSION)
def thanks() -> str | bytes | Response:
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
    try:
        found = make_letter(read_letter(visit), visit.age_group, names(visit))
    except NotFound:
        return go_to("/svar/1")
    return render_template("child/letter.html", letter=found, **page_context(visit))


@blueprint.get("/hjaelp")
@opens(Permission.ANYBODY)
def help_page() -> str:
    """Somebody to talk to."""
    return _open_page("help", local=local_settings(known_visit()))


@blueprint.get("/hvem-laeser")
@opens(Permission.ANYBODY)
def readers() -> str:
    """Who reads what, and when somebody does."""
    visit = known_visit()
    wording = READERS_WORDING[AgeGroup.OLDER if visit is None else visit.age_group]
    title = local_settings(visit).caseworker_title
    said = {"day": read_by(now()), "title": title, **names(visit)}
    sections = [
        (_(part.heading), [_(line, **said) for line in part.lines]) for part in wording.sections
    ]
    return _open_page(
        "readers",
        title=_(wording.title),
        now=_(wording.now, **said),
        sections=sections,
        complain=_(wording.complain),
    )


@blueprint.get("/klag")
@opens(Permission.ANYBODY)
def complain() -> str:
    """How to say that something was not right."""
    return _open_page("complain")


@blueprint.get("/was")
@opens(Permission.ANYBODY)
def accessibility() -> Response | str:
    """On to the accessibility statement of the child's municipality, or the installation's."""
    statement = to_statement(local_settings(known_visit()))
    return statement or _open_page("no_statement", text=_(NO_STATEMENT))


def _open_page(name: str, **more: object) -> str:
    """A page for anybody; the way back to the answer only for the session it belongs to."""
    context = page_context(known_visit())
    back = f"/svar/{context['here']}" if context["here"] in PLACES else None
    return render_template(f"child/{name}.html", back=back, **more, **context)

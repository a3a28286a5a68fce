"""The page that sends what was said before a meeting: check it, send it, or delete it all."""

from flask import Response, make_response, render_template, request

from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead
from boernestemme.domain.instruments.before import CHECK_NUMBER, KEEP_NEEDS
from boernestemme.domain.invitation import Standing
from boernestemme.domain.roles import Permission
from boernestemme.services import answering
from boernestemme.services.entering import Visit
from boernestemme.web.child import blueprint, troubles
from boernestemme.web.child.answering_after import THANKS_PAGE
from boernestemme.web.child.blocks import BlockMaker
from boernestemme.web.child.browser import (
    CHECK_PAGE,
    current_visit,
    forget_everything,
    give_cookie,
    go_to,
    live_visit,
    names,
    page_context,
)
from boernestemme.web.child.forms import given_answers, messages
from boernestemme.web.child.summary import lines
from boernestemme.web.child.waiting import waiting_page
from boernestemme.web.child.ways import choose_manner
from boernestemme.web.child.wording import WORDING
from boernestemme.web.guard import opens
from boernestemme.web.tools import now


@blueprint.get(CHECK_PAGE)
@opens(Permission.CHILD_SESSION)
def check() -> str | Response:
    """Is it right? Everything said so far, and the one button that sends it."""
    visit = live_visit()
    if visit.standing is Standing.WAIT:
        return waiting_page(visit)
    if visit.standing is Standing.AFTER:
        return go_to("/svar/1")
    return _check_page(visit)


@blueprint.post(CHECK_PAGE)
@opens(Permission.CHILD_SESSION)
def send() -> str | Response | tuple[str, int]:
    """Send once; the receipt is shown only after the commit (SUB-01)."""
    visit = current_visit()
    if choose_manner(visit, request.form):
        return _keep_closing(visit)
    closing = given_answers((KEEP_NEEDS,), request.form)
    try:
        fresh = answering.send(visit, closing, now())
    except AlreadyAnswered:
        return troubles.dead()
    except LinkDead:
        return _check_page(visit, troubles.not_received(visit)), 409
    except AnswerRefused as refused:
        return _check_page(visit, " ".join(messages(refused.rules).values())), 422
    response = go_to(THANKS_PAGE)
    if fresh is not None:
        give_cookie(response, fresh.cookie)
    return response


def _keep_closing(visit: Visit) -> Response:
    """Another language on the page that sends: nothing is sent, what was ticked stays."""
    answering.save(visit, (KEEP_NEEDS,), given_answers((KEEP_NEEDS,), request.form), now())
    return go_to(CHECK_PAGE)


def _check_page(visit: Visit, problem: str | None = None) -> str:
    asking, wording = visit.asking, WORDING[visit.age_group]
    maker = BlockMaker(wording, names(visit), visit.draft)
    return render_template(
        "child/check.html",
        lines=lines(asking.screens, wording, visit.draft, maker),
        keep=maker.block(KEEP_NEEDS),
        problem=problem,
        back=f"/svar/{asking.before(CHECK_NUMBER)}",
        total=asking.total,
        **page_context(visit),
    )


@blueprint.post("/svar/slet")
@opens(Permission.CHILD_SESSION)
def delete() -> str | Response:
    """Ask once, then take everything unsent away and close the session."""
    visit = current_visit()
    if request.form.get("sure") != "yes":
        return render_template("child/delete.html", **page_context(visit))
    answering.erase_all(visit, now())
    response = make_response(
        render_template("child/closed.html", **page_context(None, csrf_token=""))
    )
    forget_everything(response)
    return response

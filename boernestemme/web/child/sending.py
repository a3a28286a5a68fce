"""The page that sends what was said before a meeting: check it, send it, or delete it all."""

from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request
from markupsafe import Markup

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead
from boernestemme.domain.instruments.before import CHECK_NUMBER, KEEP_NEEDS
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import AgeGroup, other_age
from boernestemme.domain.questionnaire import Value
from boernestemme.domain.roles import Permission
from boernestemme.services import answering
from boernestemme.services.visiting import Visit
from boernestemme.web.child import blueprint, keeping, private_pages, troubles
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
from boernestemme.web.child.forms import given_answers, to_erase
from boernestemme.web.child.kept_pages import Called, kept_page
from boernestemme.web.child.summary import KeptLine, kept_line, lines, to_mend
from boernestemme.web.child.waiting import waiting_page
from boernestemme.web.child.ways import choose_manner
from boernestemme.web.child.wording import WORDING
from boernestemme.web.guard import opens
from boernestemme.web.tools import now

NOTHING_SAID = Draft()
DELETE_PAGE = "/svar/slet"


@blueprint.get(CHECK_PAGE)
@opens(Permission.CHILD_SESSION)
def check() -> str | bytes | Response:
    """Is it right? Everything said so far, and the one button that sends it."""
    visit = live_visit()
    if visit.standing is Standing.WAIT:
        return waiting_page(visit)
    if visit.standing is Standing.AFTER:
        return go_to("/svar/1")
    return _check_page(visit)


@blueprint.post(CHECK_PAGE)
@opens(Permission.CHILD_SESSION)
def send() -> Response | tuple[str | bytes, int]:
    """Send once; the receipt is shown only after the commit (SUB-01)."""
    visit = keeping.as_seen(current_visit(), (KEEP_NEEDS,))
    if keeping.is_asked():
        return keeping.keep_closing(visit)
    closing = given_answers((KEEP_NEEDS,), request.form)
    try:
        if _pressed_something_else(visit, closing):
            return go_to(CHECK_PAGE)
        fresh = answering.send(visit, closing, now())
    except AlreadyAnswered:
        return troubles.dead()
    except LinkDead:
        return _check_page(visit, troubles.not_received(visit)), 409
    except AnswerRefused as refused:
        return _check_page(visit, rules=refused.rules), 422
    response = go_to(THANKS_PAGE)
    if fresh is not None:
        give_cookie(response, fresh.cookie)
    return response


def _pressed_something_else(visit: Visit, closing: Mapping[str, Value]) -> bool:
    """Another language, or away with what was ticked: nothing is sent."""
    if erased := to_erase((KEEP_NEEDS,), request.form):
        answering.erase(visit, erased, now())
        return True
    is_other = choose_manner(visit, request.form)
    if is_other:
        answering.save(visit, (KEEP_NEEDS,), closing, now())
    return is_other


def _check_page(
    visit: Visit, problem: str | None = None, rules: Mapping[str, str] | None = None
) -> str | bytes:
    asking, draft, context = visit.asking, private_pages.draft_to_check(visit), page_context(visit)
    own = {"said": _said(visit, draft, context)}
    key = (visit.age_group, f"/svar/{asking.before(CHECK_NUMBER)}", asking.total)
    if problem is None and not rules and KEEP_NEEDS.code not in draft.answers:
        return kept_page("child/check.html", context, _check, key, own)
    shown = _check(names(visit), *key, draft) | to_mend(asking, WORDING[key[0]], rules or {})
    return render_template("child/check.html", **shown | {"problem": problem}, **own, **context)


def _check(
    called: Called, age_group: AgeGroup, back: str, total: int, draft: Draft = NOTHING_SAID
) -> dict[str, Any]:
    keep = BlockMaker(WORDING[age_group], called, draft).block(KEEP_NEEDS)
    nothing: dict[str, Any] = {"problem": None, "errors": {}, "pages": {}}
    return {"keep": keep, "back": back, "total": total} | nothing


def _said(visit: Visit, draft: Draft, context: Mapping[str, Any]) -> Markup:
    wording = WORDING[visit.age_group]
    maker = BlockMaker(wording, names(visit), draft)
    markup = render_template(
        "child/said.html",
        lines=lines(visit.asking.screens, wording, draft, maker),
        kept=_kept(visit, draft),
        ask_alone=private_pages.rest_line(visit),
        questions=context["questions"],
    )
    return Markup(markup)  # noqa: S704 - our own template


def _kept(visit: Visit, draft: Draft) -> KeptLine | None:
    maker = BlockMaker(WORDING[other_age(visit.age_group)], names(visit), draft)
    return kept_line(visit.age_group, draft, maker)


@blueprint.get(DELETE_PAGE)
@opens(Permission.CHILD_SESSION)
def ask_delete() -> str:
    """Ask once; nothing is deleted yet."""
    return render_template("child/delete.html", **page_context(live_visit()))


@blueprint.post(DELETE_PAGE)
@opens(Permission.CHILD_SESSION)
def delete() -> Response:
    """Take everything unsent away and close the session; the next page finds nobody in."""
    answering.erase_all(current_visit(), now())
    response = go_to(CHECK_PAGE)
    forget_everything(response)
    return response

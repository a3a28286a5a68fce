"""Answering before a meeting: one question a page, everything skippable."""

from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead, NotFound
from boernestemme.domain.instruments.before import CHECK_NUMBER, INSTRUMENTS
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.questionnaire import Screen, Value
from boernestemme.domain.roles import Permission
from boernestemme.services import answering
from boernestemme.services.visiting import Visit
from boernestemme.web.child import blueprint, helping, keeping, private_pages, troubles
from boernestemme.web.child.answering_after import THANKS_PAGE, save_tap, tap_page
from boernestemme.web.child.browser import (
    CHECK_PAGE,
    current_visit,
    go_to,
    live_visit,
    names,
    page_context,
)
from boernestemme.web.child.forms import fields_to_keep, given_answers, messages, to_erase
from boernestemme.web.child.kept_pages import Called, kept_page
from boernestemme.web.child.new_contact import new_contact
from boernestemme.web.child.screens import Step, facts, make_screen, step_of
from boernestemme.web.child.waiting import waiting_page
from boernestemme.web.child.ways import as_shown, choose_manner
from boernestemme.web.child.wording import WORDING
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now


@blueprint.get("/svar/<int:number>")
@opens(Permission.CHILD_SESSION)
def page(number: int) -> str | bytes | Response:
    """One page of questions, or what is to be said when there is nothing to ask now."""
    visit = current_visit()
    if Phase.AFTER in visit.sent and visit.standing is Standing.DEAD:
        return go_to(THANKS_PAGE)
    visit = live_visit()
    if visit.standing is Standing.WAIT:
        return waiting_page(visit)
    if visit.standing is Standing.AFTER:
        return helping.turned_away(visit) or tap_page(visit, number)
    return _start_page(visit) if number == 1 else _question_page(visit, number)


def _question_page(visit: Visit, number: int) -> str | bytes | Response:
    asked = _screen(visit, number)
    if asked is None:
        return go_to(_address_of(visit.asking.after(number)))
    if private_pages.is_closed(visit, asked):
        return private_pages.private_page(visit, asked)
    step = step_of(visit, asked, now(), from_check="ret" in request.args)
    if not any(code in visit.draft.answers for code in asked.codes):
        own = {"facts": facts(visit, asked)}
        return kept_page("child/screen.html", page_context(visit), _unanswered, (step,), own)
    return _screen_page(visit, step, errors={})


def _unanswered(called: Called, step: Step) -> dict[str, Any]:
    return {"screen": make_screen(step, called, Draft()), "errors": {}}


def _screen_page(
    visit: Visit,
    step: Step,
    posted: Mapping[str, Value] | None = None,
    *,
    errors: Mapping[str, str],
) -> str:
    return render_template(
        "child/screen.html",
        screen=make_screen(step, names(visit), visit.draft, posted),
        facts=facts(visit, step.asked),
        errors=errors,
        **page_context(visit),
    )


@blueprint.post("/svar/<int:number>")
@opens(Permission.CHILD_SESSION)
def save_page(number: int) -> Response | tuple[str | bytes, int]:
    """Keep one page's answers in the draft, and go on."""
    visit = current_visit()
    if keeping.is_asked():
        visit = as_shown(visit, request.form)
        return keeping.keep_page(visit, _screen_brought(visit, number))
    if Phase.AFTER in visit.sent:
        return go_to(THANKS_PAGE)
    if visit.standing is Standing.AFTER:
        return save_tap(visit, number)
    visit = as_shown(visit, request.form)
    asked = Screen(1, ()) if number == 1 else _screen_brought(visit, number)
    if asked is None:
        return _not_asked(visit, number)
    visit = keeping.as_seen(visit, asked.questions)
    try:
        return go_to(_address_after_saving(visit, asked))
    except AnswerRefused as refused:
        return _refused_page(visit, asked, refused)
    except (LinkDead, AlreadyAnswered):
        return troubles.not_saved(409, can_retry=False)


def _address_after_saving(visit: Visit, asked: Screen) -> str:
    """Do what was pressed; the same page follows where the child is to stay on it."""
    pressed, same = request.form.get("go"), private_pages.address_inside(visit, asked.number)
    if erased := to_erase(asked.questions, request.form):
        answering.erase(visit, erased, now())
        return same
    if pressed == "skip":
        answering.skip(visit, asked.questions, now())
    elif asked.questions:
        given = given_answers(asked.questions, request.form)
        aside = private_pages.aside(visit, asked)
        answering.save(visit, asked.questions, given, now(), aside=aside)
    return same if choose_manner(visit, request.form) else _next_page(visit, asked)


def _refused_page(visit: Visit, asked: Screen, refused: AnswerRefused) -> tuple[str, int]:
    posted = given_answers(asked.questions, request.form)
    step = step_of(visit, asked, now(), from_check="then" in request.form)
    return _screen_page(visit, step, posted, errors=messages(refused.rules)), 422


def _start_page(visit: Visit) -> str | bytes:
    context, key = page_context(visit), (visit.age_group, helping.helper_link(visit))
    total = {"total": str(visit.asking.total)}
    if changed := new_contact(visit):
        shown = _start(names(visit), *key)
        shown["lead"] = (*changed, *shown["lead"])
        return render_template("child/start.html", **shown, **total, **context)
    return kept_page("child/start.html", context, _start, key, total)


def _start(called: Called, age_group: AgeGroup, helper: str) -> dict[str, Any]:
    wording = WORDING[age_group]
    return {
        "title": _(wording.start_title),
        "lead": tuple(_(line, **called) for line in wording.start),
        "action": "/svar/1",
        "helper": helper,
    }


def _not_asked(visit: Visit, number: int) -> Response | tuple[str, int]:
    """A page that is not asked of this child (any more) goes on; no answer is lost in silence."""
    if fields_to_keep(request.form):
        return troubles.not_saved(409, can_retry=False)
    return go_to(_address_of(visit.asking.after(number)))


def _screen(visit: Visit, number: int) -> Screen | None:
    """The page with this number; None where it is one of ours and this child is not asked it."""
    if INSTRUMENTS[visit.age_group].screen(number) is None:
        raise NotFound(str(number))
    return visit.asking.screen(number)


def _screen_brought(visit: Visit, number: int) -> Screen | None:
    """The page as it was sent; None also where it brings an answer this child is not asked for."""
    asked, whole = _screen(visit, number), INSTRUMENTS[visit.age_group].screen(number)
    if asked is None or whole is None or request.form.get("go") == "skip":
        return asked
    unasked = set(whole.codes) - set(asked.codes)
    return None if any(map(request.form.get, unasked)) else asked


def _next_page(visit: Visit, asked: Screen) -> str:
    """What follows; from one private page to the next the child keeps the phone."""
    following = visit.asking.after(asked.number)
    if request.form.get("then") == "tjek":
        return CHECK_PAGE
    if visit.asking.is_private(asked) and not visit.asking.ends_private(asked):
        return private_pages.address_inside(visit, following)
    return _address_of(following)


def _address_of(number: int) -> str:
    return CHECK_PAGE if number == CHECK_NUMBER else f"/svar/{number}"

"""Answering before a meeting: one question a page, everything skippable."""

from flask import Response, render_template, request

from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead, NotFound
from boernestemme.domain.instruments.before import CHECK_NUMBER
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import Phase
from boernestemme.domain.questionnaire import Screen
from boernestemme.domain.roles import Permission
from boernestemme.services import answering
from boernestemme.services.entering import Visit
from boernestemme.web.child import blueprint, troubles
from boernestemme.web.child.answering_after import THANKS_PAGE, save_tap, tap_page
from boernestemme.web.child.browser import (
    CHECK_PAGE,
    current_visit,
    go_to,
    live_visit,
    names,
    page_context,
)
from boernestemme.web.child.forms import given_answers, messages
from boernestemme.web.child.screens import make_screen
from boernestemme.web.child.waiting import waiting_page
from boernestemme.web.child.ways import choose_manner
from boernestemme.web.child.wording import WORDING
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now


@blueprint.get("/svar/<int:number>")
@opens(Permission.CHILD_SESSION)
def page(number: int) -> str | Response:
    """One page of questions, or what is to be said when there is nothing to ask now."""
    visit = current_visit()
    if Phase.AFTER in visit.sent and visit.standing is Standing.DEAD:
        return go_to(THANKS_PAGE)
    visit = live_visit()
    if visit.standing is Standing.WAIT:
        return waiting_page(visit)
    if visit.standing is Standing.AFTER:
        return tap_page(visit, number)
    if number == 1:
        return _start_page(visit)
    screen = make_screen(visit, _screen(visit, number), now(), from_check="ret" in request.args)
    return render_template("child/screen.html", screen=screen, errors={}, **page_context(visit))


@blueprint.post("/svar/<int:number>")
@opens(Permission.CHILD_SESSION)
def save_page(number: int) -> Response | tuple[str, int]:
    """Keep one page's answers in the draft, and go on."""
    visit = current_visit()
    if Phase.AFTER in visit.sent:
        return go_to(THANKS_PAGE)
    if visit.standing is Standing.AFTER:
        return save_tap(visit, number)
    asked = Screen(1, ()) if number == 1 else _screen(visit, number)
    try:
        return go_to(_address_after_saving(visit, asked))
    except AnswerRefused as refused:
        return _refused_page(visit, asked, refused)
    except (LinkDead, AlreadyAnswered):
        return troubles.not_saved(409, can_retry=False)


def _address_after_saving(visit: Visit, asked: Screen) -> str:
    """Do what was pressed; the same page follows where the child is to stay on it."""
    pressed, same = request.form.get("go"), f"/svar/{asked.number}"
    if pressed == "erase":
        answering.erase(visit, asked.questions, now())
        return same
    if pressed == "skip":
        answering.skip(visit, asked.questions, now())
    elif asked.questions:
        answering.save(visit, asked.questions, given_answers(asked.questions, request.form), now())
    return same if choose_manner(visit, request.form) else _next_page(visit, asked.number)


def _refused_page(visit: Visit, asked: Screen, refused: AnswerRefused) -> tuple[str, int]:
    posted = given_answers(asked.questions, request.form)
    screen = make_screen(visit, asked, now(), posted=posted, from_check="then" in request.form)
    errors = messages(refused.rules)
    return (
        render_template("child/screen.html", screen=screen, errors=errors, **page_context(visit)),
        422,
    )


def _start_page(visit: Visit) -> str:
    wording, called = WORDING[visit.age_group], names(visit)
    return render_template(
        "child/start.html",
        title=_(wording.start_title),
        lead=tuple(_(line, **called) for line in wording.start),
        action="/svar/1",
        total=visit.asking.total,
        **page_context(visit),
    )


def _screen(visit: Visit, number: int) -> Screen:
    screen = visit.asking.screen(number)
    if screen is None:
        raise NotFound(str(number))
    return screen


def _next_page(visit: Visit, number: int) -> str:
    following = visit.asking.after(number)
    if request.form.get("then") == "tjek" or following == CHECK_NUMBER:
        return CHECK_PAGE
    return f"/svar/{following}"

"""Answering after a meeting: one tap a page, then one page that sends."""

from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead, NotFound
from boernestemme.domain.instruments.after import ATTENDED, INSTRUMENTS, NOT_THERE
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import Phase
from boernestemme.domain.questionnaire import Instrument, Question, Value
from boernestemme.domain.roles import Permission
from boernestemme.services import answering_after
from boernestemme.services.visiting import Visit
from boernestemme.web.child import blueprint, keeping, troubles
from boernestemme.web.child.after_screens import (
    FIRST,
    TapStep,
    make_last_page,
    make_tap_screen,
    tap_step,
)
from boernestemme.web.child.browser import (
    current_visit,
    give_cookie,
    go_to,
    names,
    page_context,
)
from boernestemme.web.child.forms import fields_to_keep, given_answers, messages, to_erase
from boernestemme.web.child.helping import helper_link, turned_away
from boernestemme.web.child.kept_pages import Called, kept_page
from boernestemme.web.child.new_contact import new_contact
from boernestemme.web.child.ways import choose_manner
from boernestemme.web.guard import opens
from boernestemme.web.tools import now

SEND_PAGE, THANKS_PAGE = "/svar/send", "/svar/tak"


def tap_page(visit: Visit, number: int, problem: str = "") -> str | bytes:
    """One question, each answer a button."""
    step, helper = tap_step(visit, number, _question(visit, number)), helper_link(visit)
    changed, context = new_contact(visit) if number == FIRST else (), page_context(visit)
    if not (problem or changed or step.question.code in visit.draft.answers):
        return kept_page("child/tap.html", context, _untapped, (step, helper))
    screen = make_tap_screen(step, names(visit), visit.draft, changed)
    return render_template(
        "child/tap.html", screen=screen, problem=problem, helper=helper, **context
    )


def _untapped(called: Called, step: TapStep, helper: str) -> dict[str, Any]:
    return {"screen": make_tap_screen(step, called, Draft()), "problem": "", "helper": helper}


def save_tap(visit: Visit, number: int) -> Response | tuple[str | bytes, int]:
    """Keep one tap in the draft, and go on. A form from before the meeting is never a tap."""
    if away := turned_away(visit):
        return away
    question = _question(visit, number)
    value = request.form.get(question.code)
    if choose_manner(visit, request.form):
        return go_to(f"/svar/{_number_of(question, current_visit())}")
    try:
        if value is not None:
            answering_after.tap(visit, question, value, now())
            return go_to(_next_page(visit, number, value))
        if request.form.get("go") == "erase":
            answering_after.erase(visit, (question,), now())
    except AnswerRefused as refused:
        return tap_page(visit, number, " ".join(messages(refused.rules).values())), 422
    except (LinkDead, AlreadyAnswered):
        return troubles.not_saved(409, can_retry=False)
    if fields_to_keep(request.form):
        return troubles.not_saved(409, can_retry=False)
    return go_to(f"/svar/{number}")


def _number_of(question: Question, visit: Visit) -> int:
    """Where this child is asked the question; one that it is not asked gives way to the last."""
    screens = _instrument(visit).screens
    numbers = {code: screen.number for screen in screens for code in screen.codes}
    return numbers.get(question.code, screens[-1].number)


def _next_page(visit: Visit, number: int, value: str) -> str:
    is_absent = (_question(visit, number).code, value) == (ATTENDED, NOT_THERE)
    is_last = number == _instrument(visit).screens[-1].number
    return SEND_PAGE if is_absent or is_last else f"/svar/{number + 1}"


@blueprint.get(SEND_PAGE)
@opens(Permission.CHILD_SESSION)
def send_page() -> str | Response:
    """The last page: what may be said in words, and the one button that sends it all."""
    visit = current_visit()
    if Phase.AFTER in visit.sent:
        return go_to(THANKS_PAGE)
    if visit.standing is Standing.DEAD:
        raise LinkDead
    if visit.standing is not Standing.AFTER:
        return go_to("/svar/1")
    return turned_away(visit) or _last_page(visit)


@blueprint.post(SEND_PAGE)
@opens(Permission.CHILD_SESSION)
def send_after() -> str | Response | tuple[str, int]:
    """Send once; the receipt is shown only after the commit (SUB-01)."""
    closing = _instrument(current_visit()).closing
    visit = keeping.as_seen(current_visit(), closing)
    said = given_answers(closing, request.form)
    if keeping.is_asked():
        return keeping.keep_words(visit, said)
    if away := turned_away(visit):
        return away
    try:
        if _pressed_something_else(visit, said):
            return go_to(SEND_PAGE)
        fresh = answering_after.send_after(visit, said, now())
    except AnswerRefused as refused:
        return _last_page(visit, said, errors=messages(refused.rules)), 422
    except (LinkDead, AlreadyAnswered) as refusal:
        if isinstance(refusal, AlreadyAnswered) and not any(said.values()):
            return troubles.dead()
        return _last_page(visit, said, troubles.not_received(visit)), 409
    response = go_to(THANKS_PAGE)
    if fresh is not None:
        give_cookie(response, fresh.cookie)
    return response


def _pressed_something_else(visit: Visit, said: Mapping[str, Value]) -> bool:
    """Another language, or away with what was said: nothing is sent."""
    if erased := to_erase(_instrument(visit).closing, request.form):
        answering_after.erase(visit, erased, now())
        return True
    is_other = choose_manner(visit, request.form)
    if is_other:
        answering_after.hold(visit, said, now())
    return is_other


def _last_page(
    visit: Visit,
    said: dict[str, Value] | None = None,
    problem: str = "",
    errors: dict[str, str] | None = None,
) -> str:
    return render_template(
        "child/send.html",
        page=make_last_page(visit, now(), said),
        problem=problem,
        errors=errors or {},
        **page_context(visit),
    )


def _instrument(visit: Visit) -> Instrument:
    return INSTRUMENTS[visit.age_group]


def _question(visit: Visit, number: int) -> Question:
    """The question with this number; the easier questions end one earlier, with the last."""
    instrument = _instrument(visit)
    screen = instrument.screen(number)
    if screen is None and INSTRUMENTS[visit.invitation.age_group].screen(number) is not None:
        screen = instrument.screens[-1]
    if screen is None:
        raise NotFound(str(number))
    return screen.questions[0]

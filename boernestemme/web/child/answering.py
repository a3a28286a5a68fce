"""Answering before a meeting: one question a page, everything skippable, then check and send."""

from flask import Response, make_response, render_template, request

from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead, NotFound
from boernestemme.domain.instruments.before import CHECK_NUMBER, INSTRUMENTS, LAST_SCREEN
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import Phase
from boernestemme.domain.questionnaire import Instrument
from boernestemme.domain.questionnaire import Screen as AskedScreen
from boernestemme.domain.roles import Permission
from boernestemme.services import answering
from boernestemme.services.entering import Visit
from boernestemme.web.child import blueprint, troubles
from boernestemme.web.child.answering_after import THANKS_PAGE, save_tap, tap_page
from boernestemme.web.child.blocks import BlockMaker
from boernestemme.web.child.browser import (
    current_visit,
    forget_everything,
    give_cookie,
    go_to,
    names,
    page_context,
)
from boernestemme.web.child.forms import given_answers, messages
from boernestemme.web.child.screens import make_screen
from boernestemme.web.child.summary import lines
from boernestemme.web.child.waiting import waiting_page
from boernestemme.web.child.wording import WORDING
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now

CHECK_PAGE = "/svar/tjek"


@blueprint.get("/svar/<int:number>")
@opens(Permission.CHILD_SESSION)
def page(number: int) -> str | Response:
    """One page of questions, or what is to be said when there is nothing to ask now."""
    visit = current_visit()
    if Phase.AFTER in visit.sent and visit.standing is Standing.DEAD:
        return go_to(THANKS_PAGE)
    visit = _live_visit()
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
    if number == 1:
        return go_to("/svar/2")
    asked = _screen(visit, number)
    pressed = request.form.get("go")
    try:
        if pressed == "erase":
            answering.erase(visit, asked.questions, now())
            return go_to(f"/svar/{number}")
        if pressed == "skip":
            answering.skip(visit, asked.questions, now())
        else:
            given = given_answers(asked.questions, request.form)
            answering.save(visit, asked.questions, given, now())
    except AnswerRefused as refused:
        return _refused_page(visit, asked, refused)
    except (LinkDead, AlreadyAnswered):
        return troubles.not_saved(409, can_retry=False)
    return go_to(_next_page(number))


def _refused_page(visit: Visit, asked: AskedScreen, refused: AnswerRefused) -> tuple[str, int]:
    posted = given_answers(asked.questions, request.form)
    screen = make_screen(visit, asked, now(), posted=posted, from_check="then" in request.form)
    errors = messages(refused.rules)
    return (
        render_template("child/screen.html", screen=screen, errors=errors, **page_context(visit)),
        422,
    )


def _start_page(visit: Visit) -> str:
    wording, called = WORDING[visit.invitation.age_group], names(visit)
    return render_template(
        "child/start.html",
        title=_(wording.start_title),
        lead=tuple(_(line, **called) for line in wording.start),
        action="/svar/1",
        total=CHECK_NUMBER,
        **page_context(visit),
    )


@blueprint.get(CHECK_PAGE)
@opens(Permission.CHILD_SESSION)
def check() -> str | Response:
    """Is it right? Everything said so far, and the one button that sends it."""
    visit = _live_visit()
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
    closing = given_answers(_instrument(visit).closing, request.form)
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


def _check_page(visit: Visit, problem: str | None = None) -> str:
    instrument, wording = _instrument(visit), WORDING[visit.invitation.age_group]
    maker = BlockMaker(wording, names(visit), visit.draft)
    return render_template(
        "child/check.html",
        lines=lines(instrument, wording, visit.draft, maker),
        keep=maker.block(instrument.closing[0]),
        problem=problem,
        total=CHECK_NUMBER,
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


def _live_visit() -> Visit:
    visit = current_visit()
    if visit.standing is Standing.DEAD:
        raise LinkDead
    return visit


def _instrument(visit: Visit) -> Instrument:
    return INSTRUMENTS[visit.invitation.age_group]


def _screen(visit: Visit, number: int) -> AskedScreen:
    screen = _instrument(visit).screen(number)
    if screen is None:
        raise NotFound(str(number))
    return screen


def _next_page(number: int) -> str:
    if request.form.get("then") == "tjek" or number >= LAST_SCREEN:
        return CHECK_PAGE
    return f"/svar/{number + 1}"

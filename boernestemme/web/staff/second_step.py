"""The second step of signing in: a code from the app, or the app set up for the first time."""

from flask import Blueprint, Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import CodeRefused, SessionGone, TooManyTries
from boernestemme.domain.roles import Permission
from boernestemme.services import second_steps, signing_in
from boernestemme.services.signing_in import WaitsForYes
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff import ways
from boernestemme.web.staff.app_page import app_page, codes_page
from boernestemme.web.staff.browser import cookie, give_cookie, page_context, take_cookie
from boernestemme.web.staff.code_words import TOO_MANY, WRONG
from boernestemme.web.staff.knocking import door
from boernestemme.web.staff.sign_in_form import sign_in_form
from boernestemme.web.staff.waiting_page import waiting_page
from boernestemme.web.tools import now, tools


def add_second_step(blueprint: Blueprint) -> None:
    """Put the second step on a side."""
    blueprint.get("/log-ind/kode")(code_page)
    blueprint.post("/log-ind/kode")(give_code)
    blueprint.get("/log-ind/app")(first_app_page)
    blueprint.post("/log-ind/app")(confirm_first_app)


@opens(Permission.ANYBODY)
def code_page() -> str | Response:
    """Where the code is asked for, of a browser that gave the right password."""
    if not second_steps.waits_for_code(cookie(), now()):
        return make_response(redirect(ways.sign_in_page(), 303))
    return _code_form(None)


@opens(Permission.ANYBODY)
def give_code() -> Response | tuple[str, int]:
    """The right code begins the session, with a cookie of its own."""
    try:
        session = second_steps.give_code(cookie(), request.form.get("code", ""), door(), now())
    except CodeRefused:
        return _code_form(_(WRONG)), 403
    except TooManyTries:
        return _code_form(_(TOO_MANY)), 429
    except SessionGone:
        return _begin_again()
    except WaitsForYes as waits:
        return waiting_page(waits)
    response = make_response(redirect(ways.home_of(signing_in.who(session, now())), 303))
    give_cookie(response, session)
    return response


@opens(Permission.ANYBODY)
def first_app_page() -> str | Response:
    """Where whoever must have an app sets it up before anything else."""
    offer = second_steps.offer(cookie(), tools().sign_in_key, now())
    if offer is None:
        return make_response(redirect(ways.sign_in_page(), 303))
    return app_page(offer, None)


@opens(Permission.ANYBODY)
def confirm_first_app() -> Response | tuple[str, int]:
    """The first code sets the app up and begins the session; the recovery codes are shown."""
    try:
        session, codes = second_steps.confirm(cookie(), request.form.get("code", ""), door(), now())
    except (CodeRefused, TooManyTries) as refused:
        offer = second_steps.offer(cookie(), tools().sign_in_key, now())
        if offer is None:
            return _begin_again()
        is_wrong = isinstance(refused, CodeRefused)
        return app_page(offer, _(WRONG if is_wrong else TOO_MANY)), 403 if is_wrong else 429
    except SessionGone:
        return _begin_again()
    response = make_response(codes_page(codes, signing_in.who(session, now())))
    if session is None:
        take_cookie(response)
    else:
        give_cookie(response, session)
    return response


def _code_form(error: str | None) -> str:
    return render_template(
        "staff/code.html",
        action=request.path,
        again=ways.sign_in_page(),
        error=error,
        **page_context(),
    )


def _begin_again() -> Response:
    text = _("Der gik for lang tid, eller koden var forkert for mange gange. Log ind igen.")
    response = make_response(sign_in_form("", text), 403)
    take_cookie(response)
    return response

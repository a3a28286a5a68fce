"""How one's own account is kept: the app that shows codes, and the recovery codes."""

from flask import Blueprint, Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import CodeRefused, TooManyTries
from boernestemme.domain.roles import Permission, Person
from boernestemme.services import second_factors, second_steps
from boernestemme.services.second_factors import Offer
from boernestemme.web.guard import opens
from boernestemme.web.locale import full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff import ways
from boernestemme.web.staff.app_page import app_page, codes_page
from boernestemme.web.staff.browser import give_cookie, page_context, signed_in
from boernestemme.web.staff.code_words import TOO_MANY, WRONG
from boernestemme.web.staff.knocking import door
from boernestemme.web.tools import now, tools


def add_security(blueprint: Blueprint) -> None:
    """Put the page on a side."""
    blueprint.get("/sikkerhed")(security)
    blueprint.post("/sikkerhed")(change_security)
    blueprint.get("/sikkerhed/app")(new_app_page)
    blueprint.post("/sikkerhed/app")(confirm_new_app)


@opens(Permission.SIGNED_IN)
def security() -> str:
    """How the account is kept."""
    return _page(None)


@opens(Permission.SIGNED_IN)
def change_security() -> Response | tuple[str, int]:
    """Take the app away, or set up another; whoever has one gives a fresh code."""
    person, code = _person(), request.form.get("code", "")
    try:
        if request.form.get("do") == "remove":
            response = make_response(redirect(ways.security_page(), 303))
            give_cookie(response, second_steps.remove(person, code, door(), now()))
            return response
        second_steps.begin_anew(person, code, door(), now())
    except CodeRefused:
        return _page(_(WRONG)), 403
    except TooManyTries:
        return _page(_(TOO_MANY)), 429
    return make_response(redirect(f"{ways.security_page()}/app", 303))


@opens(Permission.SIGNED_IN)
def new_app_page() -> str | Response:
    """The picture for the app; until its first code the old app counts."""
    offer = _offer()
    if offer is None:
        return make_response(redirect(ways.security_page(), 303))
    return app_page(offer, None)


@opens(Permission.SIGNED_IN)
def confirm_new_app() -> Response | tuple[str, int]:
    """The first code of the new app: it counts from now, with new recovery codes."""
    person, error, status = _person(), WRONG, 403
    try:
        session, codes = second_steps.confirm_anew(
            person, request.form.get("code", ""), door(), now()
        )
    except CodeRefused:
        pass
    except TooManyTries:
        error, status = TOO_MANY, 429
    else:
        response = make_response(codes_page(codes, person))
        give_cookie(response, session)
        return response
    offer = _offer()
    if offer is None:
        return make_response(redirect(ways.security_page(), 303))
    return app_page(offer, _(error)), status


def _person() -> Person:
    person = signed_in()
    if person is None:
        raise RuntimeError("the door lets nobody in here who is not signed in")
    return person


def _offer() -> Offer | None:
    return second_factors.offer(_person().id, tools().sign_in_key)


def _page(error: str | None) -> str:
    kept = second_factors.protection(_person())
    return render_template(
        "staff/security.html",
        action=ways.security_page(),
        kept=kept,
        since=full_day(kept.since) if kept.since else "",
        codes_in_all=second_factors.CODES,
        may_remove=not door().factor_required,
        error=error,
        **page_context(),
    )

"""Signing in and out: the same for every role, at the address of each side."""

from flask import Blueprint, Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import SignInRefused, TooManyTries
from boernestemme.domain.roles import Permission
from boernestemme.services import signing_in
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.staff import ways
from boernestemme.web.staff.browser import (
    cookie,
    give_cookie,
    page_context,
    signed_in,
    take_cookie,
)
from boernestemme.web.tools import now, tools

TITLES = {
    "caseworker": N_("Log ind som %(caseworker)s eller leder"),
    "board": N_("Log ind: %(board)s"),
}


def add_account(blueprint: Blueprint) -> None:
    """Put signing in and out on a side."""
    blueprint.get("/log-ind")(sign_in_page)
    blueprint.post("/log-ind")(sign_in)
    blueprint.post("/log-ud")(sign_out)


@opens(Permission.ANYBODY)
def sign_in_page() -> str | Response:
    """Where staff sign in."""
    person = signed_in()
    if person:
        return make_response(redirect(ways.home_of(person), 303))
    return _page("", None)


@opens(Permission.ANYBODY)
def sign_in() -> Response | tuple[str, int]:
    """A right e-mail and password begin a new session; which of them was wrong is never said."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    address, pepper = request.remote_addr or "", tools().settings.form_key
    try:
        session_id = signing_in.sign_in(email.strip(), password, address, now(), pepper)
    except TooManyTries:
        return _page(email, _("Der er prøvet for mange gange. Vent et kvarter.")), 429
    except SignInRefused:
        return _page(email, _("E-mail eller adgangskode passer ikke.")), 403
    person = signing_in.who(session_id, now())
    response = make_response(redirect(ways.home_of(person), 303))
    give_cookie(response, session_id)
    return response


def _page(email: str, error: str | None) -> str:
    settings, title = tools().settings, TITLES[request.blueprint or ""]
    return render_template(
        "staff/sign_in.html",
        title=_(title, caseworker=settings.caseworker_title, board=settings.board_name),
        action=request.path,
        email=email,
        error=error,
        **page_context(),
    )


@opens(Permission.SIGNED_IN)
def sign_out() -> Response:
    """End the session here and on the server."""
    signing_in.sign_out(cookie())
    response = make_response(redirect(ways.sign_in_page(), 303))
    take_cookie(response)
    return response

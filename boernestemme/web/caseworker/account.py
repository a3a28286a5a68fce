"""Signing in and out."""

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import SignInRefused, TooManyTries
from boernestemme.domain.roles import Permission
from boernestemme.services import signing_in
from boernestemme.web.caseworker import SIGN_IN_PAGE, blueprint
from boernestemme.web.caseworker.browser import (
    cookie,
    give_cookie,
    page_context,
    signed_in,
    take_cookie,
)
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now, tools

LIST_PAGE = "/raadgiver/"


@blueprint.get("/log-ind")
@opens(Permission.ANYBODY)
def sign_in_page() -> str | Response:
    """Where staff sign in."""
    if signed_in():
        return make_response(redirect(LIST_PAGE, 303))
    return render_template("caseworker/sign_in.html", email="", error=None, **page_context())


@blueprint.post("/log-ind")
@opens(Permission.ANYBODY)
def sign_in() -> Response | tuple[str, int]:
    """A right e-mail and password begin a new session; which of them was wrong is never said."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    address, pepper = request.remote_addr or "", tools().settings.form_key
    try:
        session_id = signing_in.sign_in(email.strip(), password, address, now(), pepper)
    except TooManyTries:
        return _refused(email, _("Der er prøvet for mange gange. Vent et kvarter."), 429)
    except SignInRefused:
        return _refused(email, _("E-mail eller adgangskode passer ikke."), 403)
    response = make_response(redirect(LIST_PAGE, 303))
    give_cookie(response, session_id)
    return response


def _refused(email: str, error: str, status: int) -> tuple[str, int]:
    page = render_template("caseworker/sign_in.html", email=email, error=error, **page_context())
    return page, status


@blueprint.post("/log-ud")
@opens(Permission.SIGNED_IN)
def sign_out() -> Response:
    """End the session here and on the server."""
    signing_in.sign_out(cookie())
    response = make_response(redirect(SIGN_IN_PAGE, 303))
    take_cookie(response)
    return response

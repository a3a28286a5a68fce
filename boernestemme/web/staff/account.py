"""Signing in and out: the same for every role, at the address of each side."""

from flask import Blueprint, Response, make_response, redirect, request

from boernestemme.domain.errors import SignInRefused, TooManyTries
from boernestemme.domain.roles import Permission
from boernestemme.services import signing_in, signing_on
from boernestemme.services.signing_in import Next, WaitsForYes
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff import ways
from boernestemme.web.staff.browser import cookie, give_cookie, signed_in, take_cookie
from boernestemme.web.staff.knocking import desk, door, takes_passwords
from boernestemme.web.staff.second_step import add_second_step
from boernestemme.web.staff.security import add_security
from boernestemme.web.staff.sign_in_form import sign_in_form
from boernestemme.web.staff.sign_on import add_sign_on, onward_page, to_provider
from boernestemme.web.staff.waiting_page import waiting_page
from boernestemme.web.tools import now, tools

STEPS = {Next.CODE: "/kode", Next.ENROLMENT: "/app"}


def add_account(blueprint: Blueprint) -> None:
    """Put signing in and out on a side."""
    blueprint.get("/log-ind")(sign_in_page)
    blueprint.post("/log-ind")(sign_in)
    blueprint.post("/log-ud")(sign_out)
    add_second_step(blueprint)
    add_sign_on(blueprint)
    add_security(blueprint)


@opens(Permission.ANYBODY)
def sign_in_page() -> str | Response:
    """Where staff sign in."""
    person = signed_in()
    if person:
        return make_response(redirect(ways.home_of(person), 303))
    return sign_in_form("", None)


@opens(Permission.ANYBODY)
def sign_in() -> Response | tuple[str, int]:
    """A right e-mail and password lead on; which of them was wrong is never said."""
    if "provider" in request.form:
        return to_provider(request.form["provider"])
    email, password = request.form.get("email", "").strip(), request.form.get("password", "")
    if not takes_passwords():
        return sign_in_form("", _("Her logger du ind gennem din arbejdsplads.")), 403
    try:
        entry = signing_in.sign_in(email, password, door(), now())
    except TooManyTries:
        return sign_in_form(email, _("Der er prøvet for mange gange. Vent et kvarter.")), 429
    except SignInRefused:
        return sign_in_form(email, _("E-mail eller adgangskode passer ikke.")), 403
    except WaitsForYes as waits:
        return waiting_page(waits)
    signing_in.sign_out(cookie())  # what this browser had before ends here
    if entry.leads_to is Next.IN:
        onward = ways.home_of(signing_in.who(entry.cookie, now()))
    else:
        onward = ways.sign_in_page() + STEPS[entry.leads_to]
    response = make_response(redirect(onward, 303))
    give_cookie(response, entry.cookie)
    return response


@opens(Permission.SIGNED_IN)
def sign_out() -> Response:
    """End the session here, on the server, and where it came from."""
    provider = signing_on.provider_of(cookie(), tools().settings.sign_on)
    signing_in.sign_out(cookie())
    leaves_to = f"{tools().settings.staff_url}{ways.sign_in_page()}"
    address = signing_on.way_out(provider, desk(), leaves_to) if provider else None
    if provider is not None and address is not None:
        response = onward_page(provider, address, _("Du bliver også logget ud dér."))
    else:
        response = make_response(redirect(ways.sign_in_page(), 303))
    take_cookie(response)
    return response

"""The staff's browser: its one cookie, who is signed in, and what every page is given."""

from typing import Any

from flask import Response, g, request, url_for

from boernestemme.domain.roles import Person
from boernestemme.services.signing_in import who
from boernestemme.web import cookies, form_token
from boernestemme.web.assets import addresses
from boernestemme.web.locale import page_language
from boernestemme.web.staff.ways import home_of, security_page, sign_out_page, ways_of
from boernestemme.web.tools import now, tools

COOKIE = cookies.STAFFS


def cookie() -> str | None:
    """The opaque id this browser brought, if any."""
    return cookies.read_cookie(COOKIE)


def give_cookie(response: Response, value: str) -> None:
    """Let the browser keep its opaque id until it is closed."""
    cookies.set_cookie(response, COOKIE, value)


def take_cookie(response: Response) -> None:
    """Make the browser forget its opaque id."""
    cookies.delete_cookie(response, COOKIE)


def signed_in() -> Person | None:
    """Who is signed in here, looked up once a request."""
    if "person" not in g:
        g.person = who(cookie(), now())
    found: Person | None = g.person
    return found


def token_bound_to() -> str:
    """What this browser's form tokens are bound to: its session, or the page it stands at."""
    return (cookie() if signed_in() else None) or request.path


def page_context() -> dict[str, Any]:
    """What every page of the staff is given, in the look of the side it is on."""
    person, settings = signed_in(), tools().settings
    return {
        "person": person,
        "home": home_of(person),
        "ways": ways_of(person),
        "sign_out": sign_out_page(),
        "security": security_page(),
        "csrf_token": form_token.issue(settings.form_key, token_bound_to()),
        "favicon_url": url_for("assets.favicon"),
        **page_language(),
        **addresses(request.blueprint or ""),
    }

"""Signing in through one's own workplace: out to it, and back from it.

A policy of ours keeps forms from leading to other addresses, so a page of our own leads on.
"""

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)

from boernestemme.domain.errors import SignOnRefused, TooManyTries
from boernestemme.domain.roles import Permission
from boernestemme.domain.sign_on import Provider
from boernestemme.services import signing_in, signing_on
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff import ways
from boernestemme.web.staff.browser import cookie, give_cookie, page_context
from boernestemme.web.staff.knocking import BACK, desk, door, providers
from boernestemme.web.staff.sign_in_form import sign_in_form
from boernestemme.web.staff.sign_on_words import OUT_OF_ORDER, REFUSED
from boernestemme.web.tools import now


def add_sign_on(blueprint: Blueprint) -> None:
    """Put the way back on a side; the way out is a form of the sign-in page."""
    blueprint.get(f"{BACK}/<municipality>")(from_provider)


def to_provider(municipality: str) -> Response:
    """Send the browser to its workplace's sign-on, where this side has it."""
    provider = next((one for one in providers() if one.municipality == municipality), None)
    try:
        if provider is None:
            raise SignOnRefused("state")
        departure = signing_on.begin(municipality, desk(), door(), now())
    except SignOnRefused as refused:
        return _refused(refused)
    except TooManyTries:
        said = _("Der er prøvet for mange gange. Vent et kvarter.")
        return make_response(sign_in_form("", said), 429)
    signing_in.sign_out(cookie())
    response = onward_page(provider, departure.address, _("Du logger ind dér."))
    give_cookie(response, departure.cookie)
    return response


@opens(Permission.ANYBODY)
def from_provider(municipality: str) -> Response:
    """Back from there. This GET changes something, as only the browser that was sent can."""
    if request.method == "HEAD":
        return make_response("", 204)
    try:
        session = signing_on.come_back(cookie(), municipality, request.args, desk(), now())
    except SignOnRefused as refused:
        return _refused(refused)
    response = make_response(redirect(ways.home_of(signing_in.who(session, now())), 303))
    give_cookie(response, session)
    return response


def onward_page(provider: Provider, address: str, what_then: str) -> Response:
    """A page that leads to the provider by itself, or by a tap."""
    page = render_template(
        "staff/onward.html",
        title=_("Videre til %(name)s", name=provider.name),
        text=what_then,
        address=address,
        **page_context(),
    )
    return make_response(page)


def _refused(refused: SignOnRefused) -> Response:
    current_app.logger.warning("sign-on refused: %s %s", refused.rule, refused.detail)
    page = render_template(
        "staff/not_let_in.html",
        text=_(REFUSED[refused.rule]),
        again=ways.sign_in_page(),
        **page_context(),
    )
    return make_response(page, 503 if refused.rule in OUT_OF_ORDER else 403)

"""Where somebody new chooses a password, by a link that works once."""

from flask import Response, render_template, request

from boernestemme.domain.errors import EntryRefused, NotFound
from boernestemme.domain.roles import Permission
from boernestemme.services import signing_up
from boernestemme.services.signing_up import NewPassword
from boernestemme.web.administration import blueprint
from boernestemme.web.administration.acting import go_to
from boernestemme.web.administration.wording import messages
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context
from boernestemme.web.staff.pages import message_page
from boernestemme.web.staff.sign_in_form import JUST_CHOSEN
from boernestemme.web.staff.ways import sign_in_page
from boernestemme.web.tools import now

HERE = "/velkommen/<token>"


@blueprint.get(HERE)
@opens(Permission.ANYBODY)
def welcome(token: str) -> str | tuple[str, int]:
    """Whose link it is; looking spends nothing."""
    return _page(token, {})


@blueprint.post(HERE)
@opens(Permission.ANYBODY)
def choose_password(token: str) -> Response | str | tuple[str, int]:
    """Spend the link for a password, and go on to sign in with it."""
    given = NewPassword(request.form.get("password", ""), request.form.get("again", ""))
    try:
        signing_up.choose_password(token, given, now())
    except EntryRefused as refused:
        return _page(token, messages(refused.rules))
    except NotFound:
        return _over()
    return go_to(f"{sign_in_page()}?{JUST_CHOSEN}")


def _page(token: str, errors: dict[str, str]) -> str | tuple[str, int]:
    try:
        email = signing_up.look(token, now())
    except NotFound:
        return _over()
    page = render_template(
        "administration/welcome.html",
        action=request.path,
        email=email,
        errors=errors,
        **page_context(),
    )
    return (page, 422) if errors else page


def _over() -> tuple[str, int]:
    text = _("Det kan kun bruges én gang og i tre dage. Bed jeres administrator om et nyt.")
    return message_page(_("Linket virker ikke mere"), text, 404)

"""The case worker's side: signed in, closed by default, and only one's own meetings."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request

from boernestemme.domain.errors import CannotOpen, NotFound, NotPermitted
from boernestemme.domain.roles import Permission
from boernestemme.web import form_token
from boernestemme.web.caseworker.browser import page_context, signed_in, token_bound_to
from boernestemme.web.guard import asked_permission, changes_something, comes_from_elsewhere
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import tools

blueprint = Blueprint("caseworker", __name__, template_folder="templates", url_prefix="/raadgiver")
SIGN_IN_PAGE = "/raadgiver/log-ind"
NOT_KEPT = frozenset({"csrf_token", "password"})


@blueprint.before_request
def check_who_asks() -> Response | tuple[str, int] | None:
    """Closed by default; a permission needs a person, and a form needs our own token."""
    permission = asked_permission()
    if changes_something() and comes_from_elsewhere():
        abort(403)
    person = signed_in()
    if permission is not Permission.ANYBODY:
        if person is None and changes_something():
            return try_again_page(
                _("Du er logget ud. Log ind i en ny fane, og kom så tilbage hertil."), 403
            )
        if person is None:
            return make_response(redirect(SIGN_IN_PAGE, 303))
        if not person.may(permission):
            raise NotPermitted(permission)
    if changes_something() and not _token_fits():
        return try_again_page(_("Siden var for gammel. Her er det, du skrev."), 400)
    return None


def _token_fits() -> bool:
    token = request.form.get("csrf_token")
    return form_token.fits(tools().settings.form_key, token_bound_to(), token)


def problem_page(text: str, status: int) -> tuple[str, int]:
    """Something could not be done: why, and what to do."""
    page = render_template(
        "caseworker/problem.html", title=_("Det gik ikke"), text=text, **page_context()
    )
    return page, status


def try_again_page(text: str, status: int) -> tuple[str, int]:
    """A form that could not be taken now; everything in it is kept, to be sent again."""
    kept = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_KEPT]
    page = render_template(
        "caseworker/try_again.html",
        title=_("Ikke gemt endnu"),
        text=text,
        action=request.path,
        fields=kept,
        written=[value for name, value in kept if name.startswith("own-") and value.strip()],
        sign_in=SIGN_IN_PAGE,
        **page_context(),
    )
    return page, status


@blueprint.errorhandler(NotFound)
def not_found(_error: NotFound) -> tuple[str, int]:
    """There is none, or the asker may not know of it: the same page."""
    page = render_template(
        "caseworker/not_found.html",
        title=_("Siden findes ikke"),
        text=_("Enten findes den ikke, eller også er den ikke din."),
        **page_context(),
    )
    return page, 404


@blueprint.errorhandler(NotPermitted)
def not_permitted(_error: NotPermitted) -> tuple[str, int]:
    """Signed in, but with a role that does not open this."""
    page = render_template(
        "caseworker/not_allowed.html",
        title=_("Den side er ikke for dig"),
        text=_("Din rolle giver ikke adgang hertil."),
        **page_context(),
    )
    return page, 403


@blueprint.errorhandler(CannotOpen)
def cannot_open(_error: CannotOpen) -> tuple[str, int]:
    """An envelope that does not open is an alarm, never an empty answer (CRY-10)."""
    return problem_page(
        _("Svaret kan ikke vises. Sig det straks til den, der driver systemet."), 500
    )


# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.caseworker import account, links, meetings  # noqa: E402, F401

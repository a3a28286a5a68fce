"""The door of a staff's side: closed by default, a person for a permission, our token in a form."""

from flask import Blueprint, Response, abort, make_response, redirect, request

from boernestemme.domain.errors import NotFound, NotPermitted
from boernestemme.domain.roles import Permission
from boernestemme.services.signing_in import work_for
from boernestemme.web import form_token
from boernestemme.web.guard import asked_permission, changes_something, comes_from_elsewhere
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import signed_in, token_bound_to
from boernestemme.web.staff.pages import not_found, not_permitted, try_again_page
from boernestemme.web.staff.refusals import note_refusals
from boernestemme.web.staff.ways import sign_in_page
from boernestemme.web.tools import tools


def keep_door(blueprint: Blueprint) -> None:
    """Check who asks for any page of the side, and tell kindly who may not."""
    blueprint.before_request(_check_who_asks)
    note_refusals(blueprint)
    blueprint.register_error_handler(NotFound, not_found)
    blueprint.register_error_handler(NotPermitted, not_permitted)


def _check_who_asks() -> Response | tuple[str, int] | None:
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
            return make_response(redirect(sign_in_page(), 303))
        if not person.may(permission):
            raise NotPermitted(permission)
        work_for(person)
    if changes_something() and not _token_fits():
        return try_again_page(_("Siden var for gammel. Her er det, du skrev."), 400)
    return None


def _token_fits() -> bool:
    token = request.form.get("csrf_token")
    return form_token.fits(tools().settings.form_key, token_bound_to(), token)

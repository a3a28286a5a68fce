"""Who acts on the administrator's side: for its own municipality, and noted."""

from flask import Response, make_response, redirect

from boernestemme.domain.errors import NotPermitted
from boernestemme.services.access import Setting
from boernestemme.services.offices import Office, office_of
from boernestemme.web.staff.browser import signed_in
from boernestemme.web.tools import now, tools


def office() -> Office:
    """The signed-in administrator's office. Raises NotPermitted."""
    person = signed_in()
    if person is None:
        raise NotPermitted("not signed in")
    return office_of(Setting(person, now(), tools().days))


def go_to(address: str) -> Response:
    """On to another page of ours, fetched by GET."""
    return make_response(redirect(address, 303))

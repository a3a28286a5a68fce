"""Where to tell of a hole: security.txt (RFC 9116), the same on every door."""

from datetime import timedelta

from flask import Blueprint, Response, abort

from boernestemme.domain.roles import Permission
from boernestemme.web.guard import opens
from boernestemme.web.tools import now, tools

blueprint = Blueprint("well_known", __name__)
ADDRESS = "/.well-known/security.txt"
GOOD_FOR = timedelta(days=180)  # RFC 9116 asks for less than a year


@blueprint.get(ADDRESS)
@opens(Permission.ANYBODY)
def security_txt() -> Response:
    """Whom to write to. There is none where the installation names nobody."""
    contact = tools().settings.contacts.security
    if not contact:
        abort(404)
    until = (now() + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {contact}",
        f"Expires: {until}",
        "Preferred-Languages: da, en",
        *(f"Canonical: {door}{ADDRESS}" for door in _doors()),
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _doors() -> list[str]:
    """The addresses of the doors this process serves, as far as they are known and safe."""
    settings, served = tools().settings, tools().audiences
    known = {"child": settings.child_url, "caseworker": settings.staff_url}
    found = [known.get(audience, "") for audience in served]
    return [one for one in found if one.startswith("https://")]

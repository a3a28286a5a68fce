"""The accessibility statement on a door that serves no children."""

from flask import Blueprint, Response

from boernestemme.domain.roles import Permission
from boernestemme.web.guard import opens
from boernestemme.web.staff.own_settings import own_settings
from boernestemme.web.statement import to_statement

blueprint = Blueprint("accessibility", __name__)


@blueprint.get("/was")
@opens(Permission.ANYBODY)
def accessibility() -> Response | tuple[str, int]:
    """On to the statement of one's own municipality, or the installation's."""
    return to_statement(own_settings())

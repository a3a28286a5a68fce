"""The accessibility statement on a door that serves no children."""

from flask import Blueprint, Response, render_template, url_for

from boernestemme.domain.roles import Permission
from boernestemme.web.assets import addresses
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import page_language
from boernestemme.web.staff.own_settings import own_settings
from boernestemme.web.staff.ways import DOORS
from boernestemme.web.statement import NO_STATEMENT, to_statement
from boernestemme.web.tools import tools

blueprint = Blueprint("accessibility", __name__)


@blueprint.get("/was")
@opens(Permission.ANYBODY)
def accessibility() -> Response | str:
    """On to the statement of one's own municipality, or the installation's."""
    return to_statement(own_settings()) or _no_statement()


def _no_statement() -> str:
    door = "caseworker" if "caseworker" in tools().audiences else "board"
    return render_template(
        "staff/no_statement.html",
        text=_(NO_STATEMENT),
        home=f"{DOORS[door]}/log-ind",  # which leads whoever is signed in home
        is_public=door == "board",  # who shows the numbers to everybody
        favicon_url=url_for("assets.favicon"),
        **page_language(),
        **addresses("numbers"),
    )

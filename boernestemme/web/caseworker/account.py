"""The case worker's side is where its staff sign in, and where an administrator is told the way."""

from boernestemme.domain.roles import Permission
from boernestemme.web.caseworker import blueprint
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.account import add_account
from boernestemme.web.staff.pages import message_page
from boernestemme.web.staff.ways import ADMINISTRATION

add_account(blueprint)


@blueprint.get(ADMINISTRATION)
@opens(Permission.SIGNED_IN)
def administration() -> tuple[str, int]:
    """Where administrators land: users and municipalities have no pages."""
    text = _("Brugere og kommuner ændres på kommandolinjen: boernestemme user og municipality.")
    return message_page(_("Administration"), text, 200)

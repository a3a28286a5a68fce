"""The privacy page on a door that serves no children: the same text, in the staff's look."""

from flask import Blueprint, render_template, url_for

from boernestemme.domain.local_settings import LocalSettings
from boernestemme.domain.roles import Permission, Role
from boernestemme.services import local_settings
from boernestemme.web.assets import addresses
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import page_language
from boernestemme.web.privacy import privacy_page
from boernestemme.web.staff.browser import signed_in
from boernestemme.web.tools import usual_settings

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/privatliv")
@opens(Permission.ANYBODY)
def privacy() -> str:
    """The privacy page, with the contact of one's own municipality or the installation's."""
    page = privacy_page(_own_settings().over(usual_settings()), _("din rådgiver"))
    return render_template(
        "staff/privacy.html",
        page=page,
        favicon_url=url_for("assets.favicon"),
        **page_language(),
        **addresses("numbers"),
    )


def _own_settings() -> LocalSettings:
    """What the municipality of whoever is signed in has set; the board has no municipality."""
    person = signed_in()
    if person is None or person.role is Role.BOARD:
        return LocalSettings()
    return local_settings.of(person.municipality)

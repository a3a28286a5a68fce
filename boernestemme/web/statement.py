"""The way on to the accessibility statement, or a plain page where none is published."""

from flask import Response, make_response, redirect

from boernestemme.domain.local_settings import LocalSettings
from boernestemme.web.errors import plain_page
from boernestemme.web.locale import gettext as _


def to_statement(local: LocalSettings) -> Response | tuple[str, int]:
    """On to where the statement lies, under a municipality's settings or the installation's."""
    if local.accessibility_address:
        return make_response(redirect(local.accessibility_address))
    text = _("Det står her ikke endnu. Er der noget, du ikke kan bruge? Sig det til kommunen.")
    return plain_page(_("Kan alle bruge siden?"), text, 200)

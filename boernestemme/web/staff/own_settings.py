"""What the municipality of whoever is signed in has set, over what the installation has."""

from flask import g

from boernestemme.domain.local_settings import LocalSettings
from boernestemme.domain.roles import Role
from boernestemme.services import local_settings
from boernestemme.web.staff.browser import signed_in
from boernestemme.web.tools import usual_settings


def own_settings() -> LocalSettings:
    """Looked up once a request, and only where a page says it; the board has no municipality."""
    if "own_settings" not in g:
        person, usual = signed_in(), usual_settings()
        if person is None or person.role is Role.BOARD:
            g.own_settings = usual
        else:
            g.own_settings = local_settings.of(person.municipality).over(usual)
    found: LocalSettings = g.own_settings
    return found


def caseworker_title() -> str:
    """What a case worker is called here."""
    return own_settings().caseworker_title

"""What signing in takes from the request and the settings: one door, one desk, whose providers."""

from flask import request

from boernestemme.domain.address_class import address_class
from boernestemme.domain.roles import BOARD_CODE
from boernestemme.domain.sign_on import Provider
from boernestemme.services.signing_in import Door
from boernestemme.services.signing_on import Desk
from boernestemme.web.staff import ways
from boernestemme.web.tools import tools

BACK = "/log-ind/tilbage"


def door() -> Door:
    """Where this browser knocks."""
    settings = tools().settings
    return Door(
        address_class(request.remote_addr or ""),
        settings.form_key,
        tools().sign_in_key,
        settings.sign_on.second_factor_required,
    )


def desk() -> Desk:
    """Who may be asked in somebody's place, and where they send people back to."""
    asks, settings = tools().providers, tools().settings
    if asks is None:
        raise RuntimeError("this process serves no staff and asks no provider")
    return Desk(settings.sign_on, asks, f"{settings.staff_url}{ways.base()}{BACK}")


def providers() -> tuple[Provider, ...]:
    """The providers of this side: the board's on the board's, the municipalities' on the other."""
    is_boards = request.blueprint == "board"
    found = tools().settings.sign_on.providers
    return tuple(
        sorted(
            (one for one in found if (one.municipality == BOARD_CODE) == is_boards),
            key=lambda one: one.name.casefold(),
        )
    )


def takes_passwords() -> bool:
    """True where local accounts sign in here."""
    return tools().settings.sign_on.local_accounts or not providers()

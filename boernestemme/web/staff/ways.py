"""Where each side signs in, where each role is at home, and the ways on above its pages."""

from dataclasses import dataclass

from flask import request

from boernestemme.domain.roles import Person, Role
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import tools

# A side by the name of its blueprint, and the address that its signing in and out stand under.
DOORS = {
    "caseworker": "/raadgiver",
    "leader": "/raadgiver",
    "administration": "/raadgiver",
    "board": "/styrelse",
}


@dataclass(frozen=True)
class Way:
    """One link above the page."""

    address: str
    label: str


@dataclass(frozen=True)
class Home:
    """A role's own pages, the first of them its home, and the audience that serves them."""

    audience: str
    ways: tuple[Way, ...]


HOMES = {
    Role.CASEWORKER: Home(
        "caseworker",
        (Way("/raadgiver/", N_("Møder")), Way("/raadgiver/nyt-link", N_("Nyt link"))),
    ),
    Role.LEADER: Home(
        "caseworker",
        (
            Way("/leder/", N_("Overblik")),
            Way("/leder/tal", N_("Kommunens tal")),
            Way("/leder/log", N_("Loggen")),
        ),
    ),
    Role.BOARD: Home("board", (Way("/styrelse/", N_("Udgivelser")),)),
    Role.ADMINISTRATOR: Home(
        "caseworker",
        (
            Way("/administration/", N_("Overblik")),
            Way("/administration/personer/", N_("Personer")),
            Way("/administration/team/", N_("Teams")),
            Way("/administration/kommunen/", N_("Kommunen")),
            Way("/leder/log", N_("Loggen")),
        ),
    ),
}
NUMBERS_OF = frozenset({Role.LEADER, Role.BOARD})
NUMBERS = Home("board", (Way("/tal/", N_("Tallene")),))


def base() -> str:
    """What the addresses of signing in and out begin with, on the side that is asked for."""
    return DOORS[request.blueprint or ""]


def sign_in_page() -> str:
    """Where one signs in to the side that is asked for."""
    return f"{base()}/log-ind"


def security_page() -> str:
    """Where one sees how one's own account is kept."""
    return f"{base()}/sikkerhed"


def sign_out_page() -> str:
    """Where one signs out of it."""
    return f"{base()}/log-ud"


def home_of(person: Person | None) -> str:
    """Where a person is at home; where this process has no page for the role, its front page.

    (That page then says that it is for others.)
    """
    served = _served(HOMES[person.role]) if person else ()
    return served[0].address if served else f"{DOORS[request.blueprint or '']}/"


def ways_of(person: Person | None) -> tuple[Way, ...]:
    """The links above the page: what the role has, as far as this process serves it."""
    if person is None:
        return ()
    more = _served(NUMBERS) if person.role in NUMBERS_OF else ()
    return tuple(Way(way.address, _(way.label)) for way in (*_served(HOMES[person.role]), *more))


def _served(home: Home) -> tuple[Way, ...]:
    return home.ways if home.audience in tools().audiences else ()

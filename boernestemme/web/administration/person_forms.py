"""The form of a person: what is chosen among, what was sent, and what stands there now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import request

from boernestemme.domain.roles import Role
from boernestemme.services.keeping_people import ROLES as POSSIBLE
from boernestemme.services.keeping_people import Details
from boernestemme.services.keeping_teams import Team
from boernestemme.services.listing_people import Someone
from boernestemme.web.administration.wording import ROLES
from boernestemme.web.locale import gettext as _

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PersonForm:
    """The fields of a person as they stand on the page."""

    first_name: str = ""
    role: str = Role.CASEWORKER
    team: str = ""
    backup: str = ""
    email: str = ""

    def details(self) -> Details:
        """The fields as the service takes them; a role nobody can give is the board's."""
        role = Role(self.role) if self.role in set(POSSIBLE) else Role.BOARD
        return Details(self.first_name, role, self.team or None, self.backup or None)


def sent() -> PersonForm:
    """What was sent."""
    return PersonForm(**{name: request.form.get(name, "") for name in PersonForm.__annotations__})


def form_of(someone: Someone) -> PersonForm:
    """What stands there now."""
    return PersonForm(
        someone.first_name,
        someone.role,
        someone.team_id or "",
        someone.backup_id or "",
        someone.email,
    )


def options(
    people: Iterable[Someone], teams: Iterable[Team], but: str = ""
) -> Mapping[str, Options]:
    """What can be chosen in each field; nobody is their own backup reader."""
    readers = (
        (one.id, one.first_name) for one in people if one.can_be_given_meetings and one.id != but
    )
    return {
        "role": tuple((role.value, _(ROLES[role])) for role in POSSIBLE),
        "team": (("", _("Intet team")), *((team.id, team.name) for team in teams)),
        "backup": (("", _("Ingen fast makker")), *readers),
    }

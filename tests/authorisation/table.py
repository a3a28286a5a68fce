"""Who may open what: the whole matrix in a few rules, written apart from the program's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.roles import Permission

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
Routes = Mapping[str, tuple[str, str, Permission]]


class Role(StrEnum):
    """Who asks."""

    NOBODY = "nobody"
    CHILD = "child with a link"
    CASEWORKER = "case worker"
    LEADER = "team leader"
    ADMINISTRATOR = "administrator"
    BOARD = "board member"


class Relation(StrEnum):
    """What the meeting, person or team in the address is to whoever asks."""

    OWN = "own"
    BACKUP = "backup reader, whose turn it is"
    TEAM = "same team"
    OTHER = "other municipality"


class Told(StrEnum):
    """What whoever asks is told."""

    OPEN = "it opens"
    SIGN_IN = "sign in first"
    NOT_YOURS = "403: not for your role"
    UNKNOWN = "404: there is none, or it is not yours"
    NO_SESSION = "no child is in here"
    NO_METHOD = "405"
    UNDECLARED = "stands on no list"


# Which permission which role holds.
HOLDS = {
    Permission.SIGNED_IN: {Role.CASEWORKER, Role.LEADER, Role.ADMINISTRATOR, Role.BOARD},
    Permission.INVITE: {Role.CASEWORKER},
    Permission.READ_MEETING: {Role.CASEWORKER},
    Permission.SEE_COUNTS: {Role.LEADER},
    Permission.HAND_OVER: {Role.LEADER},
    Permission.CONFIRM_COLLEAGUE: {Role.LEADER},
    Permission.TELL_READERS: {Role.LEADER},
    Permission.SIGN_LOG: {Role.LEADER, Role.ADMINISTRATOR},
    Permission.ADMINISTER: {Role.ADMINISTRATOR},
    Permission.APPROVE_RELEASE: {Role.BOARD},
}
# Whose meeting, person or team it may be, where the address names one. A leader gives on what
# nobody looks after any more: here that is one's own and what one steps in for.
NAMED = ("<meeting_id>", "<person_id>", "<team_id>")
READERS = {Relation.OWN, Relation.BACKUP}
HERE = {*READERS, Relation.TEAM}
WHOSE = {
    Permission.READ_MEETING: READERS,
    Permission.INVITE: READERS,
    Permission.HAND_OVER: READERS,
    Permission.TELL_READERS: HERE,
    Permission.CONFIRM_COLLEAGUE: HERE,
    Permission.ADMINISTER: HERE,
}


@dataclass(frozen=True)
class Cell:
    """One question of the matrix; ``endpoint`` is None where the address has no such method."""

    address: str
    endpoint: str | None
    role: Role
    relation: Relation
    method: str

    @property
    def names(self) -> bool:
        """True where the address names something that is somebody's."""
        return any(gap in self.address for gap in NAMED)


def promised(cell: Cell, routes: Routes) -> Told:
    """What this cell must tell, by the written list of routes and the rules above."""
    if cell.endpoint is None:
        return Told.NO_METHOD
    if cell.endpoint not in routes:
        return Told.UNDECLARED
    permission = routes[cell.endpoint][2]
    if permission in {Permission.ANYBODY, Permission.CHILD_SESSION}:
        is_open = permission is Permission.ANYBODY or cell.role is Role.CHILD
        return Told.OPEN if is_open else Told.NO_SESSION
    return _told_staff(cell, permission)


def _told_staff(cell: Cell, permission: Permission) -> Told:
    if cell.role in {Role.NOBODY, Role.CHILD}:
        return Told.SIGN_IN
    if cell.role not in HOLDS[permission]:
        return Told.NOT_YOURS
    is_theirs = not cell.names or cell.relation in WHOSE[permission]
    return Told.OPEN if is_theirs else Told.UNKNOWN

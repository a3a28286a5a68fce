"""Who may do what: one table of roles and permissions, and the rule on whose meeting it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from boernestemme.domain.working_days import READ_WITHIN, WorkingDays

# The board's accounts and its access log stand under this code, which no municipality has.
BOARD_CODE = "0000"


class Role(StrEnum):
    """What an account is for; an account has one."""

    CASEWORKER = "caseworker"
    LEADER = "leader"
    ADMINISTRATOR = "admin"
    BOARD = "board"


class Permission(StrEnum):
    """What a route asks for. ``ANYBODY`` and ``CHILD_SESSION`` need no account."""

    ANYBODY = "anybody"
    CHILD_SESSION = "child_session"
    SIGNED_IN = "signed_in"
    INVITE = "invite"
    READ_MEETING = "read_meeting"
    SEE_COUNTS = "see_counts"
    APPROVE_RELEASE = "approve_release"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CASEWORKER: frozenset(
        {Permission.SIGNED_IN, Permission.INVITE, Permission.READ_MEETING},
    ),
    Role.LEADER: frozenset({Permission.SIGNED_IN, Permission.SEE_COUNTS}),
    Role.ADMINISTRATOR: frozenset({Permission.SIGNED_IN}),
    Role.BOARD: frozenset({Permission.SIGNED_IN, Permission.APPROVE_RELEASE}),
}


@dataclass(frozen=True)
class Person:
    """A signed-in member of staff, as services see one."""

    id: str
    role: Role
    municipality: str
    first_name: str

    def may(self, permission: Permission) -> bool:
        """True when the role holds this permission at all; whose meeting it is comes after."""
        return permission in PERMISSIONS[self.role]


@dataclass(frozen=True)
class Charge:
    """Whose meeting it is, and what decides whether the backup reader's turn has come.

    ``unread_since`` is the day words arrived that nobody has read; ``reply_due`` the day the
    child should have its reply, while wishes are unanswered. Both are None when nothing waits.
    ``wants_another`` is True while the child waits to talk to another than the case worker.
    """

    municipality: str
    caseworker_id: str
    backup_id: str
    caseworker_is_active: bool
    unread_since: date | None = None
    reply_due: date | None = None
    wants_another: bool = False


def may_read(person: Person, charge: Charge, days: WorkingDays, today: date) -> bool:
    """True for the named case worker, and for the backup reader once it is their turn."""
    if person.municipality != charge.municipality or not person.may(Permission.READ_MEETING):
        return False
    if person.id == charge.caseworker_id:
        return True
    return person.id == charge.backup_id and is_backups_turn(charge, days, today)


def may_read_after_words(person: Person, charge: Charge, days: WorkingDays, today: date) -> bool:
    """True for whoever may read the meeting, and for the backup reader the child waits for.

    That wait opens what the child said after the meeting and nothing else: its wishes, the
    replies and the link stay closed until the backup reader's turn has come anyway.
    """
    if may_read(person, charge, days, today):
        return True
    is_reader = person.municipality == charge.municipality and person.may(Permission.READ_MEETING)
    return is_reader and person.id == charge.backup_id and charge.wants_another


def is_backups_turn(charge: Charge, days: WorkingDays, today: date) -> bool:
    """True when the backup reader must step in.

    That is when the case worker's account is closed, when the child's own words, from before or
    after the meeting, have lain unread for a working day, or when its wishes are still unanswered
    after the day they were due.
    """
    if not charge.caseworker_is_active:
        return True
    if charge.unread_since and today > days.after(charge.unread_since, READ_WITHIN):
        return True
    return charge.reply_due is not None and today > charge.reply_due

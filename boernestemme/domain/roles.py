"""Who may do what: tables of roles, permissions and readers, and whose meeting it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from boernestemme.domain.meeting import Phase
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
    HAND_OVER = "hand_over"
    CONFIRM_COLLEAGUE = "confirm_colleague"
    SIGN_LOG = "sign_log"
    TELL_READERS = "tell_readers"
    APPROVE_RELEASE = "approve_release"
    ADMINISTER = "administer"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CASEWORKER: frozenset(
        {Permission.SIGNED_IN, Permission.INVITE, Permission.READ_MEETING},
    ),
    Role.LEADER: frozenset(
        {
            Permission.SIGNED_IN,
            Permission.SEE_COUNTS,
            Permission.HAND_OVER,
            Permission.CONFIRM_COLLEAGUE,
            Permission.SIGN_LOG,
            Permission.TELL_READERS,
        },
    ),
    Role.ADMINISTRATOR: frozenset(
        {Permission.SIGNED_IN, Permission.ADMINISTER, Permission.SIGN_LOG},
    ),
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


class Reader(StrEnum):
    """Everybody who may read here what a child said, by what makes it so.

    The page *Hvem læser det?* has a sentence for each of them. What the law gives others, the
    child's parents among them, is given by the municipality from its own files, never here.
    """

    CASEWORKER = "caseworker"
    BACKUP_IN_TURN = "backup_in_turn"
    BACKUP_ASKED_FOR = "backup_asked_for"


# The case worker is the one the meeting is entrusted to now: after a hand-over the new one alone.
# Whom the child asks for learns what it said after the meeting, and nothing from before it.
READS: dict[Reader, frozenset[Phase]] = {
    Reader.CASEWORKER: frozenset(Phase),
    Reader.BACKUP_IN_TURN: frozenset(Phase),
    Reader.BACKUP_ASKED_FOR: frozenset({Phase.AFTER}),
}


def may_read(person: Person, charge: Charge, days: WorkingDays, today: date) -> bool:
    """True for the named case worker, and for the backup reader once it is their turn."""
    reader = reader_of(person, charge, days, today)
    return reader is not None and Phase.BEFORE in READS[reader]


def may_read_after_words(person: Person, charge: Charge, days: WorkingDays, today: date) -> bool:
    """True for whoever may read the meeting, and for the backup reader the child waits for.

    That wait opens what the child said after the meeting and nothing else: its wishes, the
    replies and the link stay closed until the backup reader's turn has come anyway.
    """
    reader = reader_of(person, charge, days, today)
    return reader is not None and Phase.AFTER in READS[reader]


def reader_of(person: Person, charge: Charge, days: WorkingDays, today: date) -> Reader | None:
    """As what this person may read, or None for everybody else."""
    if person.municipality != charge.municipality or not person.may(Permission.READ_MEETING):
        return None
    if person.id == charge.caseworker_id:
        return Reader.CASEWORKER
    if person.id != charge.backup_id:
        return None
    if is_backups_turn(charge, days, today):
        return Reader.BACKUP_IN_TURN
    return Reader.BACKUP_ASKED_FOR if charge.wants_another else None


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

"""The right to answer once in each phase: when a link is live, what it opens, when it is dead."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boernestemme.domain.meeting import AgeGroup, Phone, Settled
from boernestemme.domain.shared_words import WordPair

WRONG_PICKS_ALLOWED = 5
MANY_STARTS = 4


class Standing(StrEnum):
    """What a live link opens now, seen from the child's side."""

    BEFORE = "before"
    AFTER = "after"
    WAIT = "wait"
    DEAD = "dead"


@dataclass(frozen=True)
class Invitation:
    """All that the child's side may know of one link.

    ``answered_on`` is the day of the answer before the meeting, not a moment: nothing finer is
    stored (CRY-05). Of the answer after it only that it was given is known. ``chain_id`` is the
    same for all meetings with the same child. ``earlier_contact`` is the first name of the case
    worker that ``contact_name`` came after, nothing where the child need not know of one.
    """

    id: str
    meeting_id: str
    chain_id: str
    municipality: str
    age_group: AgeGroup
    phone: Phone
    words: WordPair
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime
    contact_name: str
    call_number: str
    revoked_on: date | None = None
    replaced_on: date | None = None
    cancelled_on: date | None = None
    moved_on: date | None = None
    answered_on: date | None = None
    is_after_spent: bool = False
    has_letter: bool = False
    wrong_picks: int = 0
    starts: int = 0
    settled: Settled = Settled()
    earlier_contact: str = ""

    @property
    def is_locked(self) -> bool:
        """True after five wrong picks of the shared words."""
        return self.wrong_picks >= WRONG_PICKS_ALLOWED

    @property
    def is_withdrawn(self) -> bool:
        """True when staff took the link back or made a new one in its place."""
        return self.revoked_on is not None or self.replaced_on is not None

    @property
    def may_show_names(self) -> bool:
        """Names, meeting facts and the reply stand only on a phone that is the child's own."""
        return self.phone.is_safe


def standing(invitation: Invitation, now: datetime) -> Standing:
    """What the link opens at ``now`` (aware).

    The before-phase is open until the meeting starts, the after-phase from its end. Between them,
    and as long as there is a letter to read, the link waits. Otherwise it is dead: withdrawn,
    locked, expired, or with nothing left to do or to read.
    """
    if invitation.is_withdrawn or invitation.is_locked or now >= invitation.expires_at:
        return Standing.DEAD
    if is_open_before(invitation, now):
        return Standing.BEFORE
    if is_open_after(invitation, now):
        return Standing.AFTER
    if now < invitation.ends_at or (invitation.has_letter and invitation.may_show_names):
        return Standing.WAIT
    return Standing.DEAD


def is_open_before(invitation: Invitation, now: datetime) -> bool:
    """True while the child may say what it wants before this meeting."""
    unspent = invitation.answered_on is None and invitation.cancelled_on is None
    return unspent and now < invitation.starts_at


def is_open_after(invitation: Invitation, now: datetime) -> bool:
    """True while the child may say how the meeting was."""
    unspent = not invitation.is_after_spent and invitation.cancelled_on is None
    return unspent and invitation.ends_at <= now < invitation.expires_at


def starts_worth_asking(starts: int) -> bool:
    """True when a link was started so often that the case worker should ask the child."""
    return starts >= MANY_STARTS

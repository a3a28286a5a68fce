"""Claims: spending a phase of a link, once, in the answer's own transaction (LNK-09)."""

from datetime import date, datetime

from sqlalchemy import bindparam, select, update

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED, Invitation
from boernestemme.domain.meeting import Phase
from boernestemme.storage.db import run, session
from boernestemme.storage.invitations import InvitationRow

STILL_LIVE = (
    InvitationRow.revoked_on.is_(None),
    InvitationRow.replaced_on.is_(None),
    InvitationRow.cancelled_on.is_(None),
    InvitationRow.wrong_picks < WRONG_PICKS_ALLOWED,
)
_CLAIM_BEFORE = (
    update(InvitationRow)
    .where(
        InvitationRow.id == bindparam("link"),
        InvitationRow.answered_on.is_(None),
        InvitationRow.starts_at > bindparam("now"),
        *STILL_LIVE,
    )
    .values(answered_on=bindparam("day"), answered_by=bindparam("mark"))
)
_CLAIM_AFTER = (
    update(InvitationRow)
    .where(
        InvitationRow.id == bindparam("link"),
        InvitationRow.after_by.is_(None),
        InvitationRow.ends_at <= bindparam("now"),
        InvitationRow.expires_at > bindparam("now"),
        *STILL_LIVE,
    )
    .values(after_by=bindparam("mark"))
)


def claim_before(invitation_id: str, day: date, now: datetime, answered_by: bytes) -> bool:
    """Spend the before-phase: one conditional UPDATE, True for exactly one caller."""
    claimed = run(_CLAIM_BEFORE, link=invitation_id, now=now, day=day, mark=answered_by)
    return claimed.rowcount == 1


def claim_after(invitation_id: str, now: datetime, answered_by: bytes) -> bool:
    """Spend the after-phase: one conditional UPDATE, True for exactly one caller."""
    return run(_CLAIM_AFTER, link=invitation_id, now=now, mark=answered_by).rowcount == 1


def lock_chain(chain_id: str) -> None:
    """Let no other link of this chain be claimed until the transaction ends.

    PostgreSQL locks the rows, always in one order, and lets a draft refer to them meanwhile;
    SQLite has one writer at a time anyway.
    """
    links = select(InvitationRow.id).where(InvitationRow.chain_id == chain_id)
    session().execute(links.order_by(InvitationRow.id).with_for_update(key_share=True)).all()


def is_first_of_chain(invitation: Invitation, since: datetime, until: datetime) -> bool:
    """True when no other link of this chain, of a meeting from ``since`` up to ``until``, was
    answered after its meeting. Exact after ``claim_after``, with the chain locked before it.
    """
    others = select(InvitationRow.id).where(
        InvitationRow.chain_id == invitation.chain_id,
        InvitationRow.id != invitation.id,
        InvitationRow.after_by.is_not(None),
        InvitationRow.starts_at >= since,
        InvitationRow.starts_at < until,
    )
    return session().execute(others.limit(1)).first() is None


def was_chain_answered(chain_id: str) -> bool:
    """True when some link of this chain was answered before its meeting."""
    answered = select(InvitationRow.id).where(
        InvitationRow.chain_id == chain_id, InvitationRow.answered_on.is_not(None)
    )
    return session().execute(answered.limit(1)).first() is not None


def was_answered_by(invitation_id: str, phase: Phase, answered_by: bytes) -> bool:
    """True when the answer that stands in this phase came from this very browser."""
    column = InvitationRow.answered_by if phase is Phase.BEFORE else InvitationRow.after_by
    return session().scalar(select(column).where(InvitationRow.id == invitation_id)) == answered_by

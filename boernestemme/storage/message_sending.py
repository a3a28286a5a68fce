"""Sending the messages that wait: who takes one, what became of it, the gateway's later word.

Each step is one conditional UPDATE of the state, so that no message is taken twice and what comes
twice or late changes nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import or_, select, update

from boernestemme.domain.message_state import MessageState
from boernestemme.domain.sms_gateway import Why
from boernestemme.storage.db import rows_changed, session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.messages import ERASED, MessageRow, living


def due(now: datetime, limit: int) -> Sequence[str]:
    """The orders to be sent now, those that waited longest first."""
    query = select(MessageRow.id).where(
        MessageRow.state == MessageState.WAITING, MessageRow.next_try_at <= now
    )
    ordered = query.order_by(MessageRow.next_try_at, MessageRow.id).limit(limit)
    return session().scalars(ordered).all()


def claim(order_id: str, now: datetime, lost_from: datetime, epoch: int) -> bool:
    """Take one order to send it: one conditional UPDATE, so that nobody else can.

    False when another has it, it is not due, or its link is dead. Nothing takes it from its holder
    before ``lost_from``, and nothing ever sends it again after that.
    """
    changed = rows_changed(
        update(MessageRow)
        .where(
            MessageRow.id == order_id,
            MessageRow.state == MessageState.WAITING,
            MessageRow.next_try_at <= now,
            MessageRow.invitation_id.in_(living(now, epoch)),
        )
        .values(state=MessageState.SENDING, tries=MessageRow.tries + 1, next_try_at=lost_from)
    )
    return changed == 1


def claimed(order_id: str) -> tuple[MessageRow, InvitationRow]:
    """An order that was taken, and its link."""
    query = select(MessageRow, InvitationRow).join(
        InvitationRow, InvitationRow.id == MessageRow.invitation_id
    )
    found = session().execute(query.where(MessageRow.id == order_id)).one()
    return found[0], found[1]


def put_back(order_id: str, next_try_at: datetime) -> None:
    """It surely has not gone out: it waits for its next try."""
    session().execute(
        update(MessageRow)
        .where(MessageRow.id == order_id, MessageRow.state == MessageState.SENDING)
        .values(state=MessageState.WAITING, next_try_at=next_try_at)
    )


def settle(
    order_id: str,
    state: MessageState,
    day: date,
    *,
    gateway_id: str | None = None,
    why: Why | None = None,
) -> None:
    """What became of an order that was being sent; its number is erased."""
    session().execute(
        update(MessageRow)
        .where(MessageRow.id == order_id, MessageRow.state == MessageState.SENDING)
        .values(state=state, why=why, gateway_id=gateway_id, settled_on=day, **ERASED)
    )


def settle_lost(now: datetime, day: date) -> int:
    """Whoever was sending these is gone, and nobody knows how far it came; how many."""
    return rows_changed(
        update(MessageRow)
        .where(MessageRow.state == MessageState.SENDING, MessageRow.next_try_at <= now)
        .values(state=MessageState.UNKNOWN, settled_on=day, **ERASED)
    )


def follow(
    order_id: str,
    gateway_id: str,
    state: MessageState,
    before: Sequence[MessageState],
    day: date,
) -> bool:
    """Take the gateway's later word on an order; False when it changes nothing."""
    same = or_(MessageRow.gateway_id.is_(None), MessageRow.gateway_id == gateway_id)
    changed = rows_changed(
        update(MessageRow)
        .where(MessageRow.id == order_id, MessageRow.state.in_(before), same)
        .values(state=state, gateway_id=gateway_id, settled_on=day, **ERASED)
    )
    return changed == 1

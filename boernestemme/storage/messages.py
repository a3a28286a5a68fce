"""Messages to children's phones: each order once, its number sealed until it is settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.message_state import NEVER_WENT_OUT, NOT_ARRIVED, MessageState
from boernestemme.domain.ports import Place
from boernestemme.domain.sms_gateway import LONGEST_ID, Why
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, Moment, insert_if_absent, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.sealing import Envelope

FIELD = "number"
ERASED = {"key_id": None, "wrapped_key": None, "content": None}


class MessageRow(Base):
    """One order. The text is made anew from the link when it is sent, and kept nowhere.

    ``turn`` counts the orders of one link. ``next_try_at`` is the moment of the order until it was
    tried; while it is being sent, the moment from which whoever sends it must be lost.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_account_id_ordered_on", "account_id", "ordered_on"),
        Index("ix_messages_next_try_at", "next_try_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    invitation_id: Mapped[str] = mapped_column(ForeignKey("invitations.id"), index=True)
    municipality: Mapped[str] = mapped_column(String(4))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    turn: Mapped[int]
    ordered_on: Mapped[date]
    key_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(11))
    why: Mapped[str | None] = mapped_column(String(7))
    tries: Mapped[int]
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    gateway_id: Mapped[str | None] = mapped_column(String(LONGEST_ID))
    settled_on: Mapped[date | None]


@dataclass(frozen=True)
class NewMessage:
    """An order as it is written down; ``envelope`` holds the number."""

    id: str
    invitation_id: str
    municipality: str
    account_id: str
    envelope: Envelope


@dataclass(frozen=True)
class Standing:
    """How the newest order of a link stands."""

    state: MessageState
    why: Why | None
    ordered_on: date


def place(municipality: str, order_id: str) -> Place:
    """Where the number is sealed to."""
    return Place(municipality, f"sms-{order_id}")


def add(new: NewMessage, day: date, now: datetime) -> bool:
    """Write an order down; False when it stands there already."""
    turns = select(func.count()).where(MessageRow.invitation_id == new.invitation_id)
    return insert_if_absent(
        MessageRow,
        id=new.id,
        invitation_id=new.invitation_id,
        municipality=new.municipality,
        account_id=new.account_id,
        turn=session().execute(turns).scalar_one() + 1,
        ordered_on=day,
        key_id=new.envelope.key_id,
        wrapped_key=new.envelope.wrapped_key,
        content=new.envelope.fields[FIELD],
        state=MessageState.WAITING,
        tries=0,
        next_try_at=now,
    )


def is_there(order_id: str) -> bool:
    """True when the order was written down before."""
    return session().scalar(select(MessageRow.id).where(MessageRow.id == order_id)) is not None


def count_of_meeting(meeting_id: str) -> int:
    """How many orders of a meeting, by whichever of its links, went out or still may."""
    query = (
        select(func.count())
        .select_from(MessageRow)
        .join(InvitationRow, InvitationRow.id == MessageRow.invitation_id)
        .where(InvitationRow.meeting_id == meeting_id, MessageRow.state.not_in(NEVER_WENT_OUT))
    )
    return int(session().execute(query).scalar_one())


def count_of_day(account_id: str, day: date) -> int:
    """How many orders an account gave on a day, whatever came of them."""
    query = select(func.count()).where(
        MessageRow.account_id == account_id, MessageRow.ordered_on == day
    )
    return int(session().execute(query).scalar_one())


def newest_of(invitation_id: str) -> Standing | None:
    """How the newest order of a link stands; None when there is none."""
    query = (
        select(MessageRow.state, MessageRow.why, MessageRow.ordered_on)
        .where(MessageRow.invitation_id == invitation_id)
        .order_by(MessageRow.turn.desc())
        .limit(1)
    )
    row = session().execute(query).one_or_none()
    if row is None:
        return None
    return Standing(MessageState(row.state), Why(row.why) if row.why else None, row.ordered_on)


def not_arrived(invitation_ids: Sequence[str]) -> set[str]:
    """The links whose newest order did not arrive, as far as anybody knows."""
    query = (
        select(MessageRow.invitation_id, MessageRow.state)
        .where(among(MessageRow.invitation_id, invitation_ids))
        .order_by(MessageRow.turn)
    )
    newest = {row.invitation_id: row.state for row in session().execute(query)}
    return {link_id for link_id, state in newest.items() if state in NOT_ARRIVED}


def is_under_way(invitation_id: str) -> bool:
    """True while somebody is handing in an order of this link."""
    query = select(MessageRow.id).where(
        MessageRow.invitation_id == invitation_id, MessageRow.state == MessageState.SENDING
    )
    return session().scalars(query).first() is not None


def withdraw(invitation_id: str, day: date) -> int:
    """Withdraw what has not gone out of a link's orders, and erase its number; how many."""
    return _withdraw(MessageRow.invitation_id == invitation_id, day)


def withdraw_dead(now: datetime, epoch: int, day: date) -> int:
    """Withdraw what has not gone out and would lead to a dead link; how many."""
    return _withdraw(MessageRow.invitation_id.not_in(living(now, epoch)), day)


def _withdraw(which: ColumnElement[bool], day: date) -> int:
    return rows_changed(
        update(MessageRow)
        .where(which, MessageRow.state == MessageState.WAITING)
        .values(state=MessageState.WITHDRAWN, settled_on=day, **ERASED)
    )


def living(now: datetime, epoch: int) -> Select[str]:
    """The links that open something, made before no snapshot was restored."""
    link = InvitationRow
    return select(link.id).where(
        link.revoked_on.is_(None),
        link.replaced_on.is_(None),
        link.cancelled_on.is_(None),
        link.sealed_link.is_not(None),
        link.expires_at > now,
        link.wrong_picks < WRONG_PICKS_ALLOWED,
        link.epoch == epoch,
    )


def is_alive(invitation_id: str, now: datetime, epoch: int) -> bool:
    """True when the link opens something."""
    query = living(now, epoch).where(InvitationRow.id == invitation_id)
    return session().scalar(query) is not None


def forget(expired_by: datetime) -> int:
    """Remove the orders of links that had expired by then; how many."""
    link = InvitationRow
    is_old = exists().where(link.id == MessageRow.invitation_id, link.expires_at <= expired_by)
    settled = MessageRow.state.not_in((MessageState.WAITING, MessageState.SENDING))
    return rows_changed(delete(MessageRow).where(is_old, settled))


def counts(since: date) -> dict[tuple[MessageState, Why | None], int]:
    """How many orders wait, and how many were settled since a day, by how they stand."""
    is_open = MessageRow.settled_on.is_(None)
    query = (
        select(MessageRow.state, MessageRow.why, func.count())
        .where(or_(is_open, MessageRow.settled_on >= since))
        .group_by(MessageRow.state, MessageRow.why)
    )
    return {
        (MessageState(state), Why(why) if why else None): number
        for state, why, number in session().execute(query)
    }

"""The outbox: e-mails to staff that say that something waits, and nothing of what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, Moment, insert_if_absent, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH, new_id

# An e-mail to an address that refuses it this often is not tried again: near two days of tries.
MOST_TRIES = 10


class OutboxRow(Base):
    """One e-mail to one account. It is ordered once for one thing it is ``about``.

    Neither address nor text is kept here: both are found when it is sent. ``next_try_at`` is the
    moment of the order until it was tried.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "about"),
        Index("ix_outbox_next_try_at", "next_try_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(40))
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int]
    sent_on: Mapped[date | None]


@dataclass(frozen=True, order=True)
class Order:
    """What makes an e-mail one of its own: to whom, of which kind, about what."""

    account_id: str
    kind: str
    about: str


@dataclass(frozen=True)
class DueMail:
    """An e-mail to be sent now: its order, how often it was tried, and whom it goes to."""

    id: str
    tries: int
    next_try_at: datetime
    account_id: str
    role: str
    address: str


@dataclass(frozen=True)
class Kept:
    """An order that stands in the outbox, sent or not."""

    id: str
    order: Order
    next_try_at: datetime
    sent_on: date | None


@dataclass(frozen=True)
class Standing:
    """What has not gone out after so many tries: how many, and the earliest next try of them."""

    tries: int
    count: int
    next_try_at: datetime


def order(wanted: Order, now: datetime) -> bool:
    """Order an e-mail; False when this account was ordered one about the same before."""
    return insert_if_absent(
        OutboxRow,
        id=new_id(),
        account_id=wanted.account_id,
        kind=wanted.kind,
        about=wanted.about,
        next_try_at=now,
        tries=0,
        sent_on=None,
    )


def due(now: datetime, limit: int) -> list[DueMail]:
    """E-mails to be sent now, those that waited longest first; none to a closed account."""
    mail = (OutboxRow.id, OutboxRow.tries, OutboxRow.next_try_at)
    query = (
        _open(*mail, AccountRow.id, AccountRow.role, AccountRow.email)
        .where(OutboxRow.tries < MOST_TRIES, OutboxRow.next_try_at <= now)
        .order_by(OutboxRow.next_try_at, OutboxRow.id)
    )
    return [DueMail(*row) for row in session().execute(query.limit(limit))]


def take(mail: DueMail, next_try_at: datetime) -> bool:
    """Begin a try, the next one not before this moment; False when another run had it first.

    A try by itself gives nothing up, for the server may be away each time.
    """
    as_found = (OutboxRow.tries == mail.tries, OutboxRow.next_try_at == mail.next_try_at)
    changed = rows_changed(
        update(OutboxRow)
        .where(OutboxRow.id == mail.id, OutboxRow.sent_on.is_(None), *as_found)
        .values(tries=min(mail.tries + 1, MOST_TRIES - 1), next_try_at=next_try_at)
    )
    return changed == 1


def give_back(mail: DueMail) -> None:
    """Undo a try that says nothing of the address: it waits as it did before."""
    session().execute(
        update(OutboxRow)
        .where(OutboxRow.id == mail.id, OutboxRow.sent_on.is_(None))
        .values(tries=mail.tries, next_try_at=mail.next_try_at)
    )


def mark_sent(order_id: str, day: date) -> None:
    """The mail server has taken it."""
    session().execute(update(OutboxRow).where(OutboxRow.id == order_id).values(sent_on=day))


def give_up(order_id: str) -> None:
    """Try no more."""
    session().execute(update(OutboxRow).where(OutboxRow.id == order_id).values(tries=MOST_TRIES))


def served_on(day: date) -> set[str]:
    """The accounts to which the mail server took an e-mail that day."""
    query = select(OutboxRow.account_id).where(OutboxRow.sent_on == day)
    return set(session().scalars(query))


def unsent() -> list[Standing]:
    """How much has not gone out to those who can sign in, by how often it was tried."""
    facts = _open(OutboxRow.tries, func.count(), func.min(OutboxRow.next_try_at))
    return [Standing(*row) for row in session().execute(facts.group_by(OutboxRow.tries))]


def kept() -> list[Kept]:
    """Every order that stands here."""
    query = select(
        OutboxRow.id,
        OutboxRow.account_id,
        OutboxRow.kind,
        OutboxRow.about,
        OutboxRow.next_try_at,
        OutboxRow.sent_on,
    ).order_by(OutboxRow.id)
    return [
        Kept(row_id, Order(account_id, kind, about), next_try_at, sent_on)
        for row_id, account_id, kind, about, next_try_at, sent_on in session().execute(query)
    ]


def forget(order_ids: Collection[str]) -> int:
    """Remove these orders; how many."""
    return rows_changed(delete(OutboxRow).where(among(OutboxRow.id, order_ids)))


def _open(*columns: Any) -> Select[Any]:
    """These columns of what has not been sent, to those who can sign in."""
    return (
        select(*columns)
        .select_from(OutboxRow)
        .join(AccountRow, AccountRow.id == OutboxRow.account_id)
        .where(OutboxRow.sent_on.is_(None), AccountRow.disabled_on.is_(None))
    )

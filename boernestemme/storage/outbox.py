"""The outbox: e-mails to staff that say that something waits, and nothing of what."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, Moment, insert_if_absent, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH, new_id


class OutboxRow(Base):
    """One e-mail to one account. It is ordered once for one thing it is ``about``.

    Neither address nor text is kept here: both are found when it is sent.
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


def order(account_id: str, kind: str, about: str, now: datetime) -> bool:
    """Order an e-mail; False when this account was ordered one about the same before."""
    return insert_if_absent(
        OutboxRow,
        id=new_id(),
        account_id=account_id,
        kind=kind,
        about=about,
        next_try_at=now,
        tries=0,
        sent_on=None,
    )


def due(now: datetime, limit: int) -> list[OutboxRow]:
    """E-mails to be sent now, those that waited longest first."""
    query = select(OutboxRow).where(OutboxRow.sent_on.is_(None), OutboxRow.next_try_at <= now)
    return list(session().scalars(query.order_by(OutboxRow.next_try_at, OutboxRow.id).limit(limit)))


def take(order_id: str, tries: int, next_try_at: datetime) -> bool:
    """Begin a try, the next one not before this moment; False when another run had it first."""
    changed = rows_changed(
        update(OutboxRow)
        .where(OutboxRow.id == order_id, OutboxRow.tries == tries, OutboxRow.sent_on.is_(None))
        .values(tries=tries + 1, next_try_at=next_try_at)
    )
    return changed == 1


def mark_sent(order_id: str, day: date) -> None:
    """The mail server has taken it."""
    session().execute(update(OutboxRow).where(OutboxRow.id == order_id).values(sent_on=day))


def forget_sent(before: date) -> int:
    """Remove what was sent before a day; how many."""
    return rows_changed(delete(OutboxRow).where(OutboxRow.sent_on < before))

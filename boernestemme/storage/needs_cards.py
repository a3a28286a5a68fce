"""Bring-along cards: what helps a child at a meeting, sealed apart, kept if the child says so."""

from datetime import date

from sqlalchemy import Index, LargeBinary, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.sealing import Envelope

FIELD = "needs"


class NeedsCardRow(Base):
    """One card of a chain of meetings; the newest holds. An empty one says *do not remember*."""

    __tablename__ = "needs_cards"
    __table_args__ = (Index("ix_needs_cards_made_on", "made_on"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    chain_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    municipality: Mapped[str] = mapped_column(String(4))
    key_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_on: Mapped[date]


def add(card_id: str, chain_id: str, municipality: str, envelope: Envelope, day: date) -> None:
    """A new card. Nothing is read back: the child's role may only insert."""
    session().execute(
        insert(NeedsCardRow).values(
            id=card_id,
            chain_id=chain_id,
            municipality=municipality,
            key_id=envelope.key_id,
            wrapped_key=envelope.wrapped_key,
            content=envelope.fields[FIELD],
            made_on=day,
        )
    )


def of_chain(chain_id: str) -> list[NeedsCardRow]:
    """The chain's cards, newest day first."""
    query = select(NeedsCardRow).where(NeedsCardRow.chain_id == chain_id)
    return list(session().scalars(query.order_by(NeedsCardRow.made_on.desc(), NeedsCardRow.id)))


def destroy(card_id: str) -> None:
    """Destroy one card and its key."""
    session().execute(delete(NeedsCardRow).where(NeedsCardRow.id == card_id))


def destroy_of_chain(chain_id: str) -> int:
    """Destroy every card of a chain; how many."""
    return rows_changed(delete(NeedsCardRow).where(NeedsCardRow.chain_id == chain_id))


def destroy_older(day: date) -> int:
    """Destroy cards made before ``day``; how many."""
    return rows_changed(delete(NeedsCardRow).where(NeedsCardRow.made_on < day))

"""Bring-along cards: what helps a child at a meeting, sealed apart, kept if the child says so."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Index,
    LargeBinary,
    String,
    delete,
    exists,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from boernestemme.storage.among import among
from boernestemme.storage.db import Base, run, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.sealing import Envelope

FIELD = "needs"
# Every card, full or empty, so that its length does not tell which; the largest fits.
SIZE = 3072


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


_ADD = insert(NeedsCardRow)


def add(card_id: str, chain_id: str, municipality: str, envelope: Envelope, day: date) -> None:
    """A new card. Nothing is read back: the child's role may only insert."""
    run(
        _ADD,
        id=card_id,
        chain_id=chain_id,
        municipality=municipality,
        key_id=envelope.key_id,
        wrapped_key=envelope.wrapped_key,
        content=envelope.fields[FIELD],
        made_on=day,
    )


def newest_of_chain(chain_id: str, since: date) -> list[NeedsCardRow]:
    """The cards of the newest day there are any of, from ``since`` on.

    Only days are kept, so which of one day's cards came last is not known.
    """
    query = select(NeedsCardRow).where(
        NeedsCardRow.chain_id == chain_id, NeedsCardRow.made_on >= since
    )
    rows = list(session().scalars(query.order_by(NeedsCardRow.made_on.desc(), NeedsCardRow.id)))
    return [row for row in rows if row.made_on == rows[0].made_on]


def destroy(card_ids: Collection[str]) -> list[str]:
    """Destroy these cards; the ids of those that were there."""
    return _destroyed(among(NeedsCardRow.id, card_ids))


def destroy_of_chain(chain_id: str) -> list[str]:
    """Destroy every card of a chain, and with each its key; their ids."""
    return _destroyed(NeedsCardRow.chain_id == chain_id)


def destroy_outdated(day: date, held: Sequence[str]) -> list[str]:
    """Destroy cards made before ``day``, and those with a newer one; their ids.

    The chains in ``held`` are left alone.
    """
    newer = aliased(NeedsCardRow)
    has_newer = exists().where(
        newer.chain_id == NeedsCardRow.chain_id, newer.made_on > NeedsCardRow.made_on
    )
    is_outdated = (NeedsCardRow.made_on < day) | has_newer
    return _destroyed(is_outdated & NeedsCardRow.chain_id.not_in(held))


def _destroyed(which: ColumnElement[bool]) -> list[str]:
    """The database tells which went, so that of two at once each card is one's alone."""
    gone = delete(NeedsCardRow).where(which).returning(NeedsCardRow.id)
    return list(session().scalars(gone.execution_options(synchronize_session=False)))

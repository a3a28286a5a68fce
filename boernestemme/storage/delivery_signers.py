"""Whose deliveries the board's installation takes: one public key for each municipality."""

from datetime import date

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.delivery_key import PublicPart, from_raw
from boernestemme.storage.db import Base, put, session


class DeliverySignerRow(Base):
    """One municipality that runs its own installation; both halves of its public key."""

    __tablename__ = "delivery_signers"

    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    public_part: Mapped[bytes] = mapped_column(LargeBinary(64))
    accepted_on: Mapped[date]


def accept(municipality: str, part: PublicPart, day: date) -> None:
    """Take a municipality's deliveries under this key from now on, and under no other."""
    put(DeliverySignerRow, {"municipality": municipality}, public_part=part.raw, accepted_on=day)


def key_of(municipality: str) -> PublicPart | None:
    """The key a municipality's deliveries are signed under."""
    row = DeliverySignerRow
    raw = session().scalar(select(row.public_part).where(row.municipality == municipality))
    return None if raw is None else from_raw(raw)


def municipalities() -> list[str]:
    """The municipalities whose deliveries are taken, by code."""
    row = DeliverySignerRow
    return list(session().scalars(select(row.municipality).order_by(row.municipality)))

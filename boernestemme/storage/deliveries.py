"""Deliveries: which municipality's half-year was handed over, or came in; once, and for good."""

from datetime import date
from enum import StrEnum

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.delivery import Label
from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, insert_if_absent, session
from boernestemme.storage.write_once import write_once


class Way(StrEnum):
    """Which way a delivery went."""

    SENT = "sent"
    RECEIVED = "received"


class DeliveryRow(Base):
    """One delivery; ``digest`` is the SHA-256 of its file."""

    __tablename__ = "deliveries"
    __table_args__ = {"sqlite_with_rowid": False}

    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    period: Mapped[str] = mapped_column(String(6), primary_key=True)
    way: Mapped[str] = mapped_column(String(8))
    made_on: Mapped[date]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


write_once(DeliveryRow.metadata.tables[DeliveryRow.__tablename__])


def add(label: Label, way: Way, digest: bytes, made_on: date) -> bool:
    """Note a delivery; False when there is one of this half-year already, whichever way."""
    return insert_if_absent(
        DeliveryRow,
        municipality=label.municipality,
        period=str(label.period),
        way=way,
        made_on=made_on,
        digest=digest,
    )


def find(label: Label) -> DeliveryRow | None:
    """The delivery of a municipality's half-year, if there was one."""
    row = DeliveryRow
    of_both = (row.municipality == label.municipality, row.period == str(label.period))
    return session().scalar(select(row).where(*of_both))


def of_period(period: Period) -> list[DeliveryRow]:
    """The deliveries of a half-year, by municipality."""
    query = select(DeliveryRow).where(DeliveryRow.period == str(period))
    return list(session().scalars(query.order_by(DeliveryRow.municipality)))


def periods_sent() -> set[str]:
    """The half-years that something was handed over of, as they are written."""
    query = select(DeliveryRow.period).where(DeliveryRow.way == Way.SENT)
    return set(session().scalars(query))

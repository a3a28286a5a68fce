"""How many meetings with children a municipality says it held in a period, link or not."""

from datetime import date

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, insert_if_absent, session


class ReportedMeetingsRow(Base):
    """One municipality's number, and the day it was told last."""

    __tablename__ = "reported_meetings"

    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    period: Mapped[str] = mapped_column(String(6), primary_key=True)
    number: Mapped[int]
    told_on: Mapped[date]


def tell(municipality: str, period: Period, number: int, day: date) -> None:
    """Keep a number, in place of the one before it."""
    row = ReportedMeetingsRow
    of_both = {"municipality": municipality, "period": str(period)}
    values = {"number": number, "told_on": day}
    if not insert_if_absent(row, **of_both, **values):
        own = (row.municipality == municipality, row.period == str(period))
        session().execute(update(row).where(*own).values(values))


def find(municipality: str, period: Period) -> ReportedMeetingsRow | None:
    """What a municipality told of a period."""
    row = ReportedMeetingsRow
    own = (row.municipality == municipality, row.period == str(period))
    return session().scalar(select(row).where(*own))


def of_period(period: Period) -> dict[str, int]:
    """What was told of a period, by municipality."""
    row = ReportedMeetingsRow
    query = select(row.municipality, row.number).where(row.period == str(period))
    told = session().execute(query.order_by(row.municipality))
    return {one.municipality: one.number for one in told}

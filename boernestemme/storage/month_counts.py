"""Counts of a month's work by team, written once when no answer can come any more.

Only what may be told is kept, so that there is nothing exact here to be read by anybody.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ForeignKey, String, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.month import Month, parse_month
from boernestemme.storage.db import Base, insert_if_absent, session
from boernestemme.storage.ids import ID_LENGTH

MEASURES = ("links", "held", "answered", "replied_in_time", "answered_after")


class CountedMonthRow(Base):
    """One municipality's month: that it was counted, and when."""

    __tablename__ = "counted_months"

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    counted_on: Mapped[date]


class MonthCountRow(Base):
    """One line of the table; ``team_id`` is empty for the whole municipality.

    A figure is None where it may not be told.
    """

    __tablename__ = "month_counts"

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    team_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    links: Mapped[int | None]
    held: Mapped[int | None]
    answered: Mapped[int | None]
    replied_in_time: Mapped[int | None]
    answered_after: Mapped[int | None]


def begin(municipality: str, month: Month, day: date) -> bool:
    """Note that a month is counted now. False where it was before, by whichever run."""
    return insert_if_absent(
        CountedMonthRow, municipality=municipality, month=str(month), counted_on=day
    )


def newest(municipality: str) -> Month | None:
    """The last month that was counted."""
    row = CountedMonthRow
    query = select(func.max(row.month)).where(row.municipality == municipality)
    return parse_month(session().scalar(query) or "")


def add(municipality: str, month: Month, team_id: str, figures: Mapping[str, int | None]) -> None:
    """One line; ``figures`` are by measure."""
    values = {"municipality": municipality, "month": str(month), "team_id": team_id, **figures}
    session().execute(insert(MonthCountRow).values(values))


def of_municipality(municipality: str, since: Month) -> list[MonthCountRow]:
    """The lines from a month on, the newest month first."""
    row = MonthCountRow
    query = select(row).where(row.municipality == municipality, row.month >= str(since))
    return list(session().scalars(query.order_by(row.month.desc(), row.team_id)))

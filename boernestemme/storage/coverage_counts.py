"""How many meetings a municipality held with a link in a period, and how many had an answer.

Exact, and kept: a correction must find the same numbers when the meetings are long gone. Nothing
here is of a single meeting, and the keys were drawn for these numbers alone.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import Measure, MeetingCount
from boernestemme.domain.period import Period, parse_period
from boernestemme.storage.db import Base, insert_if_absent, session


class CoverageCountRow(Base):
    """One number; ``keys`` is the sum of the record keys drawn for what it counts."""

    __tablename__ = "coverage_counts"

    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    period: Mapped[str] = mapped_column(String(6), primary_key=True)
    age_group: Mapped[str] = mapped_column(String(5), primary_key=True)
    measure: Mapped[str] = mapped_column(String(7), primary_key=True)
    number: Mapped[int]
    keys: Mapped[int]


def newest(municipality: str) -> Period | None:
    """The last period that was counted."""
    row = CoverageCountRow
    query = select(func.max(row.period)).where(row.municipality == municipality)
    return parse_period(session().scalar(query) or "")


def begin(period: Period, first: MeetingCount) -> bool:
    """Write the first number. False when there was one before, by whichever run."""
    return insert_if_absent(CoverageCountRow, **_values(period, first))


def add_all(period: Period, counts: Iterable[MeetingCount]) -> None:
    """Write numbers that are not there yet."""
    rows = [_values(period, one) for one in counts]
    if rows:
        session().execute(insert(CoverageCountRow), rows)


def put(period: Period, municipality: str, counts: Iterable[MeetingCount]) -> None:
    """Write a municipality's numbers in place of those that are there."""
    row = CoverageCountRow
    own = (row.municipality == municipality, row.period == str(period))
    session().execute(delete(row).where(*own))
    add_all(period, counts)


def of_period(period: Period, municipalities: Collection[str]) -> list[MeetingCount]:
    """What some municipalities counted in a period, in order."""
    row = CoverageCountRow
    query = select(row).where(row.period == str(period), row.municipality.in_(municipalities))
    order = (row.municipality, row.age_group, row.measure)
    return [
        MeetingCount(
            one.municipality,
            AgeGroup(one.age_group),
            Measure(one.measure),
            one.number,
            one.keys,
        )
        for one in session().scalars(query.order_by(*order))
    ]


def _values(period: Period, one: MeetingCount) -> dict[str, object]:
    return {
        "municipality": one.municipality,
        "period": str(period),
        "age_group": one.age_group,
        "measure": one.measure,
        "number": one.number,
        "keys": one.keys,
    }

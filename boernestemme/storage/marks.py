"""Marks: one child's taps each, without a case, a time or an order, for ever apart from both."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Index, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.instruments.after import OLDER_ITEMS
from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, session
from boernestemme.storage.ids import ID_LENGTH, new_id


class MarkRow(Base):
    """One mark under a random key.

    ``influence`` is None where it is not asked (6–9). ``is_helped`` was not asked in version 1.
    """

    __tablename__ = "marks"
    __table_args__ = (
        Index("ix_marks_period_municipality", "period", "municipality"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4))
    period: Mapped[str] = mapped_column(String(6))
    age_group: Mapped[str] = mapped_column(String(5))
    version: Mapped[int]
    is_first: Mapped[bool]
    heard: Mapped[str] = mapped_column(String(6))
    voice: Mapped[str] = mapped_column(String(6))
    space: Mapped[str] = mapped_column(String(6))
    influence: Mapped[str | None] = mapped_column(String(6))
    next: Mapped[str] = mapped_column(String(6))
    is_helped: Mapped[bool]


COLUMNS = tuple(column for column in MarkRow.__table__.columns if column.name != "id")


def take_all(period: Period, municipality: str) -> list[dict[str, object]]:
    """Remove one municipality's marks of a half-year, to be written anew; the values, no keys."""
    of_both = (MarkRow.period == str(period), MarkRow.municipality == municipality)
    rows = session().execute(select(*COLUMNS).where(*of_both)).mappings()
    taken = [dict(row) for row in rows]
    session().execute(delete(MarkRow).where(*of_both))
    return taken


def add_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Write marks under new random keys, in the order given; the values are the columns."""
    if rows:
        session().execute(insert(MarkRow), [{"id": new_id(), **row} for row in rows])


def count_first(period: Period) -> list[tuple[str, str, str, str, int]]:
    """What the first answers of a half-year said, once for each value that occurs.

    Rows of (municipality, age group, item, value, number).
    """
    row, found = MarkRow, []
    for item in OLDER_ITEMS:
        facts = (row.municipality, row.age_group, MarkRow.__table__.columns[item])
        of_period = (row.period == str(period), row.is_first, facts[-1].is_not(None))
        query = select(*facts, func.count()).where(*of_period).group_by(*facts).order_by(*facts)
        for code, age, value, number in session().execute(query):
            found.append((code, age, item, value, number))
    return found

"""Marks: one child's taps each, without a case, a time or an order, for ever apart from both."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Index, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.instruments.after import OLDER_ITEMS
from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, session
from boernestemme.storage.ids import ID_LENGTH, new_id, new_record_key


class MarkRow(Base):
    """One mark under a random id.

    ``influence`` is None where it is not asked (6–9). ``is_helped`` was not asked in version 1,
    ``is_interpreted`` is told of by the case worker, later still.
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
    record_key: Mapped[int]
    is_interpreted: Mapped[bool]


COLUMNS = tuple(column for column in MarkRow.__table__.columns if column.name != "id")


def take_all(period: Period, municipality: str) -> list[dict[str, object]]:
    """Remove one municipality's marks of a half-year, to be written anew; the values, no ids."""
    taken = of(period, municipality)
    session().execute(delete(MarkRow).where(*_of_both(period, municipality)))
    return taken


def of(period: Period, municipality: str) -> list[dict[str, object]]:
    """One municipality's marks of a half-year; the values, no ids."""
    rows = session().execute(select(*COLUMNS).where(*_of_both(period, municipality))).mappings()
    return [dict(row) for row in rows]


def _of_both(period: Period, municipality: str) -> tuple[ColumnElement[bool], ...]:
    return (MarkRow.period == str(period), MarkRow.municipality == municipality)


def add_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Write marks under new random ids, in the order given; the values are the columns.

    Each keeps its record key; one that has none yet is given it here.
    """
    if rows:
        written = [{"id": new_id(), "record_key": new_record_key(), **row} for row in rows]
        session().execute(insert(MarkRow), written)


def count_first(period: Period) -> list[tuple[str, str, str, str, int, int]]:
    """What the first answers of a half-year said, once for each value that occurs.

    Rows of (municipality, age group, item, value, number, sum of record keys).
    """
    row, found = MarkRow, []
    for item in OLDER_ITEMS:
        facts = (row.municipality, row.age_group, MarkRow.__table__.columns[item])
        of_period = (row.period == str(period), row.is_first, facts[-1].is_not(None))
        query = select(*facts, func.count(), func.sum(row.record_key)).where(*of_period)
        told = session().execute(query.group_by(*facts).order_by(*facts))
        for code, age, value, number, keys in told:
            found.append((code, age, item, value, number, keys))
    return found


def count_given(period: Period) -> list[tuple[str, str, tuple[bool, bool], tuple[int, int]]]:
    """How the first answers of a period were given.

    Rows of (municipality, age group, (helped, with an interpreter), (number, sum of record keys)).
    """
    row = MarkRow
    facts = (row.municipality, row.age_group, row.is_helped, row.is_interpreted)
    query = select(*facts, func.count(), func.sum(row.record_key))
    told = session().execute(query.where(row.period == str(period), row.is_first).group_by(*facts))
    return sorted(
        (code, age, (bool(helped), bool(interpreted)), (number, int(keys)))
        for code, age, helped, interpreted, number, keys in told
    )


def versions(period: Period) -> list[int]:
    """Which versions of the questions the first answers of a half-year are of, the oldest first."""
    query = select(MarkRow.version).where(MarkRow.period == str(period), MarkRow.is_first)
    return list(session().scalars(query.distinct().order_by(MarkRow.version)))

"""Reply-marks: what became of single wishes, without a case, a time or an order."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Index, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, session
from boernestemme.storage.ids import ID_LENGTH, new_id, new_record_key


class ReplyMarkRow(Base):
    """What became of one wish, under a random id."""

    __tablename__ = "reply_marks"
    __table_args__ = (
        Index("ix_reply_marks_period_municipality", "period", "municipality"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4))
    period: Mapped[str] = mapped_column(String(6))
    age_group: Mapped[str] = mapped_column(String(5))
    kind: Mapped[str] = mapped_column(String(8))
    outcome: Mapped[str] = mapped_column(String(6))
    in_time: Mapped[bool]
    record_key: Mapped[int]


COLUMNS = tuple(column for column in ReplyMarkRow.__table__.columns if column.name != "id")


def take_all(period: Period, municipality: str) -> list[dict[str, object]]:
    """Remove one municipality's reply-marks of a half-year, to be written anew; no ids."""
    taken = of(period, municipality)
    session().execute(delete(ReplyMarkRow).where(*_of_both(period, municipality)))
    return taken


def of(period: Period, municipality: str) -> list[dict[str, object]]:
    """One municipality's reply-marks of a half-year; the values, no ids."""
    rows = session().execute(select(*COLUMNS).where(*_of_both(period, municipality))).mappings()
    return [dict(row) for row in rows]


def _of_both(period: Period, municipality: str) -> tuple[ColumnElement[bool], ...]:
    return (ReplyMarkRow.period == str(period), ReplyMarkRow.municipality == municipality)


def add_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Write reply-marks under new random ids, in the order given; the values are the columns.

    Each keeps its record key; one that has none yet is given it here.
    """
    if rows:
        written = [{"id": new_id(), "record_key": new_record_key(), **row} for row in rows]
        session().execute(insert(ReplyMarkRow), written)


def count(period: Period) -> list[tuple[str, str, str, bool, int, int]]:
    """What became of a half-year's wishes.

    Rows of (municipality, kind, outcome, in time, number, sum of record keys).
    """
    row = ReplyMarkRow
    facts = (row.municipality, row.kind, row.outcome, row.in_time)
    query = select(*facts, func.count(), func.sum(row.record_key))
    query = query.where(row.period == str(period)).group_by(*facts).order_by(*facts)
    return [
        (code, kind, outcome, in_time, number, keys)
        for code, kind, outcome, in_time, number, keys in session().execute(query)
    ]

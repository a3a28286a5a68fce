"""Reply-marks: what became of single wishes, without a case, a time or an order."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Index, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, session
from boernestemme.storage.ids import ID_LENGTH, new_id


class ReplyMarkRow(Base):
    """What became of one wish, under a random key."""

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


COLUMNS = tuple(column for column in ReplyMarkRow.__table__.columns if column.name != "id")


def take_all(period: Period, municipality: str) -> list[dict[str, object]]:
    """Remove one municipality's reply-marks of a half-year, to be written anew; no keys."""
    of_both = (ReplyMarkRow.period == str(period), ReplyMarkRow.municipality == municipality)
    rows = session().execute(select(*COLUMNS).where(*of_both)).mappings()
    taken = [dict(row) for row in rows]
    session().execute(delete(ReplyMarkRow).where(*of_both))
    return taken


def add_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Write reply-marks under new random keys, in the order given; the values are the columns."""
    if rows:
        session().execute(insert(ReplyMarkRow), [{"id": new_id(), **row} for row in rows])


def count(period: Period) -> list[tuple[str, str, str, bool, int]]:
    """What became of a half-year's wishes: (municipality, kind, outcome, in time, number)."""
    row = ReplyMarkRow
    facts = (row.municipality, row.kind, row.outcome, row.in_time)
    query = select(*facts, func.count()).where(row.period == str(period))
    found = session().execute(query.group_by(*facts).order_by(*facts))
    return [(code, kind, outcome, is_in_time, n) for code, kind, outcome, is_in_time, n in found]

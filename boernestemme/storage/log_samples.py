"""Reviews of the access log: which lines of a month people look at, and who has signed them off.

A review is made once and for all: neither can its lines be drawn again until they suit somebody,
nor can one be taken out of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, String, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.log_watch import Finding, Verdict
from boernestemme.domain.month import Month, parse_month
from boernestemme.storage.db import Base, insert_if_absent, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH


class LogReviewRow(Base):
    """One municipality's month: that it was drawn, when, and from how many lines."""

    __tablename__ = "log_reviews"

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    drawn_on: Mapped[date]
    lines: Mapped[int]


class LogSampleRow(Base):
    """One line of the log to look at, by its number, and why.

    ``meetings`` is how many meetings it stands for; ``verdict`` is None until somebody has looked.
    """

    __tablename__ = "log_samples"

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    rule: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meetings: Mapped[int]
    actor: Mapped[str] = mapped_column(String(ID_LENGTH))
    verdict: Mapped[str | None] = mapped_column(String(12))
    signed_off_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    signed_on: Mapped[date | None]


@dataclass(frozen=True)
class Drawn:
    """One line that was drawn, and who did what it says."""

    finding: Finding
    actor: str


@dataclass(frozen=True)
class Signature:
    """What somebody says of a line, and when."""

    verdict: Verdict
    account_id: str
    day: date


def begin(municipality: str, month: Month, day: date, lines: int) -> bool:
    """Note that a month is drawn now. False where it was before, by whichever run."""
    return insert_if_absent(
        LogReviewRow, municipality=municipality, month=str(month), drawn_on=day, lines=lines
    )


def newest(municipality: str) -> Month | None:
    """The last month that was drawn."""
    query = select(func.max(LogReviewRow.month)).where(LogReviewRow.municipality == municipality)
    return parse_month(session().scalar(query) or "")


def add_all(municipality: str, month: Month, drawn: Sequence[Drawn]) -> None:
    """What was drawn."""
    rows = [
        {
            "municipality": municipality,
            "month": str(month),
            "rule": one.finding.rule,
            "number": one.finding.number,
            "meetings": one.finding.meetings,
            "actor": one.actor,
        }
        for one in drawn
    ]
    if rows:
        session().execute(insert(LogSampleRow), rows)


def waiting(municipality: str) -> list[LogSampleRow]:
    """All lines of the months in which one waits, the newest month first, in the log's order."""
    row = LogSampleRow
    months = select(row.month).where(row.municipality == municipality, _is_open())
    query = select(row).where(row.municipality == municipality, row.month.in_(months))
    return list(session().scalars(query.order_by(row.month.desc(), row.number, row.rule)))


def reviews(municipality: str) -> list[LogReviewRow]:
    """The months that were drawn, the newest first."""
    query = select(LogReviewRow).where(LogReviewRow.municipality == municipality)
    return list(session().scalars(query.order_by(LogReviewRow.month.desc())))


def sign(municipality: str, month: Month, rule: str, number: int, by: Signature) -> bool:
    """Sign off one line that waits; False where none does, or the signer did it."""
    row = LogSampleRow
    changed = rows_changed(
        update(row)
        .where(
            row.municipality == municipality,
            row.month == str(month),
            row.rule == rule,
            row.number == number,
            row.actor != by.account_id,
            _is_open(),
        )
        .values(verdict=by.verdict, signed_off_by=by.account_id, signed_on=by.day)
    )
    return changed == 1


def _is_open() -> ColumnElement[bool]:
    return or_(LogSampleRow.verdict.is_(None), LogSampleRow.verdict == Verdict.ASKED)

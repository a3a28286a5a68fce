"""The half-years' statistics keys: the public halves, and which of the private ones are gone."""

from datetime import date

from sqlalchemy import LargeBinary, String, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.period import Period, parse_period
from boernestemme.storage.db import Base, db, insert_if_absent, rows_changed, session

PERIODS = 1_885_697_636  # PostgreSQL's locks by number: ours for periods, apart from anybody's


class StatisticsKeyRow(Base):
    """One half-year. The private half lies in a file of its own, outside database and backup."""

    __tablename__ = "statistics_keys"

    period: Mapped[str] = mapped_column(String(6), primary_key=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    destroyed_on: Mapped[date | None]


def public_key(period: Period) -> bytes | None:
    """The key (32 raw bytes) that a half-year's marks are sealed to, if it has one."""
    query = select(StatisticsKeyRow.public_key)
    return session().scalar(query.where(StatisticsKeyRow.period == str(period)))


def add(period: Period, raw: bytes) -> None:
    """A half-year's public key, unless another process has just written it."""
    insert_if_absent(StatisticsKeyRow, period=str(period), public_key=raw)


def lock(period: Period) -> bool:
    """Let nobody else mix, freeze or take in this half-year until the transaction ends.

    False when the half-year has no key, or its key is destroyed; it is locked all the same. SQLite
    has one writer at a time, and PostgreSQL needs a lock beside the row that may not be there.
    """
    if db.connection.dialect.name == "postgresql":
        number = 10 * period.year + period.half
        session().execute(select(func.pg_advisory_xact_lock(PERIODS, number)))
    changed = rows_changed(
        update(StatisticsKeyRow)
        .where(StatisticsKeyRow.period == str(period), StatisticsKeyRow.destroyed_on.is_(None))
        .values(public_key=StatisticsKeyRow.public_key)
    )
    return changed == 1


def is_destroyed(period: Period) -> bool:
    """True once the private half of a half-year's or year's key is gone."""
    query = select(StatisticsKeyRow.destroyed_on)
    return session().scalar(query.where(StatisticsKeyRow.period == str(period))) is not None


def mark_destroyed(period: Period, day: date) -> None:
    """The private half is gone: nothing of this half-year can be opened any more."""
    session().execute(
        update(StatisticsKeyRow)
        .where(StatisticsKeyRow.period == str(period))
        .values(destroyed_on=day)
    )


def not_destroyed() -> list[Period]:
    """The half-years whose private half may still lie in its file, oldest first."""
    query = select(StatisticsKeyRow.period).where(StatisticsKeyRow.destroyed_on.is_(None))
    rows = session().scalars(query.order_by(StatisticsKeyRow.period))
    return [period for period in map(parse_period, rows) if period is not None]

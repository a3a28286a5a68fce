"""Releases: a half-year's frozen figures, written once; the database refuses to change one."""

from datetime import date

from sqlalchemy import LargeBinary, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, insert_if_absent, session
from boernestemme.storage.ids import ID_LENGTH, new_id
from boernestemme.storage.write_once import write_once


class ReleaseRow(Base):
    """One release: canonical bytes and their SHA-256. It is a draft until two people approve."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("period", "number"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    period: Mapped[str] = mapped_column(String(6))
    number: Mapped[int]
    made_on: Mapped[date]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


write_once(ReleaseRow.metadata.tables[ReleaseRow.__tablename__])


def add(period: Period, number: int, content: bytes, digest: bytes, made_on: date) -> bool:
    """Write a new release; False when another process has just written this number."""
    return insert_if_absent(
        ReleaseRow,
        id=new_id(),
        period=str(period),
        number=number,
        content=content,
        digest=digest,
        made_on=made_on,
    )


def of_period(period: Period) -> ReleaseRow | None:
    """The newest release of a half-year, approved or not."""
    query = select(ReleaseRow).where(ReleaseRow.period == str(period))
    return session().scalars(query.order_by(ReleaseRow.number.desc()).limit(1)).first()


def every() -> list[ReleaseRow]:
    """All releases, newest half-year first."""
    query = select(ReleaseRow).order_by(ReleaseRow.period.desc(), ReleaseRow.number.desc())
    return list(session().scalars(query))

"""Keyed hashes of children and case workers, to count each once; destroyed by the freeze."""

from enum import StrEnum

from sqlalchemy import LargeBinary, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, insert_if_absent, session


class Counted(StrEnum):
    """Whom a hash stands for: a child, by its chain of meetings, or a case worker."""

    CHILD = "child"
    WORKER = "worker"


class PeopleHashRow(Base):
    """One child or case worker, under a key that dies with the half-year."""

    __tablename__ = "people_hashes"
    __table_args__ = {"sqlite_with_rowid": False}

    period: Mapped[str] = mapped_column(String(6), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    age_group: Mapped[str] = mapped_column(String(5), primary_key=True)
    who: Mapped[str] = mapped_column(String(6), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


def note(
    period: Period, municipality: str, age_group: AgeGroup, who: Counted, digest: bytes
) -> None:
    """Somebody stands behind an answer; told again it changes nothing."""
    insert_if_absent(
        PeopleHashRow,
        period=str(period),
        municipality=municipality,
        age_group=age_group,
        who=who,
        digest=digest,
    )


def count(period: Period) -> list[tuple[str, str, str, int]]:
    """How many distinct people: (municipality, age group, who, number)."""
    row = PeopleHashRow
    query = (
        select(row.municipality, row.age_group, row.who, func.count())
        .where(row.period == str(period))
        .group_by(row.municipality, row.age_group, row.who)
        .order_by(row.municipality, row.age_group, row.who)
    )
    return [(code, age, who, number) for code, age, who, number in session().execute(query)]


def destroy(period: Period) -> None:
    """Remove every hash of a half-year."""
    session().execute(delete(PeopleHashRow).where(PeopleHashRow.period == str(period)))

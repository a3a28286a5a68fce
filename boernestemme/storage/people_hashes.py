"""Keyed hashes of children and case workers, to count each once; destroyed by the freeze."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import LargeBinary, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, session


class Counted(StrEnum):
    """Whom a hash stands for: a child, by its chain of meetings, or a case worker."""

    CHILD = "child"
    WORKER = "worker"


# Municipality, age group, child or case worker, HMAC-SHA-256 (32 bytes).
Hash = tuple[str, AgeGroup, Counted, bytes]


class PeopleHashRow(Base):
    """One child or case worker, under a key that dies with the half-year."""

    __tablename__ = "people_hashes"
    __table_args__ = {"sqlite_with_rowid": False}

    period: Mapped[str] = mapped_column(String(6), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    age_group: Mapped[str] = mapped_column(String(5), primary_key=True)
    who: Mapped[str] = mapped_column(String(6), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


def take_all(period: Period, municipality: str) -> set[Hash]:
    """Remove one municipality's hashes of a half-year, to be written anew."""
    of_both = (PeopleHashRow.period == str(period), PeopleHashRow.municipality == municipality)
    row = PeopleHashRow
    query = select(row.municipality, row.age_group, row.who, row.digest).where(*of_both)
    taken = {
        (code, AgeGroup(age), Counted(who), digest)
        for code, age, who, digest in session().execute(query)
    }
    session().execute(delete(PeopleHashRow).where(*of_both))
    return taken


def add_all(period: Period, hashes: Iterable[Hash]) -> None:
    """Write hashes, each once, in the order given."""
    rows = [
        {
            "period": str(period),
            "municipality": code,
            "age_group": age_group,
            "who": who,
            "digest": digest,
        }
        for code, age_group, who, digest in hashes
    ]
    if rows:
        session().execute(insert(PeopleHashRow), rows)


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

"""How many distinct children and case workers a frozen half-year counted, once the hashes died."""

from collections.abc import Mapping, Sequence

from sqlalchemy import String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.period import Period
from boernestemme.storage.db import Base, session


class PeopleCountRow(Base):
    """One municipality's children and case workers behind the answers of one age group."""

    __tablename__ = "people_counts"

    period: Mapped[str] = mapped_column(String(6), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    age_group: Mapped[str] = mapped_column(String(5), primary_key=True)
    children: Mapped[int]
    workers: Mapped[int]


def add_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Write a half-year's counts; the values are the columns."""
    if rows:
        session().execute(insert(PeopleCountRow), [dict(row) for row in rows])


def of_period(period: Period) -> list[PeopleCountRow]:
    """The counts of a half-year."""
    query = select(PeopleCountRow).where(PeopleCountRow.period == str(period))
    return list(
        session().scalars(query.order_by(PeopleCountRow.municipality, PeopleCountRow.age_group))
    )

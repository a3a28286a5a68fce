"""What staff say of their own practice: one count for each step, and, apart, who has been asked.

There is no row for an answer, so that none can be laid beside a person's. Whoever can read the
database's files before and after one answer still sees which count grew and who was ticked.
"""

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, insert_if_absent, session

KEY_LENGTH = 40


class StatementCountRow(Base):
    """How many chose each of the five steps on one occasion."""

    __tablename__ = "statement_counts"
    __table_args__ = {"sqlite_with_rowid": False}

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    step_1: Mapped[int]
    step_2: Mapped[int]
    step_3: Mapped[int]
    step_4: Mapped[int]
    step_5: Mapped[int]


class StatementAskedRow(Base):
    """Who is asked no more on one occasion, whether they answered or would not."""

    __tablename__ = "statement_asked"
    __table_args__ = {"sqlite_with_rowid": False}

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)


COLUMNS = tuple(
    StatementCountRow.__table__.columns[name]
    for name in ("step_1", "step_2", "step_3", "step_4", "step_5")
)


def tick(account_id: str, occasion: str) -> bool:
    """Ask this person no more; False where they were ticked before."""
    return insert_if_absent(StatementAskedRow, account_id=account_id, occasion=occasion)


def is_ticked(account_id: str, occasion: str) -> bool:
    """True where this person has answered or would not."""
    return session().get(StatementAskedRow, (account_id, occasion)) is not None


def count(municipality: str, occasion: str, step: int) -> None:
    """One more for a step, from 1 to 5. All five are written, whichever it is."""
    key = {"municipality": municipality, "occasion": occasion}
    insert_if_absent(StatementCountRow, **key, **{column.name: 0 for column in COLUMNS})
    grown = {
        column.name: column + int(number == step) for number, column in enumerate(COLUMNS, start=1)
    }
    session().execute(update(StatementCountRow).filter_by(**key).values(grown))


def counts(municipality: str, occasion: str) -> tuple[int, ...]:
    """How many chose each step, from the first."""
    row = StatementCountRow
    query = select(*COLUMNS).where(row.municipality == municipality, row.occasion == occasion)
    found = session().execute(query).one_or_none()
    return (0,) * len(COLUMNS) if found is None else tuple(found)

"""Second factors: one secret for each account that has one, sealed, and the last code it gave."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, put, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH


class SecondFactorRow(Base):
    """An account's factor; it counts from the day it was confirmed.

    ``sealed_pending`` is a secret that waits for its first code. ``last_step`` is the half-minute
    of the last code that was taken: none of then or before is taken again.
    """

    __tablename__ = "second_factors"

    account_id: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("accounts.id"), primary_key=True
    )
    sealed_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_pending: Mapped[bytes | None] = mapped_column(LargeBinary)
    last_step: Mapped[int] = mapped_column(default=0)
    confirmed_on: Mapped[date | None]


def find(account_id: str) -> SecondFactorRow | None:
    """The account's factor, confirmed or not."""
    query = select(SecondFactorRow).where(SecondFactorRow.account_id == account_id)
    return session().scalar(query.execution_options(populate_existing=True))


def propose(account_id: str, sealed: bytes) -> None:
    """Lay a new secret beside the one that counts, or in place of one never confirmed."""
    put(SecondFactorRow, {"account_id": account_id}, sealed_pending=sealed)


def confirm(account_id: str, sealed: bytes, step: int, day: date) -> bool:
    """Let this waiting secret count from now; False when it waits no more."""
    changed = rows_changed(
        update(SecondFactorRow)
        .where(SecondFactorRow.account_id == account_id, SecondFactorRow.sealed_pending == sealed)
        .values(sealed_secret=sealed, sealed_pending=None, last_step=step, confirmed_on=day)
    )
    return changed == 1


def use_step(account_id: str, sealed: bytes, step: int) -> bool:
    """Take the code of this half-minute; False when it, or a later one, was taken before."""
    changed = rows_changed(
        update(SecondFactorRow)
        .where(
            SecondFactorRow.account_id == account_id,
            SecondFactorRow.sealed_secret == sealed,
            SecondFactorRow.last_step < step,
        )
        .values(last_step=step)
    )
    return changed == 1


def remove(account_id: str) -> bool:
    """Take the account's factor away; False when there was none."""
    gone = delete(SecondFactorRow).where(SecondFactorRow.account_id == account_id)
    return rows_changed(gone) == 1

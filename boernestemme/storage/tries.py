"""Counted tries: limits that hold across any number of workers, counted here (RAT-01)."""

import hashlib
from datetime import datetime

from sqlalchemy import LargeBinary, case, delete, or_, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, Moment, insert_if_absent, rows_changed, session


class TriesRow(Base):
    """How often something was tried in its window; the key is a hash, no address is kept."""

    __tablename__ = "tries"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    window_began: Mapped[datetime] = mapped_column(Moment)
    count: Mapped[int]


def spend(key: str, limit: int, now: datetime, window_began_after: datetime) -> bool:
    """Take one of ``limit`` tries; False when the window's tries are used up.

    A window that began at or before ``window_began_after`` is over, and a new one begins.
    """
    hashed = _hash(key)
    insert_if_absent(TriesRow, key=hashed, window_began=now, count=0)
    over = TriesRow.window_began <= window_began_after
    changed = rows_changed(
        update(TriesRow)
        .where(TriesRow.key == hashed, or_(TriesRow.count < limit, over))
        .values(
            count=case((over, 1), else_=TriesRow.count + 1),
            window_began=case((over, now), else_=TriesRow.window_began),
        )
    )
    return changed == 1


def give_back(key: str) -> None:
    """Give one spent try back; never more than were spent."""
    session().execute(
        update(TriesRow)
        .where(TriesRow.key == _hash(key), TriesRow.count > 0)
        .values(count=TriesRow.count - 1)
    )


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()


def forget_older(window_began_before: datetime) -> int:
    """Forget windows that are over; how many."""
    return rows_changed(delete(TriesRow).where(TriesRow.window_began <= window_began_before))

"""Framings: the replies to a meeting's wishes, sealed to the municipality, saved by version."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.sealing import Envelope

FIELD = "replies"


class FramingRow(Base):
    """One meeting's framing."""

    __tablename__ = "framings"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    version: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    answers: Mapped[int]
    is_complete: Mapped[bool]
    delivery: Mapped[str | None] = mapped_column(String(8))
    delivered_on: Mapped[date | None]
    filed_on: Mapped[date | None]


@dataclass(frozen=True)
class SavedState:
    """What can be told of a framing without opening it: how many answers it replied to."""

    answers: int
    is_complete: bool

    def settles(self, answers: int) -> bool:
        """True when every wish of this many answers has its reply."""
        return self.is_complete and self.answers == answers


def find(meeting_id: str) -> FramingRow | None:
    """The meeting's framing, if one was saved."""
    return session().scalar(select(FramingRow).where(FramingRow.meeting_id == meeting_id))


def states(meeting_ids: list[str]) -> dict[str, SavedState]:
    """The state of many meetings' framings."""
    query = select(FramingRow.meeting_id, FramingRow.answers, FramingRow.is_complete).where(
        FramingRow.meeting_id.in_(meeting_ids)
    )
    return {
        row.meeting_id: SavedState(row.answers, row.is_complete)
        for row in session().execute(query.order_by(FramingRow.meeting_id))
    }


def save(meeting_id: str, seen_version: int, envelope: Envelope, state: SavedState) -> bool:
    """Save over the version that was seen; False when another save came between."""
    values = {
        "version": seen_version + 1,
        "key_id": envelope.key_id,
        "wrapped_key": envelope.wrapped_key,
        "content": envelope.fields[FIELD],
        "answers": state.answers,
        "is_complete": state.is_complete,
        "filed_on": None,
    }
    if seen_version == 0:
        return _first(meeting_id, values)
    changed = rows_changed(
        update(FramingRow)
        .where(FramingRow.meeting_id == meeting_id, FramingRow.version == seen_version)
        .values(**values)
    )
    return changed == 1


def _first(meeting_id: str, values: dict[str, object]) -> bool:
    try:
        session().execute(insert(FramingRow).values(meeting_id=meeting_id, **values))
    except IntegrityError:
        session().rollback()
        return False
    return True


def mark_delivered(meeting_id: str, delivery: str, day: date) -> bool:
    """The child has been given the reply, or will be at the meeting.

    True for the first time alone, whoever else gives it at the same moment.
    """
    given = (
        update(FramingRow)
        .where(FramingRow.meeting_id == meeting_id)
        .values(delivery=delivery, delivered_on=day)
    )
    if rows_changed(given.where(FramingRow.delivered_on.is_(None))):
        return True
    session().execute(given)
    return False

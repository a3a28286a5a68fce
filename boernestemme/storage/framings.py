"""Framings: the replies to a meeting's wishes, sealed to the municipality, saved by version."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, LargeBinary, String, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.among import among
from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.meetings import MeetingRow
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
    """What can be told of a framing without opening it: how many answers it replied to.

    ``is_given`` once the child has been given the reply, or will be at the meeting. When the
    meeting is over that is no longer asked.
    """

    answers: int
    is_complete: bool
    is_given: bool = False

    def settles(self, answers: int) -> bool:
        """True when every wish of this many answers has its reply, and the child is given it."""
        return self.is_complete and self.answers == answers and self.is_given


def find(meeting_id: str) -> FramingRow | None:
    """The meeting's framing, if one was saved."""
    return session().scalar(select(FramingRow).where(FramingRow.meeting_id == meeting_id))


def states(meeting_ids: list[str], now: datetime) -> dict[str, SavedState]:
    """The state of many meetings' framings."""
    query = (
        select(FramingRow.meeting_id, FramingRow.answers, FramingRow.is_complete, is_given(now))
        .join(MeetingRow, MeetingRow.id == FramingRow.meeting_id)
        .where(among(FramingRow.meeting_id, meeting_ids))
    )
    found = session().execute(query.order_by(FramingRow.meeting_id))
    return {
        meeting_id: SavedState(answers, is_complete, was_given)
        for meeting_id, answers, is_complete, was_given in found
    }


def is_given(now: datetime) -> ColumnElement[bool]:
    """The child has been given what is saved, or the meeting where it is said is over."""
    return or_(FramingRow.delivered_on.is_not(None), MeetingRow.ends_at <= now)


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


def mark_delivered(meeting_id: str, delivery: str | None, day: date) -> bool:
    """The child has been given the reply, or will be at the meeting; None where it has no wish.

    True for the first time alone, whoever else gives it at the same moment.
    """
    given = (
        update(FramingRow)
        .where(FramingRow.meeting_id == meeting_id)
        .values(delivery=delivery, delivered_on=day)
    )
    if rows_changed(given.where(FramingRow.delivery.is_(None))):
        return delivery is not None
    session().execute(given)
    return False


def take_back(meeting_id: str) -> None:
    """The reply waits to be given again. That it was once given, and counted, still stands."""
    session().execute(
        update(FramingRow).where(FramingRow.meeting_id == meeting_id).values(delivered_on=None)
    )


def stands(meeting_id: str, version: int) -> bool:
    """True while this version is the one that is saved; holds it for the open transaction."""
    is_it = (FramingRow.meeting_id == meeting_id, FramingRow.version == version)
    return rows_changed(update(FramingRow).where(*is_it).values(version=version)) == 1

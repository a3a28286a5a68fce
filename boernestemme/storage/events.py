"""Events: what the child's side only inserts, and housekeeping moves into the chained log."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, rows_changed, run, session
from boernestemme.storage.ids import ID_LENGTH, new_id

ANSWER_SENT = "answer_sent"
AFTER_SENT = "after_sent"
LINK_LOCKED = "link_locked"


class EventRow(Base):
    """One event: a day, never a time of day, and a random key, never an order."""

    __tablename__ = "events"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4))
    meeting_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]


@dataclass(frozen=True)
class Event:
    """An event to be chained."""

    id: str
    municipality: str
    meeting_id: str
    kind: str
    day: date


_ADD = insert(EventRow)


def add(municipality: str, meeting_id: str, kind: str, day: date) -> None:
    """Something happened on the child's side."""
    run(_ADD, id=new_id(), municipality=municipality, meeting_id=meeting_id, kind=kind, day=day)


def waiting(limit: int) -> list[Event]:
    """Events not yet chained, oldest day first, at most ``limit``."""
    query = select(
        EventRow.id, EventRow.municipality, EventRow.meeting_id, EventRow.kind, EventRow.day
    ).order_by(EventRow.day, EventRow.id)
    return [Event(*row) for row in session().execute(query.limit(limit))]


def take(event_id: str) -> bool:
    """Remove an event that is about to be chained; False when another run took it."""
    changed = rows_changed(delete(EventRow).where(EventRow.id == event_id))
    return changed == 1

"""Reflections: what a case worker wrote to itself after a meeting, sealed, for nobody else."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.ports import Place
from boernestemme.storage import db
from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.sealing import Envelope

FIELD = "reflection"


class ReflectionRow(Base):
    """One person's reflection over one meeting. It is never handed over."""

    __tablename__ = "reflections"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    key_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)


def place(municipality: str, meeting_id: str, account_id: str) -> Place:
    """Where a reflection is sealed to: a meeting and a person."""
    return Place(municipality, f"reflection-{meeting_id}-{account_id}")


def put(meeting_id: str, account_id: str, envelope: Envelope) -> None:
    """The person's reflection over the meeting, in place of what was there."""
    db.put(
        ReflectionRow,
        {"meeting_id": meeting_id, "account_id": account_id},
        key_id=envelope.key_id,
        wrapped_key=envelope.wrapped_key,
        content=envelope.fields[FIELD],
    )


def remove(meeting_id: str, account_id: str) -> None:
    """The person has no reflection over the meeting any more."""
    session().execute(
        delete(ReflectionRow).where(
            ReflectionRow.meeting_id == meeting_id, ReflectionRow.account_id == account_id
        )
    )


def of_person(account_id: str) -> list[ReflectionRow]:
    """All reflections of one person, by meeting."""
    query = select(ReflectionRow).where(ReflectionRow.account_id == account_id)
    return list(session().scalars(query.order_by(ReflectionRow.meeting_id)))


def find(meeting_id: str, account_id: str) -> ReflectionRow | None:
    """The person's reflection over the meeting."""
    return session().get(ReflectionRow, (meeting_id, account_id))


def destroy_old(since: datetime) -> int:
    """Destroy the reflections over meetings whose links had all died by ``since``; how many."""
    is_young = exists().where(
        InvitationRow.meeting_id == ReflectionRow.meeting_id, InvitationRow.expires_at > since
    )
    return rows_changed(delete(ReflectionRow).where(~is_young))

"""Submissions: what children sent, sealed in four envelopes under a data key of its own."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, rows_changed, run, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.sealing import Envelope

ENVELOPES = ("open_closed", "open_texts", "guarded_closed", "guarded_texts")


class SubmissionRow(Base):
    """One answer before or after a meeting. Days, not moments.

    ``has_text`` and ``talk_to`` are all that shows without opening it: they are tasks. Who the
    child wants to talk to is None, ``caseworker``, or ``other`` for the backup reader.
    """

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("invitation_id", "phase"),
        Index("ix_submissions_municipality_meeting_id", "municipality", "meeting_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    invitation_id: Mapped[str] = mapped_column(ForeignKey("invitations.id"))
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), index=True)
    municipality: Mapped[str] = mapped_column(String(4))
    instrument_version: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    open_closed: Mapped[bytes] = mapped_column(LargeBinary)
    open_texts: Mapped[bytes] = mapped_column(LargeBinary)
    guarded_closed: Mapped[bytes] = mapped_column(LargeBinary)
    guarded_texts: Mapped[bytes] = mapped_column(LargeBinary)
    has_text: Mapped[bool]
    received_on: Mapped[date]
    text_read_on: Mapped[date | None]
    phase: Mapped[str] = mapped_column(String(6))
    talk_to: Mapped[str | None] = mapped_column(String(10))
    talked_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(8))
    asked_as: Mapped[str] = mapped_column(String(5))
    ask_alone: Mapped[bool]
    asked_alone_on: Mapped[date | None]
    announced_on: Mapped[date | None]

    @property
    def envelopes(self) -> Mapping[str, bytes]:
        """The sealed fields by name."""
        return {name: getattr(self, name) for name in ENVELOPES}

    @property
    def unread_since(self) -> date | None:
        """The day from which the child's own words have waited for a reader, or None."""
        return self.received_on if self.has_text and self.text_read_on is None else None


_ADD = insert(SubmissionRow)


def add(  # a submission is these facts
    submission_id: str,
    *,
    invitation_id: str,
    phase: Phase,
    meeting_id: str,
    municipality: str,
    instrument_version: int,
    envelope: Envelope,
    has_text: bool,
    received_on: date,
    talk_to: str | None = None,
    language: str,
    asked_as: AgeGroup,
    ask_alone: bool = False,
) -> None:
    """A new submission. Nothing is read back: the child's role may only insert."""
    run(
        _ADD,
        id=submission_id,
        invitation_id=invitation_id,
        phase=phase,
        meeting_id=meeting_id,
        municipality=municipality,
        instrument_version=instrument_version,
        key_id=envelope.key_id,
        wrapped_key=envelope.wrapped_key,
        **envelope.fields,
        has_text=has_text,
        received_on=received_on,
        talk_to=talk_to,
        language=language,
        asked_as=asked_as,
        ask_alone=ask_alone,
    )


def of_meeting(meeting_id: str, phase: Phase = Phase.BEFORE) -> list[SubmissionRow]:
    """The meeting's submissions, oldest day first (more than one after a re-issued link)."""
    return of_meetings([meeting_id], phase)


def of_meetings(meeting_ids: list[str], phase: Phase = Phase.BEFORE) -> list[SubmissionRow]:
    """The submissions of many meetings in one phase, oldest day first."""
    query = select(SubmissionRow).where(
        among(SubmissionRow.meeting_id, meeting_ids), SubmissionRow.phase == phase
    )
    return list(session().scalars(query.order_by(SubmissionRow.received_on, SubmissionRow.id)))


def mark_text_read(meeting_id: str, phase: Phase, day: date) -> None:
    """The reader has pressed *Læst*."""
    session().execute(
        update(SubmissionRow)
        .where(
            SubmissionRow.meeting_id == meeting_id,
            SubmissionRow.phase == phase,
            SubmissionRow.text_read_on.is_(None),
        )
        .values(text_read_on=day)
    )


def mark_asked_alone(meeting_id: str, day: date) -> bool:
    """The child that family helped has been asked alone; False when nobody still waited."""
    changed = rows_changed(
        update(SubmissionRow)
        .where(
            SubmissionRow.meeting_id == meeting_id,
            SubmissionRow.ask_alone,
            SubmissionRow.asked_alone_on.is_(None),
        )
        .values(asked_alone_on=day)
    )
    return changed > 0


def mark_announced(submission_id: str, day: date) -> bool:
    """Staff are told that it came; False when another run had it first."""
    changed = rows_changed(
        update(SubmissionRow)
        .where(SubmissionRow.id == submission_id, SubmissionRow.announced_on.is_(None))
        .values(announced_on=day)
    )
    return changed == 1


def mark_talked(meeting_id: str, wanted: Collection[str], day: date) -> bool:
    """Somebody has talked with the child who asked for it; False when nobody still waited."""
    changed = rows_changed(
        update(SubmissionRow)
        .where(
            SubmissionRow.meeting_id == meeting_id,
            SubmissionRow.phase == Phase.AFTER,
            SubmissionRow.talk_to.in_(wanted),
            SubmissionRow.talked_on.is_(None),
        )
        .values(talked_on=day)
    )
    return changed > 0

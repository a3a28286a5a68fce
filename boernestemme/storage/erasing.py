"""Erasing rows with their own keys: answers, framings with the letters made from them, cards."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, select, text, update
from sqlalchemy.exc import OperationalError

from boernestemme.domain.instruments.after import TO_ANOTHER
from boernestemme.storage import needs_cards
from boernestemme.storage.among import among
from boernestemme.storage.db import db, rows_changed, session
from boernestemme.storage.erasure_ledger import Erased, Kind
from boernestemme.storage.framings import FramingRow
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.papers import IS_PAPER
from boernestemme.storage.submissions import ENVELOPES, SubmissionRow

WAITS_FOR_ANOTHER = and_(
    SubmissionRow.talk_to.is_not_distinct_from(TO_ANOTHER), SubmissionRow.talked_on.is_(None)
)


def papers_of(meeting_id: str, day: date) -> list[Erased]:
    """The ledger's lines for every paper of a meeting."""
    answers = _ids((SubmissionRow.meeting_id == meeting_id) & IS_PAPER)
    framing = select(FramingRow.meeting_id).where(FramingRow.meeting_id == meeting_id)
    return [
        *(Erased(day, Kind.ANSWER, one) for one in answers),
        *(Erased(day, Kind.FRAMING, one) for one in session().scalars(framing)),
    ]


def wishes_of(meeting_id: str, day: date) -> list[Erased]:
    """The ledger's lines for the wishes to talk that are no papers."""
    wishes = _ids((SubmissionRow.meeting_id == meeting_id) & ~IS_PAPER)
    return [Erased(day, Kind.WISH, one) for one in wishes]


def _ids(which: ColumnElement[bool]) -> list[str]:
    return list(session().scalars(select(SubmissionRow.id).where(which)))


def keep_framing_still(meeting_id: str) -> None:
    """Let nobody save over the framing until the transaction ends (SQLite has one writer)."""
    framing = select(FramingRow.version).where(FramingRow.meeting_id == meeting_id)
    session().execute(framing.with_for_update()).all()


def erase(kind: Kind, row_ids: Collection[str], day: date) -> int:
    """Erase rows of one kind; the meetings of papers keep the day. How many rows."""
    if kind is Kind.FRAMING:
        return _erase_framings(row_ids, day)
    if kind is Kind.CARD:
        return len(needs_cards.destroy(row_ids))
    named = among(SubmissionRow.id, row_ids)
    if kind is Kind.WISH:
        return rows_changed(delete(SubmissionRow).where(named))
    return _erase_answers(named, day)


def _erase_framings(meeting_ids: Collection[str], day: date) -> int:
    named = among(FramingRow.meeting_id, meeting_ids)
    found = list(session().scalars(select(FramingRow.meeting_id).where(named)))
    session().execute(
        update(InvitationRow)
        .where(among(InvitationRow.meeting_id, found))
        .values(letter=None, letter_on=None)
    )
    _note(found, day)
    return rows_changed(delete(FramingRow).where(named))


def _erase_answers(named: ColumnElement[bool], day: date) -> int:
    """Remove answers. Where the child still waits to talk to another, that wish alone is left."""
    whole = named & (SubmissionRow.wrapped_key != b"")
    _note(list(session().scalars(select(SubmissionRow.meeting_id).where(whole))), day)
    emptied = rows_changed(
        update(SubmissionRow)
        .where(whole, WAITS_FOR_ANOTHER)
        .values(has_text=False, wrapped_key=b"", **dict.fromkeys(ENVELOPES, b""))
    )
    return emptied + rows_changed(delete(SubmissionRow).where(whole))


def _note(meeting_ids: Collection[str], day: date) -> None:
    session().execute(
        update(MeetingRow).where(among(MeetingRow.id, meeting_ids)).values(erased_on=day)
    )


def was_anything_erased() -> bool:
    """True when some meeting's papers were erased."""
    query = select(MeetingRow.id).where(MeetingRow.erased_on.is_not(None))
    return session().execute(query.limit(1)).first() is not None


def leave_nothing(erased: int) -> None:
    """SQLite: no erased row lies on in the database file or in its log.

    What is deleted is written over, but a page that was split before may hold another copy in
    what it does not use: so where rows were erased the file is written anew. While somebody else
    writes for long it is not; the next erasing does it.
    """
    if db.connection.dialect.name != "sqlite":
        return
    session().rollback()
    if erased:
        with suppress(OperationalError), db.engine.connect() as other:
            other.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))
    session().execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    session().rollback()

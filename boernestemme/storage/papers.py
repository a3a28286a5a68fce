"""A meeting's papers: the answers to it and the framing, as the post box sees them, unopened.

An answer that holds nothing but the wish to talk to another than the case worker is no paper: its
case worker knows nothing of it. It stays until they have talked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, union, update
from sqlalchemy.orm import InstrumentedAttribute

from boernestemme.domain.instruments.after import TO_ANOTHER, TO_CASEWORKER
from boernestemme.domain.meeting import Phase, danish_day, first_moment
from boernestemme.domain.retention import ERASED_AFTER, Papers
from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.among import among
from boernestemme.storage.db import rows_changed, session
from boernestemme.storage.framings import FramingRow
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow

IS_PAPER = or_(SubmissionRow.has_text, SubmissionRow.talk_to.is_distinct_from(TO_ANOTHER))
IS_OF_IT = SubmissionRow.meeting_id == MeetingRow.id
FRAMES_IT = FramingRow.meeting_id == MeetingRow.id
# Meetings with an answer or a framing that is not erased: few beside all that ever were.
WITH_PAPERS = union(select(SubmissionRow.meeting_id), select(FramingRow.meeting_id))
HAS_PAPERS = or_(exists().where(IS_OF_IT, IS_PAPER), exists().where(FRAMES_IT))
HAS_UNFILED = or_(
    exists().where(IS_OF_IT, IS_PAPER, SubmissionRow.filed_on.is_(None)),
    exists().where(FRAMES_IT, FramingRow.filed_on.is_(None)),
)
HAS_UNMET_WISH = exists().where(
    IS_OF_IT, SubmissionRow.talk_to.is_not(None), SubmissionRow.talked_on.is_(None)
)
IS_WISH_OF_IT = IS_OF_IT & ~IS_PAPER
WAITS_FOR_CASEWORKER = (SubmissionRow.talk_to == TO_CASEWORKER) & SubmissionRow.talked_on.is_(None)


@dataclass(frozen=True)
class Unfiled:
    """A meeting whose papers were not filed in time: named by its two words, no answer."""

    words: WordPair
    caseworker: str
    expired_at: datetime
    meeting_id: str
    team_id: str | None


def of_meetings(meeting_ids: Sequence[str]) -> dict[str, Papers]:
    """How the papers of these meetings stand."""
    days: dict[str, list[date | None]] = {one: [] for one in meeting_ids}
    for query in (
        select(SubmissionRow.meeting_id, SubmissionRow.filed_on).where(IS_PAPER),
        select(FramingRow.meeting_id, FramingRow.filed_on),
    ):
        theirs = among(query.selected_columns[0], meeting_ids)
        _collect(days, session().execute(query.where(theirs)))
    return _papers(days)


def of_meeting(meeting_id: str) -> Papers:
    """How the papers of one meeting stand."""
    return of_meetings([meeting_id])[meeting_id]


def child_waits(meeting_id: str) -> bool:
    """True while the child still waits to talk to its case worker: till then nothing goes."""
    query = select(SubmissionRow.id).where(
        SubmissionRow.meeting_id == meeting_id, WAITS_FOR_CASEWORKER
    )
    return session().execute(query.limit(1)).first() is not None


def wishes_of(meeting_id: str) -> Papers:
    """The same of its wishes to talk that are no papers: *filed* is the day they were met."""
    days: dict[str, list[date | None]] = {meeting_id: []}
    columns = select(SubmissionRow.meeting_id, SubmissionRow.talked_on)
    wishes = columns.where(SubmissionRow.meeting_id == meeting_id, ~IS_PAPER)
    _collect(days, session().execute(wishes))
    return _papers(days)[meeting_id]


def _collect(days: dict[str, list[date | None]], rows: Iterable[Any]) -> None:
    for meeting_id, day in rows:
        days[meeting_id].append(day)


def _papers(days: dict[str, list[date | None]]) -> dict[str, Papers]:
    facts = (
        select(
            MeetingRow.id,
            MeetingRow.ends_at,
            func.max(InvitationRow.expires_at),
            MeetingRow.hold_since,
        )
        .join(InvitationRow, InvitationRow.meeting_id == MeetingRow.id)
        .where(among(MeetingRow.id, days))
        .group_by(MeetingRow.id, MeetingRow.ends_at, MeetingRow.hold_since)
    )
    return {
        meeting_id: Papers(days[meeting_id], ends_at, expires_at, hold_since)
        for meeting_id, ends_at, expires_at, hold_since in session().execute(facts)
    }


def answers_of(meeting_id: str) -> dict[str, Phase]:
    """The answers to a meeting that are papers, by id."""
    query = select(SubmissionRow.id, SubmissionRow.phase)
    rows = session().execute(query.where(SubmissionRow.meeting_id == meeting_id, IS_PAPER))
    return {answer_id: Phase(phase) for answer_id, phase in rows}


def file_answers(answer_ids: Iterable[str], day: date) -> int:
    """Tick these answers; how many were not ticked before."""
    return rows_changed(
        update(SubmissionRow)
        .where(among(SubmissionRow.id, answer_ids), SubmissionRow.filed_on.is_(None))
        .values(filed_on=day)
    )


def framing_version(meeting_id: str) -> int:
    """The version of a meeting's framing, 0 when there is none."""
    query = select(FramingRow.version).where(FramingRow.meeting_id == meeting_id)
    return session().scalar(query) or 0


def file_framing(meeting_id: str, version: int, day: date) -> int:
    """Tick this version of the framing; how many were not ticked before (0 or 1)."""
    return rows_changed(
        update(FramingRow)
        .where(
            FramingRow.meeting_id == meeting_id,
            FramingRow.version == version,
            FramingRow.filed_on.is_(None),
        )
        .values(filed_on=day)
    )


def unfile(meeting_id: str, day: date) -> int:
    """Take back what of a meeting was ticked on this day; how many papers."""
    return sum(
        rows_changed(
            update(row)
            .where(row.meeting_id == meeting_id, row.filed_on == day)
            .values(filed_on=None)
        )
        for row in (SubmissionRow, FramingRow)
    )


def left_over(account_id: str, before: datetime) -> list[MeetingRow]:
    """A reader's meetings from before a moment with something unfiled or a wish unmet, by time."""
    query = select(MeetingRow).where(
        or_(MeetingRow.caseworker_id == account_id, MeetingRow.backup_id == account_id),
        MeetingRow.starts_at < before,
        or_(HAS_UNFILED, HAS_UNMET_WISH),
    )
    return list(session().scalars(query.order_by(MeetingRow.starts_at, MeetingRow.id)))


def overdue(municipality: str, now: datetime) -> list[Unfiled]:
    """The municipality's meetings with something unfiled after the link's expiry, oldest first."""
    query = (
        select(
            InvitationRow.colour,
            InvitationRow.thing,
            AccountRow.first_name,
            InvitationRow.expires_at,
            MeetingRow.id,
            AccountRow.team_id,
        )
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .join(AccountRow, AccountRow.id == MeetingRow.caseworker_id)
        .where(
            MeetingRow.municipality == municipality,
            InvitationRow.replaced_on.is_(None),
            InvitationRow.expires_at <= now,
            HAS_UNFILED,
        )
        .order_by(InvitationRow.expires_at, MeetingRow.id)
    )
    return [
        Unfiled(WordPair(colour, thing), first_name, expired_at, meeting_id, team_id)
        for colour, thing, first_name, expired_at, meeting_id, team_id in session().execute(query)
    ]


def settled(now: datetime, after: str, limit: int) -> list[tuple[str, str]]:
    """Meetings (id and municipality, by id, beyond ``after``) that may have something to erase.

    Those are named alone whose link died, and whose papers were filed or wishes met, long enough
    ago: what is not due costs nothing more.
    """
    last = danish_day(now) - ERASED_AFTER
    has_late = or_(
        exists().where(IS_OF_IT, IS_PAPER, _is_not_by(last, SubmissionRow.filed_on)),
        exists().where(FRAMES_IT, _is_not_by(last, FramingRow.filed_on)),
    )
    has_late_wish = exists().where(IS_WISH_OF_IT, _is_not_by(last, SubmissionRow.talked_on))
    query = (
        select(MeetingRow.id, MeetingRow.municipality)
        .join(InvitationRow, InvitationRow.meeting_id == MeetingRow.id)
        .where(
            MeetingRow.id > after,
            MeetingRow.id.in_(WITH_PAPERS),
            MeetingRow.hold_since.is_(None),
            InvitationRow.replaced_on.is_(None),
            InvitationRow.expires_at < first_moment(last + timedelta(days=1)),
            ~exists().where(IS_OF_IT, WAITS_FOR_CASEWORKER),
            or_(HAS_PAPERS & ~has_late, exists().where(IS_WISH_OF_IT) & ~has_late_wish),
        )
        .order_by(MeetingRow.id)
    )
    return [(row.id, row.municipality) for row in session().execute(query.limit(limit))]


def _is_not_by(day: date, done_on: InstrumentedAttribute[date | None]) -> ColumnElement[bool]:
    return or_(done_on.is_(None), done_on > day)

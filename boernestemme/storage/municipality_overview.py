"""One municipality from above: what may be waiting in its meetings; nothing is opened."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from boernestemme.domain.instruments.after import TO_ANOTHER, TO_CASEWORKER
from boernestemme.domain.meeting import Phase
from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import session
from boernestemme.storage.framings import FramingRow, is_given
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow


@dataclass(frozen=True)
class NamedMeeting:
    """A meeting, named by its two words, and its case worker's first name and team.

    ``left_on`` is the day the case worker's account was closed, None while it is open.
    """

    row: MeetingRow
    words: WordPair
    caseworker: str
    team_id: str | None
    left_on: date | None


@dataclass(frozen=True)
class UnmetWish:
    """A wish to talk to another: its meeting and that one's two words, whose it is, since when.

    It is the backup reader's, by first name and account.
    """

    words: WordPair
    backup: str
    since: date
    meeting_id: str
    backup_id: str
    team_id: str | None


def with_something_open(municipality: str, now: datetime) -> list[NamedMeeting]:
    """The meetings with words nobody has marked as read, or wishes not all given a reply.

    A few more than that may come along; never fewer.
    """
    answered = select(SubmissionRow.meeting_id).where(SubmissionRow.municipality == municipality)
    return _named(and_(MeetingRow.id.in_(answered), _is_open(now)))


def left_behind(municipality: str, now: datetime) -> list[NamedMeeting]:
    """The meetings whose case worker's account is closed, with a live link or something open."""
    is_live = and_(InvitationRow.expires_at > now, MeetingRow.cancelled_on.is_(None))
    waits = exists().where(
        SubmissionRow.meeting_id == MeetingRow.id,
        SubmissionRow.talk_to == TO_CASEWORKER,
        SubmissionRow.talked_on.is_(None),
    )
    is_left = and_(MeetingRow.municipality == municipality, AccountRow.disabled_on.is_not(None))
    return _named(and_(is_left, or_(is_live, waits, _is_open(now))))


def _is_open(now: datetime) -> ColumnElement[bool]:
    of_it = SubmissionRow.meeting_id == MeetingRow.id
    says_something = or_(SubmissionRow.has_text, SubmissionRow.talk_to == TO_CASEWORKER)
    answers = (
        select(func.count())
        .where(of_it, SubmissionRow.phase == Phase.BEFORE)
        .correlate(MeetingRow)
        .scalar_subquery()
    )
    is_settled = exists().where(
        FramingRow.meeting_id == MeetingRow.id,
        FramingRow.is_complete,
        is_given(now),
        FramingRow.answers == answers,
    )
    return or_(
        exists().where(of_it, says_something, SubmissionRow.text_read_on.is_(None)),
        and_(exists().where(of_it, SubmissionRow.phase == Phase.BEFORE), ~is_settled),
    )


def _named(condition: ColumnElement[bool]) -> list[NamedMeeting]:
    link, worker = InvitationRow, AccountRow
    names = (link.colour, link.thing, worker.first_name, worker.team_id, worker.disabled_on)
    query = (
        select(MeetingRow, *names)
        .join(InvitationRow, InvitationRow.meeting_id == MeetingRow.id)
        .join(AccountRow, AccountRow.id == MeetingRow.caseworker_id)
        .where(InvitationRow.replaced_on.is_(None), condition)
        .order_by(MeetingRow.starts_at, MeetingRow.id)
    )
    return [
        NamedMeeting(row, WordPair(colour, thing), first_name, team_id, left_on)
        for row, colour, thing, first_name, team_id, left_on in session().execute(query)
    ]


def unmet_wishes(municipality: str) -> list[UnmetWish]:
    """The meetings whose child still waits to talk to another than its case worker."""
    query = (
        select(
            InvitationRow.colour,
            InvitationRow.thing,
            AccountRow.first_name,
            func.min(SubmissionRow.received_on),
            MeetingRow.id,
            MeetingRow.backup_id,
            AccountRow.team_id,
        )
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .join(AccountRow, AccountRow.id == MeetingRow.backup_id)
        .join(SubmissionRow, SubmissionRow.meeting_id == MeetingRow.id)
        .where(
            SubmissionRow.municipality == municipality,
            InvitationRow.replaced_on.is_(None),
            SubmissionRow.talk_to == TO_ANOTHER,
            SubmissionRow.talked_on.is_(None),
        )
        .group_by(
            InvitationRow.id,
            InvitationRow.colour,
            InvitationRow.thing,
            AccountRow.first_name,
            MeetingRow.id,
            MeetingRow.backup_id,
            AccountRow.team_id,
        )
        .order_by(InvitationRow.id)
    )
    return [
        UnmetWish(WordPair(colour, thing), first_name, since, meeting_id, backup_id, team_id)
        for colour, thing, first_name, since, meeting_id, backup_id, team_id in session().execute(
            query
        )
    ]

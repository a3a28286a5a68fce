"""One municipality from above: what may be waiting, and bare facts to count; nothing is opened."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, exists, func, or_, select

from boernestemme.domain.instruments.after import TO_ANOTHER, TO_CASEWORKER
from boernestemme.domain.meeting import Phase
from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import session
from boernestemme.storage.framings import FramingRow, is_given
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow


@dataclass(frozen=True)
class NamedMeeting:
    """A meeting, named by its two words, and its case worker's first name."""

    row: MeetingRow
    words: WordPair
    caseworker: str


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


@dataclass(frozen=True)
class LinkFacts:
    """What is counted of one meeting's links; the day is that of the answer before it."""

    meeting_id: str
    starts_at: datetime
    answered_on: date | None
    is_answered_after: bool


def with_something_open(municipality: str, now: datetime) -> list[NamedMeeting]:
    """The meetings with words nobody has marked as read, or wishes not all given a reply.

    A few more than that may come along; never fewer.
    """
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
    is_open = or_(
        exists().where(of_it, says_something, SubmissionRow.text_read_on.is_(None)),
        and_(exists().where(of_it, SubmissionRow.phase == Phase.BEFORE), ~is_settled),
    )
    query = (
        select(MeetingRow, InvitationRow.colour, InvitationRow.thing, AccountRow.first_name)
        .join(InvitationRow, InvitationRow.meeting_id == MeetingRow.id)
        .join(AccountRow, AccountRow.id == MeetingRow.caseworker_id)
        .where(
            MeetingRow.municipality == municipality, InvitationRow.replaced_on.is_(None), is_open
        )
        .order_by(MeetingRow.starts_at, MeetingRow.id)
    )
    return [
        NamedMeeting(row, WordPair(colour, thing), first_name)
        for row, colour, thing, first_name in session().execute(query)
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
        )
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .join(AccountRow, AccountRow.id == MeetingRow.backup_id)
        .join(SubmissionRow, SubmissionRow.meeting_id == MeetingRow.id)
        .where(
            MeetingRow.municipality == municipality,
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
        )
        .order_by(InvitationRow.id)
    )
    return [
        UnmetWish(WordPair(colour, thing), first_name, since, meeting_id, backup_id)
        for colour, thing, first_name, since, meeting_id, backup_id in session().execute(query)
    ]


def link_facts(municipality: str, begin: datetime, end: datetime) -> list[LinkFacts]:
    """The meetings with a link that start from ``begin`` and before ``end``, none cancelled."""
    query = (
        select(
            InvitationRow.meeting_id,
            InvitationRow.starts_at,
            func.min(InvitationRow.answered_on),
            func.count(InvitationRow.after_by),
        )
        .where(
            InvitationRow.municipality == municipality,
            InvitationRow.starts_at >= begin,
            InvitationRow.starts_at < end,
            InvitationRow.cancelled_on.is_(None),
        )
        .group_by(InvitationRow.meeting_id, InvitationRow.starts_at)
    )
    return [
        LinkFacts(meeting_id, starts_at, answered_on, after > 0)
        for meeting_id, starts_at, answered_on, after in session().execute(query)
    ]


def replied_at(municipality: str) -> dict[str, datetime]:
    """When the reply to a meeting's wishes was first given, from the access log.

    The papers themselves are erased in time; that they were given stays.
    """
    query = (
        select(AccessLogRow.subject, func.min(AccessLogRow.at).label("at"))
        .where(AccessLogRow.municipality == municipality, AccessLogRow.action == "reply_given")
        .group_by(AccessLogRow.subject)
    )
    return {row.subject: row.at for row in session().execute(query)}

"""What staff have not been told of yet: answers that came, and links that locked themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.meeting import Phase
from boernestemme.storage.db import session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow


@dataclass(frozen=True)
class Arrival:
    """An answer, what shows of it unopened, and whose meeting it is about, by account."""

    submission_id: str
    phase: Phase
    has_text: bool
    talk_to: str | None
    caseworker_id: str
    backup_id: str


@dataclass(frozen=True)
class LockedLink:
    """A link that wrong picks of the two words have locked, and its case worker's account."""

    invitation_id: str
    caseworker_id: str


def arrivals(limit: int) -> list[Arrival]:
    """Answers nobody has been told of, oldest day first, at most ``limit``.

    Of a cancelled meeting only those from after it.
    """
    query = (
        select(
            SubmissionRow.id,
            SubmissionRow.phase,
            SubmissionRow.has_text,
            SubmissionRow.talk_to,
            MeetingRow.caseworker_id,
            MeetingRow.backup_id,
        )
        .join(MeetingRow, MeetingRow.id == SubmissionRow.meeting_id)
        .where(
            SubmissionRow.announced_on.is_(None),
            or_(SubmissionRow.phase == Phase.AFTER, MeetingRow.cancelled_on.is_(None)),
        )
        .order_by(SubmissionRow.received_on, SubmissionRow.id)
        .limit(limit)
    )
    return [
        Arrival(answer_id, Phase(phase), has_text, talk_to, caseworker_id, backup_id)
        for answer_id, phase, has_text, talk_to, caseworker_id, backup_id in session().execute(
            query
        )
    ]


def locked_links(now: datetime) -> list[LockedLink]:
    """The locked links the child still needs: before its answer, and again after the meeting."""
    query = (
        select(InvitationRow.id, MeetingRow.caseworker_id)
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .where(
            InvitationRow.wrong_picks >= WRONG_PICKS_ALLOWED,
            InvitationRow.replaced_on.is_(None),
            InvitationRow.revoked_on.is_(None),
            InvitationRow.expires_at > now,
            MeetingRow.cancelled_on.is_(None),
            or_(InvitationRow.answered_on.is_(None), InvitationRow.ends_at <= now),
        )
    )
    rows = session().execute(query)
    return [LockedLink(link_id, caseworker_id) for link_id, caseworker_id in sorted(rows)]

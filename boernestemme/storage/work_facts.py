"""Bare facts of a municipality's meetings, for counting work by team; nothing is opened."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow


@dataclass(frozen=True)
class MeetingFacts:
    """What is counted of one meeting with a link; ``answered_on`` is of the answer before it.

    ``team_id`` is the case worker's team now.
    """

    meeting_id: str
    starts_at: datetime
    caseworker_id: str
    team_id: str | None
    is_cancelled: bool
    answered_on: date | None
    is_answered_after: bool


def between(municipality: str, begin: datetime, end: datetime) -> list[MeetingFacts]:
    """The meetings with a link that start from ``begin`` and before ``end``."""
    link = InvitationRow
    columns = (
        MeetingRow.id,
        MeetingRow.starts_at,
        MeetingRow.caseworker_id,
        AccountRow.team_id,
        MeetingRow.cancelled_on,
    )
    query = (
        select(*columns, func.min(link.answered_on), func.count(link.after_by))
        .join(link, link.meeting_id == MeetingRow.id)
        .join(AccountRow, AccountRow.id == MeetingRow.caseworker_id)
        .where(
            MeetingRow.municipality == municipality,
            MeetingRow.starts_at >= begin,
            MeetingRow.starts_at < end,
        )
        .group_by(*columns)
    )
    return [_facts(*row) for row in session().execute(query)]


def _facts(  # the columns of one row
    meeting_id: str,
    starts_at: datetime,
    caseworker_id: str,
    team_id: str | None,
    cancelled_on: date | None,
    answered_on: date | None,
    answered_after: int,
) -> MeetingFacts:
    is_cancelled, is_answered_after = cancelled_on is not None, answered_after > 0
    return MeetingFacts(
        meeting_id, starts_at, caseworker_id, team_id, is_cancelled, answered_on, is_answered_after
    )


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

"""Bare facts of a municipality's meetings, for counting work by team; nothing is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from boernestemme.domain.meeting import AgeGroup
from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.among import among
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
    age_group: AgeGroup


def between(municipality: str, begin: datetime, end: datetime) -> list[MeetingFacts]:
    """The meetings with a link that start from ``begin`` and before ``end``."""
    link = InvitationRow
    columns = (
        MeetingRow.id,
        MeetingRow.starts_at,
        MeetingRow.caseworker_id,
        AccountRow.team_id,
        MeetingRow.cancelled_on,
        MeetingRow.age_group,
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
    age_group: str,
    answered_on: date | None,
    answered_after: int,
) -> MeetingFacts:
    return MeetingFacts(
        meeting_id,
        starts_at,
        caseworker_id,
        team_id,
        cancelled_on is not None,
        answered_on,
        answered_after > 0,
        AgeGroup(age_group),
    )


def replied_at(municipality: str, meeting_ids: Sequence[str]) -> dict[str, datetime]:
    """When the reply to the wishes of these meetings was first given, from the access log.

    The papers themselves are erased in time; that they were given stays.
    """
    log = AccessLogRow
    query = (
        select(log.subject, func.min(log.at).label("at"))
        .where(log.municipality == municipality, log.action == "reply_given")
        .where(among(log.subject, meeting_ids))
        .group_by(log.subject)
    )
    return {row.subject: row.at for row in session().execute(query)}

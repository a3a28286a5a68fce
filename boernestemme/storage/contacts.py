"""Whom a link says to turn to: the case worker's first name, and the municipality's number."""

from datetime import datetime

from sqlalchemy import select, update

from boernestemme.storage.db import session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow


def rename(caseworker_id: str, name: str, now: datetime) -> None:
    """Let the open links of a case worker say its new name."""
    theirs = select(MeetingRow.id).where(MeetingRow.caseworker_id == caseworker_id)
    session().execute(
        update(InvitationRow)
        .where(InvitationRow.meeting_id.in_(theirs), InvitationRow.expires_at > now)
        .values(contact_name=name)
    )


def renumber(municipality: str, number: str, now: datetime) -> None:
    """Let the open links of a municipality say its new number."""
    session().execute(
        update(InvitationRow)
        .where(InvitationRow.municipality == municipality, InvitationRow.expires_at > now)
        .values(call_number=number)
    )

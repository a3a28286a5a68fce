"""How often a meeting's time was changed: one question to the lines of the access log."""

from sqlalchemy import func, select

from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.db import session

CHANGES = ("meeting_moved", "meeting_cancelled")


def count_of(municipality: str, meeting_id: str) -> int:
    """How often the meeting was moved or cancelled."""
    query = select(func.count()).where(
        AccessLogRow.municipality == municipality,
        AccessLogRow.subject == meeting_id,
        AccessLogRow.action.in_(CHANGES),
    )
    return int(session().execute(query).scalar_one())

"""The statistics keys of links: given where there is none, exchanged where it is another one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from boernestemme.domain.period import Period
from boernestemme.storage.db import rows_changed, session
from boernestemme.storage.invitations import InvitationRow


def without_key(now: datetime) -> list[tuple[datetime, str]]:
    """When and in which municipality meetings start whose links have no key, each pair once.

    A link that has expired needs none.
    """
    both = InvitationRow.starts_at, InvitationRow.municipality
    query = select(*both).where(
        InvitationRow.expires_at > now, InvitationRow.statistics_key.is_(None)
    )
    rows = session().execute(query.distinct().order_by(*both))
    return [(starts_at, municipality) for starts_at, municipality in rows]


def give_key(starts_at: datetime, municipality: str, key: bytes) -> int:
    """Give a municipality's links of meetings at this moment their key, if they have none."""
    return rows_changed(
        update(InvitationRow)
        .where(
            InvitationRow.starts_at == starts_at,
            InvitationRow.municipality == municipality,
            InvitationRow.statistics_key.is_(None),
        )
        .values(statistics_key=key)
    )


def exchange_keys(municipalities: Sequence[str], period: Period, now: datetime, key: bytes) -> int:
    """Give this key to the living links of a period's meetings that have another."""
    return rows_changed(
        update(InvitationRow)
        .where(
            InvitationRow.municipality.in_(municipalities),
            InvitationRow.expires_at > now,
            InvitationRow.starts_at >= period.begins_at,
            InvitationRow.starts_at < period.next.begins_at,
            InvitationRow.statistics_key != key,
        )
        .values(statistics_key=key)
    )

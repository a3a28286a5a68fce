"""What a list of meetings asks of each meeting and of its newest link, and no more."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.storage.db import session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.papers import HAS_UNFILED, HAS_UNMET_WISH


class ListedLink(NamedTuple):
    """One link. ``is_kept`` until it is destroyed, as at its expiry."""

    id: str
    colour: str
    thing: str
    epoch: int
    starts: int
    wrong_picks: int
    earlier_contact: str
    ends_at: datetime
    expires_at: datetime
    revoked_on: date | None
    cancelled_on: date | None
    answered_on: date | None
    is_kept: bool

    @property
    def is_locked(self) -> bool:
        """As ``Invitation.is_locked``."""
        return self.wrong_picks >= WRONG_PICKS_ALLOWED


class ListedRow(NamedTuple):
    """One meeting and its newest link."""

    id: str
    municipality: str
    caseworker_id: str
    backup_id: str
    age_group: str
    starts_at: datetime
    ends_at: datetime
    cancelled_on: date | None
    erased_on: date | None
    link: ListedLink


_MEETING = tuple(MeetingRow.__table__.c[name] for name in ListedRow._fields[:-1])
_LINK = tuple(InvitationRow.__table__.c[name] for name in ListedLink._fields[:-1])
_NEWEST = (
    select(*_MEETING, *_LINK, InvitationRow.sealed_link.is_not(None))
    .join(InvitationRow, InvitationRow.meeting_id == MeetingRow.id)
    .where(InvitationRow.replaced_on.is_(None))
    .order_by(MeetingRow.starts_at, MeetingRow.id)
)


def concerning(account_id: str, since: datetime) -> list[ListedRow]:
    """The meetings an account is case worker or backup reader of, by time.

    From ``since`` on all of them; of those before it the ones with something unfiled or a wish
    unmet.
    """
    is_left_over = (MeetingRow.starts_at < since) & or_(HAS_UNFILED, HAS_UNMET_WISH)
    return list(
        chain(_of(account_id, is_left_over), _of(account_id, MeetingRow.starts_at >= since))
    )


def _of(account_id: str, which: ColumnElement[bool]) -> Iterator[ListedRow]:
    concerns = or_(MeetingRow.caseworker_id == account_id, MeetingRow.backup_id == account_id)
    middle = len(_MEETING)
    for row in session().execute(_NEWEST.where(concerns, which)):
        yield ListedRow._make((*row[:middle], ListedLink._make(row[middle:])))

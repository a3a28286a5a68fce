"""A municipality's meetings by their two words, and all meetings with the same child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow

MOST = 20


@dataclass(frozen=True)
class FoundMeeting:
    """A meeting by its two words, when it is, and its case worker's first name."""

    id: str
    words: WordPair
    starts_at: datetime
    caseworker: str


def by_words(municipality: str, words: WordPair) -> list[FoundMeeting]:
    """The municipality's meetings whose newest link has these words, latest first."""
    link = InvitationRow
    fits = (link.colour == words.colour) & (link.thing == words.thing)
    return _found(_named(municipality, fits).limit(MOST))


def by_id(municipality: str, meeting_id: str) -> FoundMeeting | None:
    """The meeting, where it is this municipality's."""
    return next(iter(_found(_named(municipality, MeetingRow.id == meeting_id))), None)


def with_same_child(municipality: str, meeting_id: str) -> dict[str, datetime]:
    """When each meeting with the same child is, this one among them, by id, in order of time."""
    chain = select(MeetingRow.chain_id).where(MeetingRow.id == meeting_id).scalar_subquery()
    query = select(MeetingRow.id, MeetingRow.starts_at).where(
        MeetingRow.municipality == municipality, MeetingRow.chain_id == chain
    )
    rows = session().execute(query.order_by(MeetingRow.starts_at, MeetingRow.id))
    return {row.id: row.starts_at for row in rows}


def _named(municipality: str, which: ColumnElement[bool]) -> Select[Any]:
    link, meeting = InvitationRow, MeetingRow
    names = (link.colour, link.thing, meeting.starts_at, AccountRow.first_name)
    columns: Sequence[Any] = (meeting.id, *names)
    return (
        select(*columns)
        .join(link, (link.meeting_id == meeting.id) & link.replaced_on.is_(None))
        .join(AccountRow, AccountRow.id == meeting.caseworker_id)
        .where(meeting.municipality == municipality, which)
        .order_by(meeting.starts_at.desc(), meeting.id)
    )


def _found(query: Select[Any]) -> list[FoundMeeting]:
    return [
        FoundMeeting(one, WordPair(colour, thing), starts_at, name)
        for one, colour, thing, starts_at, name in session().execute(query)
    ]

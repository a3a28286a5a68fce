"""Handing over: meetings, and the duty to step in, go from one case worker to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update

from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.db import rows_changed, session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow


@dataclass(frozen=True)
class Given:
    """Which meetings go: all of one case worker's, or all it has with one child."""

    caseworker_id: str
    chain_id: str | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        """Which rows of meetings these are."""
        theirs = MeetingRow.caseworker_id == self.caseworker_id
        return (
            theirs if self.chain_id is None else and_(theirs, MeetingRow.chain_id == self.chain_id)
        )


def meetings_of(given: Given) -> list[MeetingRow]:
    """The meetings that go, by time."""
    query = select(MeetingRow).where(given.condition)
    return list(session().scalars(query.order_by(MeetingRow.starts_at, MeetingRow.id)))


def backed_up_by(account_id: str, now: datetime) -> int:
    """How many meetings that are not over somebody steps in for."""
    query = select(func.count()).select_from(MeetingRow)
    theirs = query.where(MeetingRow.backup_id == account_id, MeetingRow.ends_at > now)
    return int(session().execute(theirs).scalar_one())


def open_words_of(given: Given, now: datetime) -> list[WordPair]:
    """The shared words of these meetings' links that have not expired."""
    return [pair for _, pair in _open_words(given.condition, now)]


def open_words_in(municipality: str, now: datetime) -> dict[str, list[WordPair]]:
    """The shared words of all the municipality's open links, by case worker."""
    found: dict[str, list[WordPair]] = {}
    for caseworker_id, pair in _open_words(MeetingRow.municipality == municipality, now):
        found.setdefault(caseworker_id, []).append(pair)
    return found


def _open_words(which: ColumnElement[bool], now: datetime) -> Iterator[tuple[str, WordPair]]:
    query = (
        select(MeetingRow.caseworker_id, InvitationRow.colour, InvitationRow.thing)
        .join(InvitationRow, InvitationRow.meeting_id == MeetingRow.id)
        .where(which, InvitationRow.expires_at > now, InvitationRow.replaced_on.is_(None))
    )
    for caseworker_id, colour, thing in session().execute(query.order_by(InvitationRow.id)):
        yield caseworker_id, WordPair(colour, thing)


def give(given: Given, receiver_id: str, name: str, earlier: str, now: datetime) -> int:
    """Give the meetings; how many. Their open links name the receiver, and who was before."""
    theirs = select(MeetingRow.id).where(given.condition)
    session().execute(
        update(InvitationRow)
        .where(InvitationRow.meeting_id.in_(theirs), InvitationRow.expires_at > now)
        .values(contact_name=name, earlier_contact=earlier)
    )
    return rows_changed(update(MeetingRow).where(given.condition).values(caseworker_id=receiver_id))


def give_backups(from_id: str, to_id: str) -> int:
    """Let somebody step in for all whom another stepped in for; how many meetings."""
    theirs = update(MeetingRow).where(MeetingRow.backup_id == from_id)
    return rows_changed(theirs.values(backup_id=to_id))


def give_own_backup(caseworker_id: str, backup_id: str) -> None:
    """Give the meetings where case worker and backup reader became one person another backup."""
    session().execute(
        update(MeetingRow)
        .where(MeetingRow.caseworker_id == caseworker_id, MeetingRow.backup_id == caseworker_id)
        .values(backup_id=backup_id)
    )

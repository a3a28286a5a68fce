"""Meetings: whose they are, when they are, and which of them are with the same child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, and_, exists, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.meeting import MeetingTimes, Settled
from boernestemme.domain.roles import Role
from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, Moment, insert_all_if_absent, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.settled import settled_values
from boernestemme.storage.submissions import SubmissionRow


class MeetingRow(Base):
    """One meeting. It holds no name of a child, and nothing that a child said.

    ``chain_id`` is the id of the first of all meetings with the same child; ``hold_since`` the
    day from which nothing of it may be erased, ``erased_on`` the day its papers were.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_chain_id", "chain_id"),
        Index("ix_meetings_caseworker_id_starts_at", "caseworker_id", "starts_at"),
        Index("ix_meetings_backup_id_starts_at", "backup_id", "starts_at"),
        Index("ix_meetings_municipality_starts_at", "municipality", "starts_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"))
    caseworker_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    backup_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    age_group: Mapped[str] = mapped_column(String(5))
    phone: Mapped[str] = mapped_column(String(6))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    cancelled_on: Mapped[date | None]
    chain_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    hold_since: Mapped[date | None]
    erased_on: Mapped[date | None]
    persons: Mapped[str] = mapped_column(String(200))
    fixed_place: Mapped[str | None] = mapped_column(String(12))
    purposes: Mapped[str] = mapped_column(String(60))
    can_change: Mapped[str] = mapped_column(String(40))
    fixed_because: Mapped[str | None] = mapped_column(String(12))


IS_HELD = MeetingRow.hold_since.is_not(None)
Index(
    "ix_meetings_held_chain_id",
    MeetingRow.chain_id,
    sqlite_where=IS_HELD,
    postgresql_where=IS_HELD,
)


@dataclass(frozen=True)
class Responsible:
    """Who answers for a meeting."""

    municipality: str
    caseworker_id: str
    backup_id: str
    caseworker_is_active: bool


def add_all(rows: Sequence[Mapping[str, object]]) -> bool:
    """New meetings; the values are the columns. False where the id of one is there already."""
    return insert_all_if_absent(MeetingRow, rows) == len(rows)


def find(meeting_id: str) -> MeetingRow | None:
    """The meeting with this id."""
    return session().scalar(select(MeetingRow).where(MeetingRow.id == meeting_id))


def with_responsible(meeting_id: str) -> tuple[MeetingRow, Responsible] | None:
    """The meeting as it stands at this moment, and who answers for it; None when there is none."""
    is_active = and_(AccountRow.disabled_on.is_(None), AccountRow.role == Role.CASEWORKER)
    query = (
        select(MeetingRow, is_active)
        .join(AccountRow, AccountRow.id == MeetingRow.caseworker_id)
        .where(MeetingRow.id == meeting_id)
        .execution_options(populate_existing=True)
    )
    row = session().execute(query).one_or_none()
    if row is None:
        return None
    meeting, active = row
    people = meeting.municipality, meeting.caseworker_id, meeting.backup_id
    return meeting, Responsible(*people, active)


def people_behind(meeting_ids: Sequence[str], municipality: str) -> dict[str, tuple[str, str]]:
    """(chain of meetings, case worker) of each of these meetings the municipality has."""
    columns = (MeetingRow.id, MeetingRow.chain_id, MeetingRow.caseworker_id)
    theirs = among(MeetingRow.id, meeting_ids)
    query = select(*columns).where(theirs, MeetingRow.municipality == municipality)
    return {one: (chain, worker) for one, chain, worker in session().execute(query)}


def concerning(account_id: str, since: datetime) -> list[MeetingRow]:
    """The meetings an account is case worker or backup reader of, from ``since`` on, by time."""
    query = select(MeetingRow).where(
        or_(MeetingRow.caseworker_id == account_id, MeetingRow.backup_id == account_id),
        MeetingRow.starts_at >= since,
    )
    return list(session().scalars(query.order_by(MeetingRow.starts_at, MeetingRow.id)))


def earlier_in_chain(meeting: MeetingRow) -> set[str]:
    """The meetings with the same child that start before this one, by id."""
    query = select(MeetingRow.id).where(
        MeetingRow.chain_id == meeting.chain_id, MeetingRow.starts_at < meeting.starts_at
    )
    return set(session().scalars(query))


def held_chains() -> list[str]:
    """The chains with a meeting of which nothing may be erased now."""
    query = select(MeetingRow.chain_id).where(IS_HELD).distinct()
    return list(session().scalars(query))


def move(meeting_id: str, times: MeetingTimes) -> None:
    """Give the meeting new times."""
    session().execute(
        update(MeetingRow)
        .where(MeetingRow.id == meeting_id)
        .values(starts_at=times.starts_at, ends_at=times.ends_at)
    )


def tell(meeting_id: str, settled: Settled) -> None:
    """Note what is told of the meeting beforehand."""
    session().execute(
        update(MeetingRow).where(MeetingRow.id == meeting_id).values(**settled_values(settled))
    )


def cancel(meeting_id: str, day: date) -> None:
    """Mark the meeting as one that will not be held."""
    session().execute(
        update(MeetingRow).where(MeetingRow.id == meeting_id).values(cancelled_on=day)
    )


def hold(meeting_id: str, since: date | None) -> None:
    """Let nothing of the meeting be erased from this day; None lifts it."""
    session().execute(
        update(MeetingRow).where(MeetingRow.id == meeting_id).values(hold_since=since)
    )


def open_words(caseworker_id: str, now: datetime) -> list[WordPair]:
    """The shared words of a case worker's links that have not expired."""
    query = (
        select(InvitationRow.colour, InvitationRow.thing)
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .where(
            MeetingRow.caseworker_id == caseworker_id,
            InvitationRow.expires_at > now,
            InvitationRow.replaced_on.is_(None),
        )
        .order_by(InvitationRow.id)
    )
    return [WordPair(colour, thing) for colour, thing in session().execute(query)]


def open_link_count(account_id: str, now: datetime) -> int:
    """How many links an account is case worker or backup reader of that have not expired.

    A link whose child still waits to talk to somebody counts too, however old.
    """
    waits = exists().where(
        SubmissionRow.invitation_id == InvitationRow.id,
        SubmissionRow.talk_to.is_not(None),
        SubmissionRow.talked_on.is_(None),
    )
    query = (
        select(func.count())
        .select_from(InvitationRow)
        .join(MeetingRow, MeetingRow.id == InvitationRow.meeting_id)
        .where(
            or_(MeetingRow.caseworker_id == account_id, MeetingRow.backup_id == account_id),
            or_(InvitationRow.expires_at > now, waits),
        )
    )
    return int(session().execute(query).scalar_one())


def has_answers(account_id: str) -> bool:
    """True for the case worker or backup reader of a meeting whose child has said something."""
    theirs = or_(MeetingRow.caseworker_id == account_id, MeetingRow.backup_id == account_id)
    query = select(MeetingRow.id).join(SubmissionRow, SubmissionRow.meeting_id == MeetingRow.id)
    return session().execute(query.where(theirs).limit(1)).first() is not None

"""Invitations: the right to answer, and all that the child's side may know of a link.

The child's process reads and writes named columns of this table and none of ``meetings``; so
the meeting's times and the case worker's first name stand here a second time.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED, Invitation
from boernestemme.domain.meeting import AgeGroup, MeetingTimes, Phone
from boernestemme.domain.ports import PublicKey
from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, Moment, rows_changed, run, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.settled import settled_of


class InvitationRow(Base):
    """One link. ``sealed_link`` shows it again to its case worker; destroyed at expiry."""

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_expires_at", "expires_at"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), index=True)
    lookup_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    epoch: Mapped[int]
    municipality: Mapped[str] = mapped_column(String(4))
    age_group: Mapped[str] = mapped_column(String(5))
    phone: Mapped[str] = mapped_column(String(6))
    colour: Mapped[str] = mapped_column(String(20))
    thing: Mapped[str] = mapped_column(String(30))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    contact_name: Mapped[str] = mapped_column(String(60))
    call_number: Mapped[str] = mapped_column(String(20))
    key_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    reply_public_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    sealed_link: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_link_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    letter: Mapped[bytes | None] = mapped_column(LargeBinary)
    letter_on: Mapped[date | None]
    revoked_on: Mapped[date | None]
    replaced_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    moved_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answered_by: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    wrong_picks: Mapped[int] = mapped_column(default=0)
    starts: Mapped[int] = mapped_column(default=0)
    chain_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    statistics_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    after_by: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    persons: Mapped[str] = mapped_column(String(200))
    fixed_place: Mapped[str | None] = mapped_column(String(12))
    purposes: Mapped[str] = mapped_column(String(60))
    can_change: Mapped[str] = mapped_column(String(40))
    fixed_because: Mapped[str | None] = mapped_column(String(12))
    earlier_contact: Mapped[str] = mapped_column(String(60), default="")


IS_SEALED = InvitationRow.sealed_link.is_not(None)
# The links that still have something to destroy, which are few however many there ever were.
Index(
    "ix_invitations_sealed_expires_at",
    InvitationRow.expires_at,
    sqlite_where=IS_SEALED,
    postgresql_where=IS_SEALED,
)

CHILDS_COLUMNS = tuple(
    InvitationRow.__table__.columns[name]
    for name in (
        "id", "meeting_id", "chain_id", "municipality", "age_group", "phone", "colour", "thing",
        "starts_at", "ends_at", "expires_at", "contact_name", "call_number", "revoked_on",
        "replaced_on", "cancelled_on", "moved_on", "answered_on", "after_by", "letter_on",
        "wrong_picks", "starts", "persons", "fixed_place", "purposes", "can_change",
        "fixed_because", "earlier_contact",
    )
)  # fmt: skip
# What nearly every flow of a child runs, built once.
_THIS = InvitationRow.id == bindparam("link")
_BY_ID = select(*CHILDS_COLUMNS).where(_THIS)
_BY_HASH = select(*CHILDS_COLUMNS).where(InvitationRow.lookup_hash == bindparam("hash"))
_KEY = select(InvitationRow.key_id, InvitationRow.public_key).where(_THIS)
_COUNT_START = update(InvitationRow).where(_THIS).values(starts=InvitationRow.starts + 1)


def add_all(rows: Sequence[Mapping[str, object]]) -> None:
    """New invitations; the values are the columns."""
    begun = {"wrong_picks": 0, "starts": 0, "earlier_contact": ""}
    session().execute(insert(InvitationRow), [begun | dict(row) for row in rows])


def by_lookup_hash(lookup_hash: bytes) -> Invitation | None:
    """The invitation a link stands for, whatever its state."""
    return _one(run(_BY_HASH, hash=lookup_hash).one_or_none())


def by_id(invitation_id: str) -> Invitation | None:
    """The invitation with this id, whatever its state."""
    return _one(run(_BY_ID, link=invitation_id).one_or_none())


def current_of(meeting_id: str) -> InvitationRow | None:
    """The meeting's newest link: the one that no other replaced."""
    return session().scalar(
        select(InvitationRow).where(
            InvitationRow.meeting_id == meeting_id, InvitationRow.replaced_on.is_(None)
        )
    )


def _one(row: Any) -> Invitation | None:
    return None if row is None else invitation_of(row)


def invitation_of(row: Any) -> Invitation:
    """The domain's invitation from a row that has the child's columns."""
    return Invitation(
        id=row.id,
        meeting_id=row.meeting_id,
        chain_id=row.chain_id,
        municipality=row.municipality,
        age_group=AgeGroup(row.age_group),
        phone=Phone(row.phone),
        words=WordPair(row.colour, row.thing),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        expires_at=row.expires_at,
        contact_name=row.contact_name,
        call_number=row.call_number,
        revoked_on=row.revoked_on,
        replaced_on=row.replaced_on,
        cancelled_on=row.cancelled_on,
        moved_on=row.moved_on,
        answered_on=row.answered_on,
        is_after_spent=row.after_by is not None,
        has_letter=row.letter_on is not None,
        wrong_picks=row.wrong_picks,
        starts=row.starts,
        settled=settled_of(row),
        earlier_contact=row.earlier_contact,
    )


def sealing_key(invitation_id: str) -> PublicKey:
    """The municipality's public key this link's answer is sealed to."""
    row = run(_KEY, link=invitation_id).one()
    return PublicKey(row.key_id, row.public_key)


def statistics_key(invitation_id: str) -> bytes | None:
    """The public key (32 raw bytes) of the period this link's taps are counted in.

    None for a link made by an older version, until housekeeping has given it one.
    """
    query = select(InvitationRow.statistics_key)
    return session().scalar(query.where(InvitationRow.id == invitation_id))


def count_wrong_pick(invitation_id: str) -> bool:
    """Take one of the five tries, atomically; False when none was left."""
    changed = rows_changed(
        update(InvitationRow)
        .where(InvitationRow.id == invitation_id, InvitationRow.wrong_picks < WRONG_PICKS_ALLOWED)
        .values(wrong_picks=InvitationRow.wrong_picks + 1)
    )
    return changed == 1


def wrong_picks(invitation_id: str) -> int:
    """Wrong picks so far; exact inside the transaction that counted one."""
    query = select(InvitationRow.wrong_picks).where(InvitationRow.id == invitation_id)
    return session().execute(query).scalar_one()


def count_start(invitation_id: str) -> None:
    """One more press on the door; neither address nor browser is kept (DEV-14)."""
    run(_COUNT_START, link=invitation_id)


def letter(invitation_id: str) -> bytes | None:
    """The sealed reply, if one was sent by link."""
    return session().scalar(select(InvitationRow.letter).where(InvitationRow.id == invitation_id))


def set_values(invitation_id: str, **values: Any) -> None:
    """Change named columns of one link."""
    session().execute(
        update(InvitationRow).where(InvitationRow.id == invitation_id).values(**values)
    )


def carry_over_after(old_id: str, new_id: str) -> None:
    """Let a new link know whether the old one's after-phase was spent.

    It is read in the same statement: once the old link is withdrawn, nobody can spend it any more.
    """
    old = aliased(InvitationRow)
    spent_by = select(old.after_by).where(old.id == old_id).scalar_subquery()
    session().execute(
        update(InvitationRow).where(InvitationRow.id == new_id).values(after_by=spent_by)
    )


def follow(meeting_id: str, times: MeetingTimes, moved_on: date, statistics_key: bytes) -> None:
    """Let the links of a moved meeting follow it, into another half-year if so."""
    session().execute(
        update(InvitationRow)
        .where(InvitationRow.meeting_id == meeting_id)
        .values(
            starts_at=times.starts_at,
            ends_at=times.ends_at,
            expires_at=times.expires_at,
            moved_on=moved_on,
            statistics_key=statistics_key,
        )
    )


def destroy_expired(now: datetime) -> int:
    """Destroy what could show an expired link or its reply again; how many links."""
    return rows_changed(
        update(InvitationRow)
        .where(InvitationRow.expires_at <= now, IS_SEALED)
        .values(sealed_link=None, sealed_link_key=None, reply_public_key=None, letter=None)
    )


def current_of_all(meeting_ids: Sequence[str]) -> list[InvitationRow]:
    """The newest link of many meetings."""
    query = select(InvitationRow).where(
        among(InvitationRow.meeting_id, meeting_ids), InvitationRow.replaced_on.is_(None)
    )
    return list(session().scalars(query.order_by(InvitationRow.id)))

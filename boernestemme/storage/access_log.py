"""The access log: who read or did what, when, each line chained over the one before (LOG-01).

One chain a municipality. A line is written under the lock of its chain's head; lines hold ids,
never text, names, tokens or addresses (LOG-04).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.log_anchors import Place
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, Moment, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.municipalities import MunicipalityRow

START = bytes(32)
BY_CHILD = "child"
BY_HOUSE = "housekeeping"
BY_OPERATOR = "operator"


class AccessLogRow(Base):
    """One line of one municipality's log."""

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_municipality_at", "municipality", "at"),
        Index("ix_access_log_municipality_subject", "municipality", "subject"),
    )

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(ID_LENGTH))
    action: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(ID_LENGTH))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class AccessLogHeadRow(Base):
    """The end of one municipality's chain, and the lock a new line is written under."""

    __tablename__ = "access_log_heads"

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    number: Mapped[int]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


def begin(municipality: str) -> None:
    """Start a new municipality's chain."""
    session().execute(
        insert(AccessLogHeadRow).values(municipality=municipality, number=0, digest=START)
    )


def append(municipality: str, actor: str, action: str, subject: str, at: datetime) -> None:
    """Write one line at the end of the chain. Raises when it cannot: no line, no text."""
    head = AccessLogHeadRow
    session().execute(
        update(head).where(head.municipality == municipality).values(number=head.number + 1)
    )
    number, previous = (
        session()
        .execute(select(head.number, head.digest).where(head.municipality == municipality))
        .one()
    )
    digest = line_digest(previous, (municipality, number, stamp(at), actor, action, subject))
    session().execute(
        insert(AccessLogRow).values(
            municipality=municipality,
            number=number,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            digest=digest,
        )
    )
    session().execute(update(head).where(head.municipality == municipality).values(digest=digest))


def stamp(at: datetime) -> int:
    """A moment as microseconds since 1970, the same on both databases."""
    return round(at.timestamp() * 1_000_000)


def line_digest(previous: bytes, line: tuple[str, int, int, str, str, str]) -> bytes:
    """SHA-256 over the line before and this line's facts."""
    return hashlib.sha256(previous + json.dumps(line).encode()).digest()


def first_broken(municipality: str) -> int | None:
    """The number of the first line that does not follow from the one before; None when whole."""
    previous, expected = START, 1
    query = select(AccessLogRow).where(AccessLogRow.municipality == municipality)
    for row in session().scalars(query.order_by(AccessLogRow.number)):
        line = (municipality, expected, stamp(row.at), row.actor, row.action, row.subject)
        if row.number != expected or row.digest != line_digest(previous, line):
            return expected
        previous, expected = row.digest, expected + 1
    head = session().scalar(
        select(AccessLogHeadRow).where(AccessLogHeadRow.municipality == municipality)
    )
    is_whole = head is not None and (head.number, head.digest) == (expected - 1, previous)
    return None if is_whole else expected


def first_unanchored(municipality: str, anchored: Mapping[int, bytes]) -> Place | None:
    """Where the chain first is not what was anchored; None where all of it is.

    ``anchored`` are digests by line. The change lies after the last anchor that holds.
    """
    lines, last_good = sorted(anchored), 0
    found = digests(municipality, lines)
    for number in lines:
        if found.get(number) != anchored[number]:
            return Place(last_good + 1, number)
        last_good = number
    return None


def digests(municipality: str, numbers: Sequence[int]) -> dict[int, bytes]:
    """The digests of these of a municipality's lines, as far as there are such lines."""
    log = AccessLogRow
    theirs = select(log.number, log.digest).where(log.municipality == municipality)
    rows = session().execute(theirs.where(among(log.number, numbers)))
    return {line.number: line.digest for line in rows}


def heads() -> dict[str, tuple[int, bytes]]:
    """The last line's number and digest of every chain, by municipality."""
    head = AccessLogHeadRow
    rows = session().execute(select(head.municipality, head.number, head.digest))
    return {municipality: (number, digest) for municipality, number, digest in rows}


def has_chain(municipality: str) -> bool:
    """True where lines can be written of a municipality, or of the board."""
    query = select(AccessLogHeadRow.number).where(AccessLogHeadRow.municipality == municipality)
    return session().scalar(query) is not None


def municipalities() -> list[str]:
    """The municipalities that must have a chain: all there are."""
    return list(session().scalars(select(MunicipalityRow.code).order_by(MunicipalityRow.code)))

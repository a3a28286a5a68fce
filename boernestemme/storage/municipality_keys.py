"""Municipalities' key pairs, new each year: the public half plain, the private half wrapped."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.ports import PublicKey
from boernestemme.storage.db import Base, insert_if_absent, session
from boernestemme.storage.ids import ID_LENGTH


class MunicipalityKeyRow(Base):
    """One key pair; of a year's the one with the highest number seals, and all of them open."""

    __tablename__ = "municipality_keys"
    __table_args__ = (UniqueConstraint("municipality", "year", "number"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"))
    year: Mapped[int]
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    wrapped_private_key: Mapped[bytes] = mapped_column(LargeBinary)
    number: Mapped[int]


def add(
    key: PublicKey, municipality: str, year: int, wrapped_private_key: bytes, number: int = 1
) -> None:
    """A new pair, unless another process has just made the year's of this number."""
    insert_if_absent(
        MunicipalityKeyRow,
        id=key.id,
        municipality=municipality,
        year=year,
        public_key=key.raw,
        wrapped_private_key=wrapped_private_key,
        number=number,
    )


def public_key(municipality: str, year: int) -> PublicKey | None:
    """The key that a municipality's answers are sealed to in a year."""
    row = (
        session()
        .execute(
            select(MunicipalityKeyRow.id, MunicipalityKeyRow.public_key)
            .where(MunicipalityKeyRow.municipality == municipality, MunicipalityKeyRow.year == year)
            .order_by(MunicipalityKeyRow.number.desc())
            .limit(1)
        )
        .one_or_none()
    )
    return None if row is None else PublicKey(row.id, row.public_key)


def wrapped_private_key(key_id: str) -> bytes | None:
    """The wrapped private half of a key."""
    return session().scalar(
        select(MunicipalityKeyRow.wrapped_private_key).where(MunicipalityKeyRow.id == key_id)
    )


def newest_numbers(year: int) -> dict[str, int]:
    """The number of each municipality's newest pair of a year, where it has one."""
    query = select(
        MunicipalityKeyRow.municipality, func.max(MunicipalityKeyRow.number).label("newest")
    )
    query = query.where(MunicipalityKeyRow.year == year).group_by(MunicipalityKeyRow.municipality)
    return {row.municipality: row.newest for row in session().execute(query)}


def all_wrapped() -> dict[str, bytes]:
    """Every pair's wrapped private half, by the pair's id."""
    query = select(MunicipalityKeyRow.id, MunicipalityKeyRow.wrapped_private_key)
    return {row.id: row.wrapped_private_key for row in session().execute(query)}


def put_wrapped(key_id: str, wrapped_private_key: bytes) -> None:
    """Keep a private half under another wrapping."""
    session().execute(
        update(MunicipalityKeyRow)
        .where(MunicipalityKeyRow.id == key_id)
        .values(wrapped_private_key=wrapped_private_key)
    )

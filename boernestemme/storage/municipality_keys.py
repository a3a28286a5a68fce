"""Municipalities' key pairs, one for each year: the public half plain, the private half wrapped."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.ports import PublicKey
from boernestemme.storage.db import Base, insert_if_absent, session
from boernestemme.storage.ids import ID_LENGTH


class MunicipalityKeyRow(Base):
    """One key pair."""

    __tablename__ = "municipality_keys"
    __table_args__ = (UniqueConstraint("municipality", "year"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"))
    year: Mapped[int]
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    wrapped_private_key: Mapped[bytes] = mapped_column(LargeBinary)


def add(key: PublicKey, municipality: str, year: int, wrapped_private_key: bytes) -> None:
    """A new pair, unless another process has just made the year's."""
    insert_if_absent(
        MunicipalityKeyRow,
        id=key.id,
        municipality=municipality,
        year=year,
        public_key=key.raw,
        wrapped_private_key=wrapped_private_key,
    )


def public_key(municipality: str, year: int) -> PublicKey | None:
    """The key that a municipality's answers are sealed to in a year."""
    row = (
        session()
        .execute(
            select(MunicipalityKeyRow.id, MunicipalityKeyRow.public_key).where(
                MunicipalityKeyRow.municipality == municipality, MunicipalityKeyRow.year == year
            )
        )
        .one_or_none()
    )
    return None if row is None else PublicKey(row.id, row.public_key)


def wrapped_private_key(key_id: str) -> bytes | None:
    """The wrapped private half of a key."""
    return session().scalar(
        select(MunicipalityKeyRow.wrapped_private_key).where(MunicipalityKeyRow.id == key_id)
    )

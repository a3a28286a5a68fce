"""Municipalities: the code, the name, and the number a child may call."""

from sqlalchemy import String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, session


class MunicipalityRow(Base):
    """One municipality, by its four-digit code."""

    __tablename__ = "municipalities"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    call_number: Mapped[str] = mapped_column(String(20))


def add(code: str, name: str, call_number: str) -> None:
    """A new municipality."""
    session().execute(insert(MunicipalityRow).values(code=code, name=name, call_number=call_number))


def find(code: str) -> MunicipalityRow | None:
    """The municipality with this code."""
    return session().scalar(select(MunicipalityRow).where(MunicipalityRow.code == code))


def change(code: str, name: str, call_number: str) -> None:
    """Give a municipality another name or number."""
    changed = update(MunicipalityRow).where(MunicipalityRow.code == code)
    session().execute(changed.values(name=name, call_number=call_number))


def codes() -> list[str]:
    """The codes of all municipalities, and of the board."""
    return list(session().scalars(select(MunicipalityRow.code).order_by(MunicipalityRow.code)))

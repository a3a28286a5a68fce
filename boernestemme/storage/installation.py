"""Facts about this installation itself, such as that its data are invented."""

from sqlalchemy import String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, session

DEMO = "demo"


class InstallationRow(Base):
    """One fact by name."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


def note(name: str, value: str) -> None:
    """Write down a fact."""
    session().execute(insert(InstallationRow).values(name=name, value=value))


def fact(name: str) -> str | None:
    """The fact, or None."""
    return session().scalar(select(InstallationRow.value).where(InstallationRow.name == name))

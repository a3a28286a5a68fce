"""Teams: the part of a municipality that a case worker or a leader belongs to."""

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, session
from boernestemme.storage.ids import ID_LENGTH, new_id

LONGEST_NAME = 60


class TeamRow(Base):
    """One team; its name is its own within the municipality."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("municipality", "name"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))


def add(municipality: str, name: str) -> str:
    """A new team; its id."""
    team_id = new_id()
    session().execute(insert(TeamRow).values(id=team_id, municipality=municipality, name=name))
    return team_id


def rename(team_id: str, name: str) -> None:
    """Give a team another name."""
    session().execute(update(TeamRow).where(TeamRow.id == team_id).values(name=name))


def of_municipality(municipality: str) -> list[TeamRow]:
    """A municipality's teams by name."""
    query = select(TeamRow).where(TeamRow.municipality == municipality)
    return list(session().scalars(query.order_by(TeamRow.name)))


def find(team_id: str) -> TeamRow | None:
    """The team with this id."""
    return session().scalar(select(TeamRow).where(TeamRow.id == team_id))


def remove(team_id: str) -> None:
    """Take away a team that nobody is in."""
    session().execute(delete(TeamRow).where(TeamRow.id == team_id))

"""Case numbers: which case a child's meetings belong to, for staff alone, sealed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import LargeBinary, String, delete, exists, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.ports import Place
from boernestemme.storage import db
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.papers import HAS_PAPERS, HAS_UNMET_WISH
from boernestemme.storage.sealing import Envelope

FIELD = "case_number"


class CaseNumberRow(Base):
    """The case number of one chain of meetings; it goes with the chain's last meeting."""

    __tablename__ = "case_numbers"

    chain_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4))
    key_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)


def place(municipality: str, chain_id: str) -> Place:
    """Where the number is sealed to."""
    return Place(municipality, f"case-{chain_id}")


def put(chain_id: str, municipality: str, envelope: Envelope) -> None:
    """The chain's number, in place of the one it may have had."""
    db.put(
        CaseNumberRow,
        {"chain_id": chain_id},
        municipality=municipality,
        key_id=envelope.key_id,
        wrapped_key=envelope.wrapped_key,
        content=envelope.fields[FIELD],
    )


def remove(chain_id: str) -> None:
    """The chain has no number any more."""
    session().execute(delete(CaseNumberRow).where(CaseNumberRow.chain_id == chain_id))


def of_chains(chain_ids: Sequence[str]) -> dict[str, CaseNumberRow]:
    """The sealed numbers of these chains, by chain."""
    query = select(CaseNumberRow).where(among(CaseNumberRow.chain_id, chain_ids))
    return {row.chain_id: row for row in session().scalars(query)}


def destroy_lifeless(since: datetime) -> int:
    """Destroy the numbers of chains that nothing is left of; how many.

    That is where every link had died by ``since``, and there is no paper, no wish and no hold.
    """
    has_link = exists().where(
        InvitationRow.meeting_id == MeetingRow.id, InvitationRow.expires_at > since
    )
    is_alive = or_(has_link, HAS_PAPERS, HAS_UNMET_WISH, MeetingRow.hold_since.is_not(None))
    is_living = exists().where(MeetingRow.chain_id == CaseNumberRow.chain_id, is_alive)
    return rows_changed(delete(CaseNumberRow).where(~is_living))

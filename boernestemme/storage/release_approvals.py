"""Approvals of releases: who has approved which bytes; two different people publish."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, session
from boernestemme.storage.write_once import write_once


class ReleaseApprovalRow(Base):
    """One person's approval. ``digest`` is of the bytes that were approved."""

    __tablename__ = "release_approvals"
    __table_args__ = {"sqlite_with_rowid": False}

    release_id: Mapped[str] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    approved_on: Mapped[date]


write_once(ReleaseApprovalRow.metadata.tables[ReleaseApprovalRow.__tablename__])


def add(release_id: str, account_id: str, digest: bytes, day: date) -> None:
    """Write an approval."""
    session().execute(
        insert(ReleaseApprovalRow).values(
            release_id=release_id, account_id=account_id, digest=digest, approved_on=day
        )
    )


def of_all() -> dict[str, list[ReleaseApprovalRow]]:
    """The approvals of every release, by release id."""
    found: dict[str, list[ReleaseApprovalRow]] = {}
    query = select(ReleaseApprovalRow).order_by(
        ReleaseApprovalRow.approved_on, ReleaseApprovalRow.account_id
    )
    for row in session().scalars(query):
        found.setdefault(row.release_id, []).append(row)
    return found

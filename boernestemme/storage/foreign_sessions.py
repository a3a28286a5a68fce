"""Sessions that began at a provider: which one, so that signing out reaches both places."""

from sqlalchemy import ForeignKey, LargeBinary, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.sign_on import LONGEST_SUBJECT
from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.staff_sessions import StaffSessionRow, browser_hash


class ForeignSessionRow(Base):
    """Where a session of staff came from; it goes with the session."""

    __tablename__ = "foreign_sessions"

    browser: Mapped[bytes] = mapped_column(
        LargeBinary(32),
        ForeignKey("staff_sessions.browser", ondelete="CASCADE"),
        primary_key=True,
    )
    account_id: Mapped[str] = mapped_column(String(ID_LENGTH), ForeignKey("accounts.id"))
    issuer: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    sid: Mapped[str | None] = mapped_column(String(LONGEST_SUBJECT))


def note(cookie: str, account_id: str, issuer: str, sid: str | None) -> None:
    """Note where a session came from, and its name there."""
    session().execute(
        insert(ForeignSessionRow).values(
            browser=browser_hash(cookie), account_id=account_id, issuer=issuer, sid=sid
        )
    )


def issuer_of(cookie: str) -> str | None:
    """The provider a session came from; None for one that began with a password."""
    query = select(ForeignSessionRow.issuer)
    return session().scalar(query.where(ForeignSessionRow.browser == browser_hash(cookie)))


def end_named(issuer: str, sid: str) -> int:
    """End the sessions that the provider knows by this name; how many."""
    named = select(ForeignSessionRow.browser).where(
        ForeignSessionRow.issuer == issuer, ForeignSessionRow.sid == sid
    )
    return rows_changed(delete(StaffSessionRow).where(StaffSessionRow.browser.in_(named)))

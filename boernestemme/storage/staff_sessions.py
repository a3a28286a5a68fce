"""Sessions of signed-in staff: opaque ids, kept on the server, ended there."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import Base, Moment, rows_changed, session

SECRET_BYTES = 32


class StaffSessionRow(Base):
    """One signed-in browser, known by the hash of its cookie."""

    __tablename__ = "staff_sessions"

    browser: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Moment)
    last_seen: Mapped[datetime] = mapped_column(Moment)


def browser_hash(cookie: str) -> bytes:
    """What the database knows a staff cookie by."""
    return hashlib.sha256(b"staff:" + cookie.encode("utf-8", "replace")).digest()


def begin(account_id: str, now: datetime) -> str:
    """A new session; the cookie's value, an opaque id."""
    cookie = secrets.token_urlsafe(SECRET_BYTES)
    session().execute(
        insert(StaffSessionRow).values(
            browser=browser_hash(cookie), account_id=account_id, began_at=now, last_seen=now
        )
    )
    return cookie


def account_of(cookie: str, began_after: datetime, seen_after: datetime) -> AccountRow | None:
    """The account a live session belongs to; None once it is ended, idle or old.

    So it is where the account is closed or not confirmed.
    """
    return session().scalar(
        select(AccountRow)
        .join(StaffSessionRow, StaffSessionRow.account_id == AccountRow.id)
        .where(
            StaffSessionRow.browser == browser_hash(cookie),
            StaffSessionRow.began_at > began_after,
            StaffSessionRow.last_seen > seen_after,
            AccountRow.disabled_on.is_(None),
            AccountRow.confirmed_on.is_not(None),
        )
    )


def touch(cookie: str, now: datetime, older_than: datetime) -> None:
    """Note that the session was used, at most once a while."""
    session().execute(
        update(StaffSessionRow)
        .where(
            StaffSessionRow.browser == browser_hash(cookie),
            StaffSessionRow.last_seen < older_than,
        )
        .values(last_seen=now)
    )


def end(cookie: str) -> None:
    """End one session."""
    session().execute(
        delete(StaffSessionRow).where(StaffSessionRow.browser == browser_hash(cookie))
    )


def end_all_of(account_id: str) -> None:
    """End every session of an account."""
    session().execute(delete(StaffSessionRow).where(StaffSessionRow.account_id == account_id))


def end_older(began_before: datetime) -> int:
    """End sessions older than any may be; how many."""
    return rows_changed(delete(StaffSessionRow).where(StaffSessionRow.began_at <= began_before))

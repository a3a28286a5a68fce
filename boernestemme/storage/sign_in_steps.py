"""Half-done sign-ins: short-lived, of one browser, used once. Such a cookie opens no page."""

import hashlib
import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, Moment, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.staff_sessions import SECRET_BYTES


class Kind(StrEnum):
    """What is still missing."""

    CODE = "code"
    ENROLMENT = "enrol"
    PROVIDER = "provider"


class SignInStepRow(Base):
    """One browser on its way in. ``municipality`` is the account's, or the provider's.

    With an account the password was right, and a code or a first code is missing. With ``state``,
    ``nonce`` and ``verifier`` somebody was sent to the municipality's provider.
    """

    __tablename__ = "sign_in_steps"

    browser: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    municipality: Mapped[str] = mapped_column(String(4))
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), ForeignKey("accounts.id"))
    state: Mapped[str | None] = mapped_column(String(64))
    nonce: Mapped[str | None] = mapped_column(String(64))
    verifier: Mapped[str | None] = mapped_column(String(64))
    tries: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(Moment)


def _hash(cookie: str) -> bytes:
    """Another hash than a session's, so that no cookie is both."""
    return hashlib.sha256(b"step:" + cookie.encode("utf-8", "replace")).digest()


def begin_for(kind: Kind, account_id: str, municipality: str, now: datetime) -> str:
    """The password was right; the cookie's value."""
    return _begin(kind, municipality, now, account_id=account_id)


def begin_at(municipality: str, state: str, nonce: str, verifier: str, now: datetime) -> str:
    """Somebody is sent to a provider; the cookie's value."""
    secrets_of_way = {"state": state, "nonce": nonce, "verifier": verifier}
    return _begin(Kind.PROVIDER, municipality, now, **secrets_of_way)


def _begin(kind: Kind, municipality: str, now: datetime, **more: str) -> str:
    cookie = secrets.token_urlsafe(SECRET_BYTES)
    session().execute(
        insert(SignInStepRow).values(
            browser=_hash(cookie),
            kind=kind,
            municipality=municipality,
            tries=0,
            began_at=now,
            **more,
        )
    )
    return cookie


def find(cookie: str | None, kind: Kind, began_after: datetime) -> SignInStepRow | None:
    """The browser's step of this kind; None when there is none or it took too long."""
    query = select(SignInStepRow).where(
        SignInStepRow.browser == _hash(cookie or ""),
        SignInStepRow.kind == kind,
        SignInStepRow.began_at > began_after,
    )
    return session().scalar(query.execution_options(populate_existing=True))


def spend_try(cookie: str, limit: int) -> bool:
    """Take one of the step's tries; False when they are used up."""
    changed = rows_changed(
        update(SignInStepRow)
        .where(SignInStepRow.browser == _hash(cookie), SignInStepRow.tries < limit)
        .values(tries=SignInStepRow.tries + 1)
    )
    return changed == 1


def end(cookie: str | None) -> bool:
    """Use the step up; False when there is none, or another request used it."""
    gone = delete(SignInStepRow).where(SignInStepRow.browser == _hash(cookie or ""))
    return rows_changed(gone) == 1


def end_all_of(account_id: str) -> None:
    """End every half-done sign-in of an account: what it began with counts no more."""
    session().execute(delete(SignInStepRow).where(SignInStepRow.account_id == account_id))


def end_older(began_before: datetime) -> int:
    """Forget steps that took too long; how many."""
    return rows_changed(delete(SignInStepRow).where(SignInStepRow.began_at <= began_before))

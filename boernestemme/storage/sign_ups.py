"""Links by which somebody chooses a password: one each, used once, known here by their hash."""

import hashlib
import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import Base, Moment, put, rows_changed, session

SECRET_BYTES = 32


class Maker(StrEnum):
    """Who made a link, which is half of what it may open."""

    ADMINISTRATOR = "sign-up"
    OPERATOR = "sign-up-by-operator"


class SignUpRow(Base):
    """The one link of an account that can still be used."""

    __tablename__ = "sign_ups"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)


def token_hash(token: str, maker: Maker) -> bytes:
    """What the database knows a link by: one maker's never passes for the other's."""
    return hashlib.sha256(f"{maker}:{token}".encode("utf-8", "replace")).digest()


def give(account_id: str, maker: Maker, now: datetime) -> str:
    """A new link's token; the account's earlier link is dead from now on."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    put(SignUpRow, {"account_id": account_id}, token_hash=token_hash(token, maker), made_at=now)
    return token


def account_of(token: str, maker: Maker, made_after: datetime) -> AccountRow | None:
    """Whose link it is, while it lives and the account is open; None for another maker's."""
    return session().scalar(
        select(AccountRow)
        .join(SignUpRow, SignUpRow.account_id == AccountRow.id)
        .where(
            SignUpRow.token_hash == token_hash(token, maker),
            SignUpRow.made_at > made_after,
            AccountRow.disabled_on.is_(None),
        )
    )


def spend(token: str, made_after: datetime) -> bool:
    """Use the link up; False when it was used, replaced or too old."""
    hashes = [token_hash(token, maker) for maker in Maker]
    theirs = delete(SignUpRow).where(
        SignUpRow.token_hash.in_(hashes), SignUpRow.made_at > made_after
    )
    return rows_changed(theirs) == 1


def withdraw(account_id: str) -> None:
    """Let an account's link be dead."""
    session().execute(delete(SignUpRow).where(SignUpRow.account_id == account_id))


def forget_older(made_before: datetime) -> int:
    """Remove links that can no longer be used; how many."""
    return rows_changed(delete(SignUpRow).where(SignUpRow.made_at <= made_before))


def live(made_after: datetime) -> set[str]:
    """The accounts that have a link which can still be used."""
    query = select(SignUpRow.account_id).where(SignUpRow.made_at > made_after)
    return set(session().scalars(query))

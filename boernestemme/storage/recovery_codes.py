"""Recovery codes: each opens once in place of the second factor; only a keyed hash is kept."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH


class RecoveryCodeRow(Base):
    """One code of an account, used or not."""

    __tablename__ = "recovery_codes"

    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("accounts.id"), index=True
    )
    used_on: Mapped[date | None]


def replace(account_id: str, hashes: Iterable[bytes]) -> None:
    """Give an account these codes and no others."""
    remove(account_id)
    rows = [{"hash": one, "account_id": account_id} for one in hashes]
    session().execute(insert(RecoveryCodeRow), rows)


def spend(account_id: str, hashed: bytes, day: date) -> bool:
    """Use a code; False when it is none of the account's, or was used before."""
    changed = rows_changed(
        update(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.hash == hashed,
            RecoveryCodeRow.account_id == account_id,
            RecoveryCodeRow.used_on.is_(None),
        )
        .values(used_on=day)
    )
    return changed == 1


def left(account_id: str) -> int:
    """How many codes the account has that were not used."""
    query = select(func.count()).select_from(RecoveryCodeRow)
    unused = query.where(
        RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.used_on.is_(None)
    )
    return session().scalar(unused) or 0


def remove(account_id: str) -> None:
    """Take all codes of an account away."""
    session().execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))

"""Who somebody is at a municipality's own provider: issuer and subject, never an e-mail."""

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.sign_on import LONGEST_SUBJECT
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import Base, insert_if_absent, session
from boernestemme.storage.ids import ID_LENGTH


class ForeignIdentityRow(Base):
    """One person at one provider, and the account that is theirs here."""

    __tablename__ = "foreign_identities"

    issuer: Mapped[str] = mapped_column(String(LONGEST_SUBJECT), primary_key=True)
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT), primary_key=True)
    account_id: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("accounts.id"), unique=True
    )


def account_of(issuer: str, subject: str) -> AccountRow | None:
    """The account of somebody who came from there before, disabled or not."""
    return session().scalar(
        select(AccountRow)
        .join(ForeignIdentityRow, ForeignIdentityRow.account_id == AccountRow.id)
        .where(ForeignIdentityRow.issuer == issuer, ForeignIdentityRow.subject == subject)
    )


def is_foreign(account_id: str) -> bool:
    """True when the account signs in through a provider."""
    query = select(ForeignIdentityRow.issuer).where(ForeignIdentityRow.account_id == account_id)
    return session().scalar(query) is not None


def add(issuer: str, subject: str, account_id: str) -> bool:
    """Tie an account to somebody; False when another sign-in just did."""
    return insert_if_absent(
        ForeignIdentityRow, issuer=issuer, subject=subject, account_id=account_id
    )

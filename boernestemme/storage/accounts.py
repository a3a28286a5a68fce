"""Staff accounts: who may sign in, for which municipality, and who steps in for whom.

Nobody signs in, receives meetings or is backup reader with an account that is not confirmed.
"""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.roles import Person, Role
from boernestemme.storage.db import Base, insert_if_absent, session
from boernestemme.storage.ids import ID_LENGTH, new_id


class AccountRow(Base):
    """One account. ``email`` is kept casefolded.

    ``confirmed_on`` is the day somebody else than an administrator vouched for it, None while that
    is missing.
    """

    __tablename__ = "accounts"
    __table_args__ = (Index("ix_accounts_municipality_role", "municipality", "role"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    role: Mapped[str] = mapped_column(String(12))
    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"))
    first_name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(160))
    backup_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    disabled_on: Mapped[date | None]
    reflects_not_since: Mapped[date | None]
    team_id: Mapped[str | None] = mapped_column(ForeignKey("teams.id"))
    confirmed_on: Mapped[date | None]


def add(  # an account is these six facts
    email: str,
    role: Role,
    municipality: str,
    first_name: str,
    password_hash: str,
    confirmed_on: date | None,
) -> str | None:
    """A new account; its id, or None where somebody has this e-mail, be it behind another door."""
    account_id = new_id()
    added = insert_if_absent(
        AccountRow,
        id=account_id,
        email=email.casefold(),
        role=role,
        municipality=municipality,
        first_name=first_name,
        password_hash=password_hash,
        confirmed_on=confirmed_on,
    )
    return account_id if added else None


def by_email(email: str) -> AccountRow | None:
    """The account that signs in with this e-mail, disabled or not."""
    return session().scalar(select(AccountRow).where(AccountRow.email == email.casefold()))


def by_id(account_id: str) -> AccountRow | None:
    """The account with this id, disabled or not."""
    return session().scalar(select(AccountRow).where(AccountRow.id == account_id))


def active_caseworkers(municipality: str) -> list[AccountRow]:
    """The municipality's open case workers, those who wait for a yes too, by first name."""
    return _open(municipality, AccountRow.role == Role.CASEWORKER)


def confirmed_caseworkers(municipality: str) -> list[AccountRow]:
    """The municipality's case workers who can be given anything of a child's, by first name."""
    return _open(municipality, AccountRow.role == Role.CASEWORKER, _is_confirmed())


def confirmed_leaders(municipality: str) -> list[AccountRow]:
    """The municipality's team leaders who can sign in, by first name."""
    return _open(municipality, AccountRow.role == Role.LEADER, _is_confirmed())


def unconfirmed(municipality: str) -> list[AccountRow]:
    """The municipality's open accounts that wait for a yes, by first name."""
    return _open(municipality, AccountRow.confirmed_on.is_(None))


def _is_confirmed() -> ColumnElement[bool]:
    return AccountRow.confirmed_on.is_not(None)


def _open(municipality: str, *conditions: ColumnElement[bool]) -> list[AccountRow]:
    query = select(AccountRow).where(
        AccountRow.municipality == municipality, AccountRow.disabled_on.is_(None), *conditions
    )
    return list(session().scalars(query.order_by(AccountRow.first_name, AccountRow.id)))


def confirm(account_id: str, day: date | None) -> None:
    """Note on which day an account was vouched for, or that nobody does now (None)."""
    changed = update(AccountRow).where(AccountRow.id == account_id)
    session().execute(changed.values(confirmed_on=day))


def disable(account_id: str, day: date) -> None:
    """Close an account from this day."""
    session().execute(update(AccountRow).where(AccountRow.id == account_id).values(disabled_on=day))


def enable(account_id: str) -> None:
    """Open a closed account again."""
    changed = update(AccountRow).where(AccountRow.id == account_id)
    session().execute(changed.values(disabled_on=None))


def of_municipality(municipality: str) -> list[AccountRow]:
    """All the municipality's accounts, closed ones too, by first name."""
    query = select(AccountRow).where(AccountRow.municipality == municipality)
    return list(session().scalars(query.order_by(AccountRow.first_name, AccountRow.id)))


def change(account_id: str, first_name: str, role: Role, backup_id: str | None) -> None:
    """Give an account another name, role or backup reader."""
    changed = update(AccountRow).where(AccountRow.id == account_id)
    session().execute(changed.values(first_name=first_name, role=role, backup_id=backup_id))


def set_password(account_id: str, password_hash: str) -> None:
    """Let an account sign in with another password."""
    changed = update(AccountRow).where(AccountRow.id == account_id)
    session().execute(changed.values(password_hash=password_hash))


def ask_to_reflect(account_id: str, *, not_since: date | None) -> None:
    """Ask after meetings (None), or no more from this day."""
    changed = update(AccountRow).where(AccountRow.id == account_id)
    session().execute(changed.values(reflects_not_since=not_since))


def move_to_team(account_id: str, team_id: str | None) -> None:
    """Put the account into a team, or into none."""
    session().execute(update(AccountRow).where(AccountRow.id == account_id).values(team_id=team_id))


def give_role(account_id: str, role: Role) -> None:
    """Make the account one of another role; it holds from the next request on."""
    session().execute(update(AccountRow).where(AccountRow.id == account_id).values(role=role))


def person(row: AccountRow) -> Person:
    """The account as services see it."""
    return Person(row.id, Role(row.role), row.municipality, row.first_name)

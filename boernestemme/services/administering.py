"""What the operator does by command: municipalities, accounts with a password, closing accounts."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import EntryRefused, Refused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.ports import KeepsKeys
from boernestemme.domain.roles import BOARD_CODE, Person, Role
from boernestemme.services import keeping_people
from boernestemme.services.offices import Office
from boernestemme.storage import access_log, accounts, municipalities
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.database_clock import database_now
from boernestemme.storage.db import transaction
from boernestemme.storage.passwords import hash_password

SHORTEST_PASSWORD = 12
CODE_LENGTH = 4
BOARD_NAME = "Styrelsen"
WHY_NOT_CLOSED = {
    "open_links": "{email} has meetings with something open: name who takes over with --receiver",
    "no_third": "a third colleague is needed, to be backup reader",
    "receiver": "{receiver} cannot take over from {email}",
}


class AdministrationRefused(Refused):
    """An administrative change was refused; the message is for the operator, in English."""


@dataclass(frozen=True)
class NewAccount:
    """What an account is made of; the password is hashed and forgotten.

    The board's accounts belong to no municipality, whichever is named.
    """

    email: str
    role: Role
    municipality: str
    first_name: str
    password: str
    backup_email: str | None = None


def add_municipality(
    code: str, name: str, call_number: str, keys: KeepsKeys, now: datetime
) -> None:
    """A municipality with its access log's chain and this year's keys."""
    if not (len(code) == CODE_LENGTH and code.isascii() and code.isdecimal()):
        raise AdministrationRefused(f"a municipality's code has four digits, not {code!r}")
    if code == BOARD_CODE:
        raise AdministrationRefused(f"{code} is the board's and no municipality's")
    if municipalities.find(code):
        raise AdministrationRefused(f"municipality {code} is there already")
    with transaction():
        municipalities.add(code, name, call_number)
        access_log.begin(code)
        keys.public_key(code, now)
        access_log.append(code, access_log.BY_OPERATOR, "municipality_added", code, now)


def add_account(new: NewAccount, now: datetime | None = None) -> str:
    """An account, confirmed by who runs the commands; its id.

    ``now`` is this moment by the database's clock unless it is told.
    """
    if len(new.password) < SHORTEST_PASSWORD:
        raise AdministrationRefused(f"a password has at least {SHORTEST_PASSWORD} characters")
    is_board = new.role is Role.BOARD
    municipality = BOARD_CODE if is_board else new.municipality
    if not is_board and not _is_municipality(municipality):
        raise AdministrationRefused(f"there is no municipality {municipality}")
    backup = None if new.backup_email is None else account_of(new.backup_email).id
    password_hash = hash_password(new.password)
    with transaction():
        if is_board:
            _add_board_if_missing()
        at = now or database_now()
        account_id = accounts.add(
            new.email, new.role, municipality, new.first_name, password_hash, danish_day(at)
        )
        if account_id is None:
            raise AdministrationRefused(f"{new.email} has an account already")
        if backup is not None:
            accounts.change(account_id, new.first_name, new.role, backup)
        access_log.append(municipality, access_log.BY_OPERATOR, "account_added", account_id, at)
        return account_id


def _is_municipality(code: str) -> bool:
    return code != BOARD_CODE and municipalities.find(code) is not None


def _add_board_if_missing() -> None:
    """The board's own organisation: a chain of its own, no keys, and no answer ever."""
    if municipalities.find(BOARD_CODE) is None:
        municipalities.add(BOARD_CODE, BOARD_NAME, "")
        access_log.begin(BOARD_CODE)


def account_of(email: str) -> AccountRow:
    """The account with this e-mail."""
    account = accounts.by_email(email)
    if account is None:
        raise AdministrationRefused(f"{email} has no account")
    return account


def office_at(email: str, now: datetime) -> tuple[Office, AccountRow]:
    """The operator at work where somebody is, the board's people too; and the account."""
    account = account_of(email)
    return Office(account.municipality, access_log.BY_OPERATOR, now), account


def person_of(email: str) -> Person:
    """The active person with this e-mail."""
    account = account_of(email)
    if account.disabled_on is not None:
        raise AdministrationRefused(f"{email} is disabled")
    if account.confirmed_on is None:
        raise AdministrationRefused(f"{email} waits for a leader's yes")
    return accounts.person(account)


def disable_account(email: str, receiver_email: str | None, now: datetime) -> None:
    """Close an account and end its sessions, once its open links have a receiver."""
    office, account = office_at(email, now)
    receiver = None if receiver_email is None else account_of(receiver_email).id
    try:
        keeping_people.close(office, account.id, receiver)
    except EntryRefused as refused:
        why = WHY_NOT_CLOSED[refused.rules["receiver"]]
        named = {"email": email, "receiver": receiver_email}
        raise AdministrationRefused(why.format(**named)) from refused

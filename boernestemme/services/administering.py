"""Municipalities and accounts: adding them, and closing an account without losing a child."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import HandOverRefused, Refused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.ports import KeepsKeys
from boernestemme.domain.roles import BOARD_CODE, Person, Role
from boernestemme.services.handing_over import Choice, HandOver, give_everything, plan
from boernestemme.storage import access_log, accounts, meetings, municipalities, staff_sessions
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.passwords import hash_password

SHORTEST_PASSWORD = 12
CODE_LENGTH = 4
BOARD_NAME = "Styrelsen"


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


def add_account(new: NewAccount) -> str:
    """An account; its id."""
    if len(new.password) < SHORTEST_PASSWORD:
        raise AdministrationRefused(f"a password has at least {SHORTEST_PASSWORD} characters")
    is_board = new.role is Role.BOARD
    municipality = BOARD_CODE if is_board else new.municipality
    if not is_board and not _is_municipality(municipality):
        raise AdministrationRefused(f"there is no municipality {municipality}")
    if accounts.by_email(new.email):
        raise AdministrationRefused(f"{new.email} has an account already")
    backup = None if new.backup_email is None else account_of(new.backup_email).id
    password_hash = hash_password(new.password)
    with transaction():
        if is_board:
            _add_board_if_missing()
        return accounts.add(
            new.email, new.role, municipality, new.first_name, password_hash, backup
        )


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


def person_of(email: str) -> Person:
    """The active person with this e-mail."""
    account = account_of(email)
    if account.disabled_on is not None:
        raise AdministrationRefused(f"{email} is disabled")
    return accounts.person(account)


def disable_account(email: str, receiver_email: str | None, now: datetime) -> None:
    """Close an account and end its sessions, once its open links have a receiver.

    The child's page names the receiver, and says nothing of who was before: whoever left has not
    been asked.
    """
    account = account_of(email)
    planned = None if receiver_email is None else _planned(account, account_of(receiver_email))
    if planned is None and meetings.open_link_count(account.id, now):
        raise AdministrationRefused(
            f"{email} has meetings with something open: name who takes over with --receiver"
        )
    with transaction():
        if planned:
            give_everything(planned, account.id, now)
        accounts.disable(account.id, danish_day(now))
        staff_sessions.end_all_of(account.id)
        access_log.append(account.municipality, account.id, "account_disabled", account.id, now)


def _planned(account: AccountRow, receiver: AccountRow) -> HandOver:
    try:
        return plan(account.id, Choice(receiver.id, tells_child=False))
    except HandOverRefused as refused:
        if refused.rule == "no_third":
            why = "a third colleague is needed, to be backup reader"
            raise AdministrationRefused(why) from refused
        why = f"{receiver.email} cannot take over from {account.email}"
        raise AdministrationRefused(why) from refused

"""Four eyes for new accounts: a leader says yes or no to a colleague an administrator has made.

The yes is to whoever chose the password that stands: it cannot be given before one is chosen, nor
while a link lives by which somebody else could choose another, nor to another than the leader saw.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from boernestemme.domain.errors import EntryRefused, NotFound, NotPermitted
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission, Role
from boernestemme.services.access import Setting
from boernestemme.services.keeping_people import own_account
from boernestemme.services.offices import Office, changing
from boernestemme.services.signing_up import LINK_LIFE
from boernestemme.storage import (
    accounts,
    foreign_identities,
    log_lines,
    meetings,
    sign_ups,
    staff_sessions,
    teams,
)
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.log_lines import Deed

# What brings an account to wait, as the log has it.
MADE = ("account_added", "account_changed", "account_enabled", "sign_up_made")


@dataclass(frozen=True)
class Newcomer:
    """Somebody who waits for a yes. ``team`` is a name, empty where there is none.

    ``deeds`` tell what was done to the account, when and by whom. ``can_be_confirmed`` is False
    until they have chosen a password, for which ``seen`` stands.
    """

    id: str
    first_name: str
    email: str
    role: Role
    team: str
    deeds: tuple[Deed, ...]
    can_be_confirmed: bool
    seen: str


def newcomers(setting: Setting) -> tuple[Newcomer, ...]:
    """Who waits in the leader's municipality, by first name. Raises NotPermitted."""
    office = _leaders_office(setting)
    names = {team.id: team.name for team in teams.of_municipality(office.municipality)}
    return tuple(
        Newcomer(
            row.id,
            row.first_name,
            row.email,
            Role(row.role),
            names.get(row.team_id or "", ""),
            tuple(log_lines.last_deeds(office.municipality, MADE, row.id)),
            _has_chosen(office, row),
            password_mark(row),
        )
        for row in accounts.unconfirmed(office.municipality)
    )


def say_yes(setting: Setting, account_id: str, seen: str) -> None:
    """The leader knows this colleague, who can come in from now; ``seen`` is the newcomer's.

    Raises NotPermitted, NotFound where nobody waits, and EntryRefused: ``not_chosen`` before a
    password is chosen, ``changed`` where it is not the one the leader saw.
    """
    office = _leaders_office(setting)
    with _saying(office, "account_confirmed", account_id) as row:
        _confirm(office, row)
        if seen != password_mark(row):
            raise EntryRefused({"yes": "changed"})


def say_no(setting: Setting, account_id: str) -> None:
    """The leader knows of no such colleague: the account is closed, with its link and sessions.

    Meetings it may have are left without a case worker, for the leader to give on. Raises
    NotPermitted, and NotFound where nobody waits.
    """
    office = _leaders_office(setting)
    with _saying(office, "account_refused", account_id) as row:
        accounts.disable(row.id, danish_day(office.now))
        staff_sessions.end_all_of(row.id)
        sign_ups.withdraw(row.id)


def confirm_by_command(office: Office, account_id: str) -> None:
    """The operator's yes, where no leader is there to say it, to the password that stands.

    Raises NotPermitted, NotFound and EntryRefused (``not_chosen``).
    """
    if not office.is_operators:
        raise NotPermitted("confirm by command")
    with changing(office, "account_confirmed", account_id):
        _confirm(office, _waiting(office, account_id))


def password_mark(row: AccountRow) -> str:
    """What stands for the password an account has: another one for each time one is chosen."""
    return hashlib.sha256(row.password_hash.encode()).hexdigest()


def _leaders_office(setting: Setting) -> Office:
    if not setting.person.may(Permission.CONFIRM_COLLEAGUE):
        raise NotPermitted(Permission.CONFIRM_COLLEAGUE)
    return Office(setting.person.municipality, setting.person.id, setting.now)


@contextmanager
def _saying(office: Office, action: str, account_id: str) -> Iterator[AccountRow]:
    """The account that waits, for a leader who is one still and waits for no yes itself."""
    with changing(office, action, account_id):
        leaders = accounts.confirmed_leaders(office.municipality)
        if office.actor not in {row.id for row in leaders}:
            raise NotPermitted("no confirmed leader")
        yield _waiting(office, account_id)


def _waiting(office: Office, account_id: str) -> AccountRow:
    row = own_account(office, account_id)
    if row.confirmed_on is not None or row.disabled_on is not None:
        raise NotFound(account_id)
    return row


def _confirm(office: Office, row: AccountRow) -> None:
    if not _has_chosen(office, row):
        raise EntryRefused({"yes": "not_chosen"})
    staff_sessions.end_all_of(row.id)  # one may have begun as the account was made to wait
    accounts.confirm(row.id, danish_day(office.now))


def _has_chosen(office: Office, row: AccountRow) -> bool:
    if foreign_identities.is_foreign(row.id):
        return True
    if not row.password_hash:
        return False
    # An administrator's link opens no more when a child has answered; an operator's is trusted.
    return row.id not in sign_ups.live(office.now - LINK_LIFE) or meetings.has_answers(row.id)

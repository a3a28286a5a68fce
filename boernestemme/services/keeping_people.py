"""A municipality's people: adding, changing, closing an account without losing a child, opening it.

No answer is read here, and nobody gets an account that opens one: who has a child's answers is
asked before anything is changed.
"""

from dataclasses import dataclass

from boernestemme.domain.entries import email_rule, name_rule, tidy_words
from boernestemme.domain.errors import EntryRefused, HandOverRefused, NotFound
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.services.handing_over import Choice, HandOver, give_everything, plan
from boernestemme.services.leaders_yes import ask_anew
from boernestemme.services.offices import Office, changing, note
from boernestemme.storage import accounts, contacts, meetings, sign_ups, staff_sessions, teams
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction

NO_PASSWORD = ""  # fits nothing: such an account waits for its owner to choose one
ROLES = (Role.CASEWORKER, Role.LEADER, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Details:
    """What can be said of somebody; a backup reader only of a case worker."""

    first_name: str
    role: Role
    team_id: str | None = None
    backup_id: str | None = None


def add(office: Office, email: str, details: Details) -> str:
    """An account without a password, that waits for a leader's yes; its id. Raises EntryRefused."""
    email = tidy_words(email).casefold()
    details = _checked(office, details, None, _email_rules(email))
    with transaction():
        account_id = accounts.add(
            email, details.role, office.municipality, details.first_name, NO_PASSWORD, None
        )
        if account_id is None:
            raise EntryRefused({"email": "taken"})
        ask_anew(office, account_id, details.role)
        accounts.change(account_id, details.first_name, details.role, details.backup_id)
        accounts.move_to_team(account_id, details.team_id)
        note(office, "account_added", account_id)
    return account_id


def change(office: Office, account_id: str, details: Details) -> None:
    """Another name, role, team or backup reader. Raises NotFound and EntryRefused.

    A case worker with meetings keeps its role until they are handed over; another role begins
    with a leader's yes and a new session. The open links of a case worker say its new name.
    """
    row = own_account(office, account_id)
    details = _checked(office, details, row, {})
    with changing(office, "account_changed", account_id):
        if details.role != row.role:
            _check_role(office, row)
            staff_sessions.end_all_of(account_id)
            ask_anew(office, account_id, details.role)
        accounts.change(account_id, details.first_name, details.role, details.backup_id)
        accounts.move_to_team(account_id, details.team_id)
        contacts.rename(account_id, details.first_name, office.now)


def close(office: Office, account_id: str, receiver_id: str | None) -> None:
    """Close an account and end its sessions, once its open links have a receiver.

    The child's page names the receiver, and says nothing of who was before: whoever left has not
    been asked. Raises NotFound and EntryRefused.
    """
    row = own_account(office, account_id)
    if row.id == office.actor:
        raise EntryRefused({"receiver": "yourself"})
    with changing(office, "account_disabled", account_id):
        planned = None if receiver_id is None else _planned(row, receiver_id)
        if planned is None and meetings.open_link_count(row.id, office.now):
            raise EntryRefused({"receiver": "open_links"})
        if planned:
            give_everything(planned, office.actor, office.now)
        accounts.disable(account_id, danish_day(office.now))
        staff_sessions.end_all_of(account_id)
        sign_ups.withdraw(account_id)


def reopen(office: Office, account_id: str) -> None:
    """Open a closed account again, with the password it had; a leader says yes. Raises NotFound.

    One that is open goes on as it is: waiting, it could not read what children have said.
    """
    row = own_account(office, account_id)
    if row.disabled_on is None:
        return
    with changing(office, "account_enabled", account_id):
        accounts.enable(account_id)
        ask_anew(office, account_id, Role(row.role))


def own_account(office: Office, account_id: str) -> AccountRow:
    """An account of the municipality, open or closed. Raises NotFound for any other."""
    row = accounts.by_id(account_id)
    if row is None or row.municipality != office.municipality:
        raise NotFound(account_id)
    return row


def _email_rules(email: str) -> dict[str, str]:
    rule = "missing" if not email else email_rule(email)
    return {"email": rule} if rule else {}


def _checked(
    office: Office, details: Details, row: AccountRow | None, rules: dict[str, str]
) -> Details:
    """The details in order. Raises EntryRefused with every rule broken, those given too."""
    name = tidy_words(details.first_name)
    if rule := name_rule(name):
        rules["first_name"] = rule
    if details.role not in ROLES and (row is None or details.role != row.role):
        rules["role"] = "role"
    if details.team_id and not _is_own_team(office, details.team_id):
        rules["team"] = "team"
    backup_id = details.backup_id if details.role is Role.CASEWORKER else None
    if backup_id and not _can_be_backup(office, backup_id, row):
        rules["backup"] = "backup"
    if rules:
        raise EntryRefused(rules)
    return Details(name, details.role, details.team_id or None, backup_id or None)


def _check_role(office: Office, row: AccountRow) -> None:
    if row.id == office.actor:
        raise EntryRefused({"role": "yourself"})
    if meetings.open_link_count(row.id, office.now) or meetings.has_answers(row.id):
        raise EntryRefused({"role": "has_meetings"})


def _is_own_team(office: Office, team_id: str) -> bool:
    team = teams.find(team_id)
    return team is not None and team.municipality == office.municipality


def _can_be_backup(office: Office, backup_id: str, row: AccountRow | None) -> bool:
    colleagues = {one.id for one in accounts.confirmed_caseworkers(office.municipality)}
    return backup_id in colleagues and (row is None or row.id != backup_id)


def _planned(giver: AccountRow, receiver_id: str) -> HandOver:
    try:
        return plan(giver.id, Choice(receiver_id, tells_child=False))
    except HandOverRefused as refused:
        raise EntryRefused({"receiver": refused.rule}) from refused

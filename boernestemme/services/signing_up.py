"""Choosing a password by a link: made for somebody by an administrator, used once, soon over.

Nobody ever has a password that somebody else knows, and no link opens what a child has said: for
a case worker with answers an administrator gets none, only the operator does. That is asked when a
link is made and when it is used, for answers may have come between. And whoever comes in by an
administrator's link is let in by a leader's yes alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from boernestemme.domain.errors import EntryRefused, NotFound
from boernestemme.domain.guessable import is_guessable
from boernestemme.domain.roles import Role
from boernestemme.services.administering import SHORTEST_PASSWORD
from boernestemme.services.keeping_people import own_account
from boernestemme.services.leaders_yes import ask_anew
from boernestemme.services.offices import Office, changing
from boernestemme.storage import (
    access_log,
    accounts,
    foreign_identities,
    meetings,
    municipalities,
    sign_in_steps,
    sign_ups,
    staff_sessions,
)
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.passwords import hash_password
from boernestemme.storage.sign_ups import Maker

LINK_LIFE = timedelta(hours=72)
LONGEST_PASSWORD = 200


@dataclass(frozen=True)
class NewPassword:
    """What was typed, twice."""

    first: str
    again: str


def make(office: Office, account_id: str) -> str:
    """A link's token, shown once. Raises NotFound and EntryRefused.

    The account's earlier link is dead from now on; an old password stands until the new one. By an
    administrator's link somebody else may come, so the account waits for a leader's yes again.
    """
    row = own_account(office, account_id)
    if rule := why_no_link(office, row):
        raise EntryRefused({"link": rule})
    with changing(office, "sign_up_made", account_id):
        ask_anew(office, account_id, Role(row.role))
        maker = Maker.OPERATOR if office.is_operators else Maker.ADMINISTRATOR
        return sign_ups.give(account_id, maker, office.now)


def why_no_link(office: Office, row: AccountRow) -> str | None:
    """The rule that keeps this office from making a link, or None."""
    if row.disabled_on is not None:
        return "disabled"
    if foreign_identities.is_foreign(row.id):
        return "foreign"
    if office.is_operators:
        return None
    return "has_answers" if meetings.has_answers(row.id) else None


def look(token: str, now: datetime) -> str:
    """Whose link it is: the e-mail to sign in with. Nothing is changed. Raises NotFound."""
    row, _ = _opened(token, now)
    return row.email


def choose_password(token: str, given: NewPassword, now: datetime) -> None:
    """Use the link up for a password; all the account's sessions end.

    Raises NotFound for a link that is used, replaced or too old, and EntryRefused.
    """
    row, maker = _opened(token, now)
    if rules := _broken_rules(given, row):
        raise EntryRefused(rules)
    hashed = hash_password(given.first)
    with transaction():
        access_log.append(row.municipality, row.id, "password_chosen", row.id, now)
        _opened(token, now)  # again: what the log's line waited for may have brought answers
        if not sign_ups.spend(token, now - LINK_LIFE):
            raise NotFound("link")
        accounts.set_password(row.id, hashed)
        if maker is Maker.ADMINISTRATOR and row.role != Role.ADMINISTRATOR:
            accounts.confirm(row.id, None)  # whatever was said before was said of nobody's password
        staff_sessions.end_all_of(row.id)
        sign_in_steps.end_all_of(row.id)


def _opened(token: str, now: datetime) -> tuple[AccountRow, Maker]:
    """Whose link it is, and who made it. Raises NotFound."""
    made_after = now - LINK_LIFE
    row = sign_ups.account_of(token, Maker.OPERATOR, made_after)
    if row is not None:
        return row, Maker.OPERATOR
    row = sign_ups.account_of(token, Maker.ADMINISTRATOR, made_after)
    if row is None or meetings.has_answers(row.id):
        raise NotFound("link")
    return row, Maker.ADMINISTRATOR


def _broken_rules(given: NewPassword, row: AccountRow) -> dict[str, str]:
    if len(given.first) < SHORTEST_PASSWORD:
        return {"password": "short"}
    if len(given.first) > LONGEST_PASSWORD:
        return {"password": "too_long"}
    if given.first != given.again:
        return {"again": "different"}
    place = municipalities.find(row.municipality)
    of_its_owner = (row.email, row.first_name, place.name if place else "")
    return {"password": "guessable"} if is_guessable(given.first, of_its_owner) else {}

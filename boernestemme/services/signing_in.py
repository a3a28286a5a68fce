"""Staff signing in and out: passwords, limits on tries, and sessions that end by themselves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from boernestemme.domain.errors import Refused, SignInRefused, TooManyTries
from boernestemme.domain.roles import Person
from boernestemme.services import second_factors
from boernestemme.storage import (
    access_log,
    accounts,
    foreign_identities,
    own_rows,
    sign_in_steps,
    staff_sessions,
    tries,
)
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.passwords import password_fits
from boernestemme.storage.sign_in_steps import Kind

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
TOUCH_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
TRIES_FOR_ONE = 10
TRIES_FROM_ADDRESS = 100
LEAVES_FROM_ADDRESS = 1000  # a whole workplace leaves for its provider from one address


@dataclass(frozen=True)
class Door:
    """Where somebody knocks: from which address, and what this installation asks for.

    ``address`` is a class of addresses, as limits count them. ``pepper`` hides it among the counted
    tries; ``key`` opens second factors.
    """

    address: str
    pepper: str = field(repr=False)
    key: bytes = field(repr=False)
    factor_required: bool


class Next(StrEnum):
    """What a right password leads to."""

    IN = "in"
    CODE = "code"
    ENROLMENT = "enrolment"


class WaitsForYes(Refused):
    """Who signs in gave all that is asked, and nobody but an administrator vouches for them yet.

    Attributes:
        leaders: first names of whom to ask, none where there is nobody.
    """

    def __init__(self, leaders: tuple[str, ...]) -> None:
        super().__init__("a leader's yes is missing")
        self.leaders = leaders


@dataclass(frozen=True)
class Entry:
    """The browser's new cookie, and where it leads: a session, or a step that opens nothing."""

    cookie: str
    leads_to: Next


def sign_in(email: str, password: str, door: Door, now: datetime) -> Entry:
    """The right e-mail and password begin a session, or the second step of one.

    Limits hold for one e-mail from one address, and for one address, across all workers; so
    nobody can lock a colleague out from elsewhere (RAT-05). Raises TooManyTries, SignInRefused, and
    WaitsForYes where nothing is missing but somebody's yes to the account.
    """
    if not spend_try(f"sign-in|{email.casefold()}", "sign-in", door, now):
        raise TooManyTries
    account = accounts.by_email(email)
    usable = account if account is not None and _may_have_password(account) else None
    fits = password_fits(password, usable.password_hash if usable else None)
    if usable is None or not fits:
        raise SignInRefused
    give_back("sign-in", door)
    has_factor = second_factors.is_confirmed(usable.id)
    with transaction():
        if has_factor:
            return Entry(_step(Kind.CODE, usable, now), Next.CODE)
        if door.factor_required:
            sign_in_steps.end_all_of(usable.id)  # no other browser is shown the secret of this one
            second_factors.propose(usable.id, door.key)
            return Entry(_step(Kind.ENROLMENT, usable, now), Next.ENROLMENT)
        if usable.confirmed_on is None:
            raise WaitsForYes(who_can_say_yes(usable.municipality))
        return Entry(begin_session(usable, now), Next.IN)


def who_can_say_yes(municipality: str) -> tuple[str, ...]:
    """First names of the leaders who can vouch for a new colleague."""
    return tuple(row.first_name for row in accounts.confirmed_leaders(municipality))


def _may_have_password(account: AccountRow) -> bool:
    """Whoever comes through a provider never comes by password, whoever gave them one here."""
    return account.disabled_on is None and not foreign_identities.is_foreign(account.id)


def spend_try(for_one: str, from_address: str, door: Door, now: datetime) -> bool:
    """Take a try of one from this address, and of the address; False when either has no more.

    The address has its own back by ``give_back`` when the try was right.
    """
    began_after = now - WINDOW
    with transaction():
        one = f"{door.pepper}|{for_one}|{door.address}"
        whole = f"{door.pepper}|{from_address}|{door.address}"
        return tries.spend(one, TRIES_FOR_ONE, now, began_after) and tries.spend(
            whole, TRIES_FROM_ADDRESS, now, began_after
        )


def give_back(from_address: str, door: Door) -> None:
    """What was right is not counted for the address: a whole workplace may be behind one."""
    with transaction():
        tries.give_back(f"{door.pepper}|{from_address}|{door.address}")


def spend_leave(door: Door, now: datetime) -> bool:
    """Take one of this address's ways to a provider; False when it has no more for now."""
    with transaction():
        key = f"{door.pepper}|leave|{door.address}"
        return tries.spend(key, LEAVES_FROM_ADDRESS, now, now - WINDOW)


def _step(kind: Kind, account: AccountRow, now: datetime) -> str:
    return sign_in_steps.begin_for(kind, account.id, account.municipality, now)


def begin_session(account: AccountRow, now: datetime) -> str:
    """A new session with a line in the log, in the open transaction; its cookie's value."""
    access_log.append(account.municipality, account.id, "signed_in", account.id, now)
    return staff_sessions.begin(account.id, now)


def who(cookie: str | None, now: datetime) -> Person | None:
    """The person behind a staff cookie, or None when the session is ended, idle or too old."""
    if not cookie:
        return None
    account = staff_sessions.account_of(cookie, now - LONGEST, now - IDLE)
    if account is None:
        return None
    person = accounts.person(account)
    with transaction():
        staff_sessions.touch(cookie, now, now - TOUCH_EVERY)
    return person


def work_for(person: Person) -> None:
    """From here on the database shows no other municipality's rows than the person's (ACC-04)."""
    own_rows.reach(person.municipality)


def sign_out(cookie: str | None) -> None:
    """End the session, or the step that was to become one."""
    if cookie:
        with transaction():
            staff_sessions.end(cookie)
            sign_in_steps.end(cookie)

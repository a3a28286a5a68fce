"""Staff signing in and out: passwords, limits on tries, and sessions that end by themselves."""

from datetime import datetime, timedelta

from boernestemme.domain.errors import SignInRefused, TooManyTries
from boernestemme.domain.roles import Person
from boernestemme.storage import access_log, accounts, staff_sessions, tries
from boernestemme.storage.db import transaction
from boernestemme.storage.passwords import password_fits

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
TOUCH_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
TRIES_FOR_ONE = 10
TRIES_FROM_ADDRESS = 100


def sign_in(email: str, password: str, address: str, now: datetime, pepper: str) -> str:
    """A new session's cookie value for the right e-mail and password.

    Limits hold for one e-mail from one address, and for one address, across all workers; so
    nobody can lock a colleague out from elsewhere (RAT-05). Raises TooManyTries or SignInRefused.
    """
    began_after = now - WINDOW
    with transaction():
        for_one = f"{pepper}|sign-in|{email.casefold()}|{address}"
        from_address = f"{pepper}|sign-in|{address}"
        allowed = tries.spend(for_one, TRIES_FOR_ONE, now, began_after) and tries.spend(
            from_address, TRIES_FROM_ADDRESS, now, began_after
        )
    if not allowed:
        raise TooManyTries
    account = accounts.by_email(email)
    usable = account if account is not None and account.disabled_on is None else None
    fits = password_fits(password, usable.password_hash if usable else None)
    if usable is None or not fits:
        raise SignInRefused
    with transaction():
        access_log.append(usable.municipality, usable.id, "signed_in", usable.id, now)
        return staff_sessions.begin(usable.id, now)


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


def sign_out(cookie: str | None) -> None:
    """End the session."""
    if cookie:
        with transaction():
            staff_sessions.end(cookie)

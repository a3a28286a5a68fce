"""The second step of signing in: a code, or the first code of a new factor. It opens no page."""

from datetime import datetime, timedelta

from boernestemme.domain.errors import (
    CodeRefused,
    SessionGone,
    SignInRefused,
    TooManyTries,
)
from boernestemme.domain.roles import Person
from boernestemme.services import second_factors
from boernestemme.services.second_factors import Offer
from boernestemme.services.signing_in import (
    WINDOW,
    Door,
    WaitsForYes,
    begin_session,
    give_back,
    spend_try,
    who_can_say_yes,
)
from boernestemme.storage import (
    access_log,
    accounts,
    foreign_identities,
    sign_in_steps,
    staff_sessions,
)
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.sign_in_steps import Kind, SignInStepRow

STEP_LIFE = timedelta(minutes=10)
WRONG_CODES = 5


def waits_for_code(cookie: str | None, now: datetime) -> bool:
    """True when this browser gave the right password and owes a code."""
    return sign_in_steps.find(cookie, Kind.CODE, now - STEP_LIFE) is not None


def offer(cookie: str | None, key: bytes, now: datetime) -> Offer | None:
    """What a browser that must set a factor up is shown; None for every other."""
    step = sign_in_steps.find(cookie, Kind.ENROLMENT, now - STEP_LIFE)
    if step is None or step.account_id is None:
        return None
    return second_factors.offer(step.account_id, key)


def give_code(cookie: str | None, code: str, door: Door, now: datetime) -> str:
    """The right code begins a session; its cookie. The account itself is never locked.

    Raises CodeRefused, TooManyTries, or SessionGone when the step is over: after ten minutes, or
    after five codes. Raises WaitsForYes, the code used up, while nobody vouches for the account.
    """
    account = _try_step(cookie, Kind.CODE, code, door, now)
    with transaction():
        second_factors.use(account.id, door.key, code, now)
        _use_up(cookie)
        session = begin_session(account, now) if account.confirmed_on is not None else None
    give_back("code", door)
    if session is None:
        raise WaitsForYes(who_can_say_yes(account.municipality))
    return session


def confirm(
    cookie: str | None, code: str, door: Door, now: datetime
) -> tuple[str | None, tuple[str, ...]]:
    """The first code of a new factor begins a session: its cookie, and ten recovery codes.

    There is no session, and no cookie, while nobody vouches for the account. Raises CodeRefused,
    TooManyTries and SessionGone as ``give_code`` does.
    """
    account = _try_step(cookie, Kind.ENROLMENT, code, door, now)
    with transaction():
        # Whoever confirmed one meanwhile, with the same password, must be asked for it.
        if second_factors.is_confirmed(account.id):
            raise SessionGone
        _use_up(cookie)
        codes = second_factors.confirm(account.id, door.key, code, now)
        _log(account, "factor_set", now)
        session = begin_session(account, now) if account.confirmed_on else None
    give_back("code", door)
    return session, codes


def begin_anew(person: Person, code: str, door: Door, now: datetime) -> None:
    """Lay a new secret for somebody signed in; whoever has a factor gives a fresh code first.

    Raises CodeRefused or TooManyTries.
    """
    _check_owner(person, code, door, now)
    with transaction():
        if second_factors.is_confirmed(person.id):
            second_factors.use(person.id, door.key, code, now)
        second_factors.propose(person.id, door.key)


def confirm_anew(
    person: Person, code: str, door: Door, now: datetime
) -> tuple[str, tuple[str, ...]]:
    """The first code of the new secret; a new session's cookie, and ten new recovery codes.

    Raises CodeRefused or TooManyTries.
    """
    account = _check_owner(person, code, door, now)
    with transaction():
        codes = second_factors.confirm(person.id, door.key, code, now)
        _log(account, "factor_set", now)
        return staff_sessions.begin(person.id, now), codes


def remove(person: Person, code: str, door: Door, now: datetime) -> str:
    """Take the factor away with a fresh code, where none is required; a new session's cookie.

    Raises CodeRefused or TooManyTries.
    """
    _check_owner(person, code, door, now)
    with transaction():
        second_factors.use(person.id, door.key, code, now)
        if door.factor_required:
            raise CodeRefused
        second_factors.remove(person, now)
        return staff_sessions.begin(person.id, now)


def _try_step(cookie: str | None, kind: Kind, code: str, door: Door, now: datetime) -> AccountRow:
    step = sign_in_steps.find(cookie, kind, now - STEP_LIFE)
    account = _usable(step)
    if cookie is None or account is None:
        raise SessionGone
    _spend(account.id, code, door, now)
    with transaction():
        may = sign_in_steps.spend_try(cookie, WRONG_CODES)
        if not may and sign_in_steps.end(cookie):
            _log(account, "codes_refused", now)
    if not may:
        raise SessionGone
    return account


def _usable(step: SignInStepRow | None) -> AccountRow | None:
    account = accounts.by_id(step.account_id) if step and step.account_id else None
    return account if account is not None and account.disabled_on is None else None


def _check_owner(person: Person, code: str, door: Door, now: datetime) -> AccountRow:
    """Whoever comes through a provider has no factor here.

    Each change begins a new session, and one that the provider does not know would outlive it.
    """
    account = accounts.by_id(person.id)
    if account is None:
        raise SignInRefused
    if foreign_identities.is_foreign(person.id):
        raise CodeRefused
    _spend(person.id, code, door, now)
    return account


def _spend(account_id: str, code: str, door: Door, now: datetime) -> None:
    if not spend_try(f"code|{account_id}", "code", door, now):
        raise TooManyTries
    with transaction():
        may = second_factors.may_guess(account_id, code, door.pepper, now, now - WINDOW)
    if not may:
        raise TooManyTries


def _use_up(cookie: str | None) -> None:
    """One request alone may turn a step into a session."""
    if not sign_in_steps.end(cookie):
        raise SessionGone


def _log(account: AccountRow, action: str, now: datetime) -> None:
    access_log.append(account.municipality, account.id, action, account.id, now)

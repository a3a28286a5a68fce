"""Second factors of local accounts: laid, confirmed by a first code, used, replaced, reset.

Services that own the transaction ask here; what only reads opens none. Nobody but the account's
own person is ever shown its secret, and that only until the first code (ACC-14).
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from boernestemme.domain.errors import CodeRefused, NotPermitted
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Person, Role
from boernestemme.services import totp
from boernestemme.storage import (
    access_log,
    accounts,
    foreign_identities,
    recovery_codes,
    second_factors,
    sign_in_key,
    sign_in_steps,
    staff_sessions,
    tries,
)
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.second_factors import SecondFactorRow

SERVICE = "Børnestemme"
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
GROUP, GROUPS = 4, 3
DIGITS = 6
# Only whoever has the password gets so far. After these, a recovery code still opens.
SHORT_CODES_FOR_ONE = 20


@dataclass(frozen=True)
class Offer:
    """A secret that waits for its first code: as text, and as an app's camera reads it."""

    secret: str
    address: str


@dataclass(frozen=True)
class Protection:
    """How an account is kept. ``is_foreign``: by its municipality's own sign-on, and not here."""

    since: date | None
    codes_left: int
    is_foreign: bool
    is_waiting: bool


def is_confirmed(account_id: str) -> bool:
    """True when the account has a factor that counts."""
    return _confirmed(account_id) is not None


def protection(person: Person) -> Protection:
    """How a person's own account is kept."""
    factor = second_factors.find(person.id)
    return Protection(
        factor.confirmed_on if factor else None,
        recovery_codes.left(person.id),
        foreign_identities.is_foreign(person.id),
        factor is not None and factor.sealed_pending is not None,
    )


def propose(account_id: str, key: bytes) -> None:
    """Lay a new secret to be confirmed, in the open transaction."""
    sealed = sign_in_key.seal_secret(key, account_id, totp.new_secret())
    second_factors.propose(account_id, sealed)


def offer(account_id: str, key: bytes) -> Offer | None:
    """The secret that waits for its first code; None when none does. Raises CannotOpen."""
    factor, account = second_factors.find(account_id), accounts.by_id(account_id)
    if factor is None or factor.sealed_pending is None or account is None:
        return None
    secret = sign_in_key.open_secret(key, account_id, factor.sealed_pending)
    return Offer(secret, totp.address_of(secret, account.email, SERVICE))


def confirm(account_id: str, key: bytes, code: str, now: datetime) -> tuple[str, ...]:
    """Let the waiting secret count, in the open transaction; ten new recovery codes.

    Every session of the account ends, and what was to become one: it is kept otherwise from now
    (ACC-07). Raises CodeRefused.
    """
    factor = second_factors.find(account_id)
    if factor is None or factor.sealed_pending is None:
        raise CodeRefused
    secret = sign_in_key.open_secret(key, account_id, factor.sealed_pending)
    step = totp.step_of(secret, _tidy(code), now)
    if step is None or not second_factors.confirm(
        account_id, factor.sealed_pending, step, danish_day(now)
    ):
        raise CodeRefused
    staff_sessions.end_all_of(account_id)
    sign_in_steps.end_all_of(account_id)
    return _new_codes(account_id, key)


def use(account_id: str, key: bytes, code: str, now: datetime) -> None:
    """Use a code of the app, or a recovery code, in the open transaction. Raises CodeRefused."""
    tidy, today = _tidy(code), danish_day(now)
    if len(tidy) != DIGITS:
        hashed = sign_in_key.code_hash(key, account_id, tidy)
        if not recovery_codes.spend(account_id, hashed, today):
            raise CodeRefused
        _log(_existing(account_id), "recovery_code_used", account_id, now)
        return
    factor = _confirmed(account_id)
    if factor is None or factor.sealed_secret is None:
        raise CodeRefused
    secret = sign_in_key.open_secret(key, account_id, factor.sealed_secret)
    step = totp.step_of(secret, tidy, now)
    if step is None or not second_factors.use_step(account_id, factor.sealed_secret, step):
        raise CodeRefused


def may_guess(account_id: str, code: str, pepper: str, now: datetime, began: datetime) -> bool:
    """Count a try with a short code, which could be guessed from many addresses at once.

    A recovery code cannot be guessed and is not counted, so that nobody who has stolen a password
    can keep its owner out (RAT-05).
    """
    if len(_tidy(code)) != DIGITS:
        return True
    return tries.spend(f"{pepper}|short-code|{account_id}", SHORT_CODES_FOR_ONE, now, began)


def remove(person: Person, now: datetime) -> None:
    """Take a person's factor away, in the open transaction; its code was just used."""
    _take_away(person.id)
    _log(_existing(person.id), "factor_removed", person.id, now)


def reset(email: str, by: Person | None, now: datetime) -> None:
    """Delete somebody's factor and codes and end their sessions; they set up a new one.

    ``by`` is an administrator of the same municipality, or None for whoever runs the commands.
    Nobody is shown anything of what is deleted. Raises NotPermitted.
    """
    account = accounts.by_email(email)
    if account is None or (by is not None and not _administers(by, account)):
        raise NotPermitted(email)
    with transaction():
        _take_away(account.id)
        _log(account, "factor_reset", by.id if by else access_log.BY_OPERATOR, now)


def _administers(person: Person, account: AccountRow) -> bool:
    return person.role is Role.ADMINISTRATOR and person.municipality == account.municipality


def _take_away(account_id: str) -> None:
    second_factors.remove(account_id)
    recovery_codes.remove(account_id)
    staff_sessions.end_all_of(account_id)
    sign_in_steps.end_all_of(account_id)


def _confirmed(account_id: str) -> SecondFactorRow | None:
    factor = second_factors.find(account_id)
    return factor if factor is not None and factor.confirmed_on is not None else None


def _existing(account_id: str) -> AccountRow:
    account = accounts.by_id(account_id)
    if account is None:
        raise CodeRefused
    return account


def _log(account: AccountRow, action: str, actor: str, now: datetime) -> None:
    access_log.append(account.municipality, actor, action, account.id, now)


def _new_codes(account_id: str, key: bytes) -> tuple[str, ...]:
    codes = tuple(
        "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
        for _ in range(CODES)
    )
    hashes = (sign_in_key.code_hash(key, account_id, _tidy(code)) for code in codes)
    recovery_codes.replace(account_id, hashes)
    return codes


def _tidy(code: str) -> str:
    """A code as it counts, however it was typed: no spaces, no dashes, small letters."""
    return "".join(letter for letter in code.casefold() if letter.isalnum() and letter.isascii())

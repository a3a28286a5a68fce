"""Signing in without a page: doors that ask for a second factor or not, and an app's codes."""

from datetime import datetime

import pyotp

from boernestemme.services import signing_in
from boernestemme.services.signing_in import WINDOW, Door
from boernestemme.storage import tries
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from tests.factories import NOW, PASSWORD

KEY = b"a sign-in key of tests, 32 bytes"
PEPPER = "pepper"


def at_door(address: str | None = None, *, required: bool = False, pepper: str = PEPPER) -> Door:
    """A door, by default one that asks nothing of an account without a factor.

    Nobody has knocked from its address before unless one is given: an address's tries are counted.
    """
    return Door(address or new_id(), pepper, KEY, required)


def signed_in(
    email: str,
    password: str = PASSWORD,
    address: str | None = None,
    now: datetime = NOW,
    pepper: str = PEPPER,
) -> str:
    """The cookie of a session begun with a password alone."""
    return signing_in.sign_in(email, password, at_door(address, pepper=pepper), now).cookie


def use_up(key: str, many: int, now: datetime = NOW) -> None:
    """Spend what is left of so many tries, without a password check or a code for each."""
    with transaction():
        while tries.spend(f"{PEPPER}|{key}", many, now, now - WINDOW):
            pass


def code_of(secret: str, moment: datetime) -> str:
    """What the app on somebody's phone shows at a moment."""
    return pyotp.TOTP(secret.replace(" ", "")).at(moment)

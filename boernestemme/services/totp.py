"""Six-digit codes of an authenticator app (RFC 6238), by pyotp."""

import hmac
from datetime import datetime

import pyotp

SECONDS = 30
DRIFT = 1  # half-minutes that a phone's clock may go wrong, either way


def new_secret() -> str:
    """A new secret, 160 bits in base32."""
    return pyotp.random_base32()


def address_of(secret: str, account: str, service: str) -> str:
    """What an app's camera reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=service)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The half-minute whose code this is, one beside now at most; None when it fits none."""
    totp, here = pyotp.TOTP(secret), int(now.timestamp()) // SECONDS
    found = None
    for step in range(here - DRIFT, here + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            found = step
    return found

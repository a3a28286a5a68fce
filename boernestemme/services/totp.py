"""Six-digit codes of an authenticator app (RFC 6238), by cryptography."""

import base64
import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
SECONDS = 30
DRIFT = 1  # half-minutes that a phone's clock may go wrong, either way
SECRET_BYTES = 20


def new_secret() -> str:
    """A new secret, 160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def address_of(secret: str, account: str, service: str) -> str:
    """What an app's camera reads."""
    return _totp(secret).get_provisioning_uri(account, service)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The half-minute whose code this is, one beside now at most; None when it fits none."""
    totp, here = _totp(secret), int(now.timestamp()) // SECONDS
    found = None
    for step in range(here - DRIFT, here + DRIFT + 1):
        if hmac.compare_digest(totp.generate(step * SECONDS), code.encode()):
            found = step
    return found


def _totp(secret: str) -> TOTP:
    """What authenticator apps compute: SHA-1, since most of them know no other hash."""
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), SECONDS)  # noqa: S303  # RFC 6238's own

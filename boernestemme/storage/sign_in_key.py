"""What the sign-in key closes: the secrets of second factors, bound each to its account.

The key is a file that the staff's and the board's processes have, outside database and backup;
the child's has none. So a copy of the database alone gives nobody a code (ACC-14).
"""

import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.sealing import FORMAT, NONCE_BYTES, seal_with_key


def seal_secret(key: bytes, account_id: str, secret: str) -> bytes:
    """Close a secret for one account."""
    return seal_with_key(key, secret.encode("ascii"), _bound("factor", account_id))


def open_secret(key: bytes, account_id: str, sealed: bytes) -> str:
    """The secret again. Raises CannotOpen when it is another account's, changed, or cut."""
    nonce, closed = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != bytes([FORMAT]):
        raise CannotOpen("second factor")
    try:
        return AESGCM(key).decrypt(nonce, closed, _bound("factor", account_id)).decode("ascii")
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen("second factor") from problem


def code_hash(key: bytes, account_id: str, code: str) -> bytes:
    """What a recovery code is known by, 32 bytes; the database alone gives nothing to try on."""
    return hmac.digest(key, _bound("recovery", account_id) + b"|" + code.encode(), "sha256")


def _bound(what: str, account_id: str) -> bytes:
    return f"boernestemme|{what}|{account_id}".encode()

"""Staff passwords: argon2id, and never more than two checks at once (each takes 46 MiB)."""

import secrets
import threading

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MEMORY_KIB = 46 * 1024
SALT_BYTES = 16
HASH_BYTES = 32
AT_ONCE = threading.BoundedSemaphore(2)


def hash_password(password: str, memory_kib: int = MEMORY_KIB) -> str:
    """The password's hash in PHC form, with a salt of its own."""
    kdf = Argon2id(
        salt=secrets.token_bytes(SALT_BYTES),
        length=HASH_BYTES,
        iterations=1,
        lanes=1,
        memory_cost=memory_kib,
    )
    with AT_ONCE:
        return kdf.derive_phc_encoded(password.encode())


NOBODYS_HASH = hash_password(secrets.token_urlsafe())


def password_fits(password: str, password_hash: str | None) -> bool:
    """True when the password is right. With no account (None) it takes as long and is False.

    So it is for an account without a password (an empty hash), which signs in elsewhere.
    """
    with AT_ONCE:
        try:
            Argon2id.verify_phc_encoded(password.encode(), password_hash or NOBODYS_HASH)
        except InvalidKey:
            return False
    return bool(password_hash)

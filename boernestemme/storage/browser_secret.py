"""What one browser's cookie protects: drafts and the link it came by, sealed under the cookie.

The cookie holds 32 random bytes; the database holds their hash alone. Whoever has the database
but not the phone can read none of it (DEV-08).
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from boernestemme.storage.sealing import FORMAT, KEY_BYTES, NONCE_BYTES, seal_with_key

SECRET_BYTES = 32


@dataclass(frozen=True)
class BrowserSecret:
    """The random bytes behind one cookie."""

    raw: bytes

    @property
    def cookie(self) -> str:
        """The cookie's value: an opaque id, 43 characters."""
        return base64.urlsafe_b64encode(self.raw).rstrip(b"=").decode()

    @property
    def hash(self) -> bytes:
        """What the database knows the browser by."""
        return hashlib.sha256(b"browser:" + self.raw).digest()

    def mark(self, purpose: str) -> bytes:
        """A value only this browser can bring again, such as the proof that it sent an answer."""
        return hmac.digest(self.raw, purpose.encode(), "sha256")

    def seal(self, content: bytes, purpose: str) -> bytes:
        """Close content under a key of this browser and purpose."""
        return seal_with_key(self._key(purpose), content, purpose.encode())

    def open(self, sealed: bytes, purpose: str) -> bytes | None:
        """What this browser closed for this purpose, or None when it was not this browser."""
        nonce, closed = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if sealed[:1] != bytes([FORMAT]):
            return None
        try:
            return AESGCM(self._key(purpose)).decrypt(nonce, closed, purpose.encode())
        except (InvalidTag, ValueError):
            return None

    def _key(self, purpose: str) -> bytes:
        kdf = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"boernestemme|" + purpose.encode())
        return kdf.derive(self.raw)


def new_browser_secret() -> BrowserSecret:
    """A secret for a browser that has none, or must get a new one."""
    return BrowserSecret(secrets.token_bytes(SECRET_BYTES))


def from_cookie(value: str | None) -> BrowserSecret | None:
    """The secret a cookie holds, or None when there is none or it is not one of ours."""
    try:
        raw = base64.urlsafe_b64decode((value or "").encode("ascii") + b"=")
    except (UnicodeEncodeError, binascii.Error):
        return None
    return BrowserSecret(raw) if len(raw) == SECRET_BYTES else None

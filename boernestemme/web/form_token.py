"""The token in every form: proof that the form came from our own page in this browser.

It is bound to the session's cookie where there is one, and to the address of the form where
there is none, so that showing a form never writes anything. A fresh mask in each token keeps a
compressing proxy from giving it away.
"""

import base64
import binascii
import hmac
import secrets

MASK_BYTES = 9
PROOF_BYTES = 15


def issue(key: str, bound_to: str) -> str:
    """A token, 32 characters."""
    mask = secrets.token_bytes(MASK_BYTES)
    return base64.urlsafe_b64encode(mask + _proof(key, bound_to, mask)).decode()


def fits(key: str, bound_to: str, token: str | None) -> bool:
    """True when the token was issued for this session or address."""
    try:
        raw = base64.urlsafe_b64decode((token or "").encode("ascii"))
    except (UnicodeEncodeError, binascii.Error):
        return False
    mask, proof = raw[:MASK_BYTES], raw[MASK_BYTES:]
    return hmac.compare_digest(proof, _proof(key, bound_to, mask))


def _proof(key: str, bound_to: str, mask: bytes) -> bytes:
    return hmac.digest(key.encode(), b"form|" + mask + bound_to.encode(), "sha256")[:PROOF_BYTES]

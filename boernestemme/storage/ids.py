"""Row ids: 128 random bits from the operating system, never a running number."""

import hashlib
import json
import secrets

ID_LENGTH = 32
LINK_ID_BYTES = 16


def new_id() -> str:
    """A new row id, 32 hexadecimal characters."""
    return secrets.token_hex(ID_LENGTH // 2)


def derived_id(*parts: str) -> str:
    """The one row id of these parts; as hard to guess as the hardest of them."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:ID_LENGTH]


def new_link_id() -> bytes:
    """The 16 random bytes that are all a link holds (LNK-01, LNK-03)."""
    return secrets.token_bytes(LINK_ID_BYTES)

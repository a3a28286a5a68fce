"""Row ids and record keys: random bits from the operating system, never a running number."""

import hashlib
import json
import secrets

from boernestemme.domain.cell_keys import KEYS

ID_LENGTH = 32
LINK_ID_BYTES = 16


def new_id() -> str:
    """A new row id, 32 hexadecimal characters."""
    return secrets.token_hex(ID_LENGTH // 2)


def new_record_key() -> int:
    """What a record adds to the noise of every count it is in, from 0 to 255; nothing else."""
    return secrets.randbelow(KEYS)


def derived_id(*parts: str) -> str:
    """The one row id of these parts; as hard to guess as the hardest of them."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:ID_LENGTH]


def new_link_id() -> bytes:
    """The 16 random bytes that are all a link holds (LNK-01, LNK-03)."""
    return secrets.token_bytes(LINK_ID_BYTES)

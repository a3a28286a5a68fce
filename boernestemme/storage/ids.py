"""Row ids: 128 random bits from the operating system, never a running number."""

import secrets

ID_LENGTH = 32
LINK_ID_BYTES = 16


def new_id() -> str:
    """A new row id, 32 hexadecimal characters."""
    return secrets.token_hex(ID_LENGTH // 2)


def new_link_id() -> bytes:
    """The 16 random bytes that are all a link holds (LNK-01, LNK-03)."""
    return secrets.token_bytes(LINK_ID_BYTES)

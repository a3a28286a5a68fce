"""Municipalities' private keys at rest: wrapped by a key that lies outside the database.

The wrapping key is a file with tight rights, kept out of the backup (CRY-06). Rotation re-wraps
keys, never answers.
"""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.new_file import replace_file
from boernestemme.storage.opening import open_with_key
from boernestemme.storage.sealing import KEY_BYTES, seal_with_key


def write_new_key(path: Path) -> None:
    """Write a new random wrapping key, readable by the service alone; never over an old one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))


def read_key(path: Path) -> bytes:
    """The wrapping key. Raises OSError when there is none, ValueError when it is no key."""
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise ValueError("not a wrapping key")
    return key


def read_keys(path: Path) -> tuple[bytes, ...]:
    """The wrapping key, or while it is rotated several, the newest last.

    Raises OSError when there is none, ValueError when it is no key.
    """
    content = path.read_bytes()
    keys = [content[start : start + KEY_BYTES] for start in range(0, len(content), KEY_BYTES)]
    if not keys or len(keys[-1]) != KEY_BYTES or len(set(keys)) < len(keys):
        raise ValueError("not a wrapping key")
    return tuple(keys)


def put_keys(path: Path, keys: Sequence[bytes]) -> None:
    """Put other keys into the file, in one step."""
    replace_file(path, b"".join(keys))


def new_wrapped_pair(wrapping_key: bytes, key_id: str) -> tuple[bytes, bytes]:
    """A new X25519 pair as (public raw bytes, wrapped private key)."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), wrap(
        wrapping_key, key_id, private.private_bytes_raw()
    )


def wrap(wrapping_key: bytes, key_id: str, private_raw: bytes) -> bytes:
    """Close a private key (32 raw bytes), bound to its id."""
    return seal_with_key(wrapping_key, private_raw, _bound(key_id))


def unwrap(wrapping_key: bytes, key_id: str, wrapped: bytes) -> bytes:
    """The private key's raw bytes. Raises CannotOpen."""
    return open_with_key(wrapping_key, wrapped, _bound(key_id))


def unwrap_by_any(wrapping_keys: Sequence[bytes], key_id: str, wrapped: bytes) -> bytes:
    """The private key's raw bytes by whichever wrapping key opens it. Raises CannotOpen."""
    for wrapping_key in reversed(wrapping_keys):
        with suppress(CannotOpen):
            return unwrap(wrapping_key, key_id, wrapped)
    raise CannotOpen("no wrapping key opens it")


def _bound(key_id: str) -> bytes:
    return f"boernestemme|private-key|{key_id}".encode()

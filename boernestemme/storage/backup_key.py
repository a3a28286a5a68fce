"""The offline key of backups: its public half lies on the server, its private half never does."""

import base64
import binascii
import hashlib
from pathlib import Path
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from boernestemme.storage.new_file import write_new

PUBLIC, PRIVATE = "boernestemme-backup-public-1", "boernestemme-backup-private-1"
RAW_BYTES, NAME_BYTES = 32, 8
PublicHalf: TypeAlias = X25519PublicKey
PrivateHalf: TypeAlias = X25519PrivateKey


def make_pair(private_file: Path, public_file: Path) -> str:
    """Write a new pair into two new files; the name it goes by. Raises FileExistsError."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    write_new(private_file, _line(PRIVATE, private.private_bytes_raw()))
    write_new(public_file, _line(PUBLIC, public))
    return name_of(public).hex()


def read_public(file: Path) -> X25519PublicKey:
    """The half that seals. Raises OSError, or ValueError when the file holds none."""
    return X25519PublicKey.from_public_bytes(_raw(PUBLIC, file))


def read_private(file: Path) -> X25519PrivateKey:
    """The half that opens. Raises OSError, or ValueError when the file holds none."""
    return X25519PrivateKey.from_private_bytes(_raw(PRIVATE, file))


def name_of(public: bytes) -> bytes:
    """What a pair is known by: 8 bytes of a hash of its public half (32 raw bytes)."""
    return hashlib.sha256(b"backup:" + public).digest()[:NAME_BYTES]


def _line(word: str, raw: bytes) -> bytes:
    return f"{word} {base64.b64encode(raw).decode()}\n".encode()


def _raw(word: str, file: Path) -> bytes:
    found, _, encoded = file.read_text("ascii").strip().partition(" ")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except binascii.Error as problem:
        raise ValueError(f"{file} is damaged") from problem
    if found != word or len(raw) != RAW_BYTES:
        raise ValueError(f"{file} does not hold a key that begins with {word}")
    return raw

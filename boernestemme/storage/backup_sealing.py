"""Closes a backup to the offline key while it is written: a piece at a time, in any size.

In order: the name of the format, a format byte, the key pair's name, a data key sealed by HPKE,
and pieces under that data key. Each piece's nonce is its number and whether it is the last, so
that none can be changed, moved, left out or cut off unnoticed.
"""

import hashlib
import secrets
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from boernestemme.storage.backup_key import NAME_BYTES, name_of
from boernestemme.storage.sealing import FORMAT, KEY_BYTES, NONCE_BYTES, SUITE

MAGIC = b"boernestemme-backup\n"
BOUND = f"boernestemme|{FORMAT}|backup".encode()
PIECE_BYTES = 1 << 20
SEALED_KEY_BYTES = 32 + KEY_BYTES + 16  # what HPKE adds: a public key and a tag
HEADER_BYTES = len(MAGIC) + 1 + NAME_BYTES + SEALED_KEY_BYTES


class SealedWriter:
    """Writes what it is given into ``file``, sealed; ``finish`` writes the last piece.

    ``size`` (bytes) and ``digest`` (SHA-256, hexadecimal) are those of the file so far.
    """

    def __init__(self, file: BinaryIO, key: X25519PublicKey) -> None:
        data_key = secrets.token_bytes(KEY_BYTES)
        sealed = SUITE.encrypt(data_key, key, info=BOUND)
        self._file, self._cipher = file, AESGCM(data_key)
        self._header = MAGIC + bytes([FORMAT]) + name_of(key.public_bytes_raw()) + sealed
        self._waiting, self._pieces = bytearray(), 0
        self._hash, self.size = hashlib.sha256(), 0
        self._put(self._header)

    @property
    def digest(self) -> str:
        """The SHA-256 of all that was written."""
        return self._hash.hexdigest()

    def write(self, content: bytes) -> None:
        """Add content; whole pieces go out, and the last of all waits for ``finish``."""
        self._waiting += content
        while len(self._waiting) > PIECE_BYTES:
            self._seal(bytes(self._waiting[:PIECE_BYTES]), is_last=False)
            del self._waiting[:PIECE_BYTES]

    def finish(self) -> None:
        """Write the last piece; without it nobody takes the file."""
        self._seal(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._put(self._cipher.encrypt(nonce(self._pieces, is_last), piece, self._header))
        self._pieces += 1

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self._hash.update(content)
        self.size += len(content)


def nonce(number: int, is_last: bool) -> bytes:
    """A piece's nonce; its data key is the file's own, so numbers never meet again."""
    return number.to_bytes(NONCE_BYTES - 1) + bytes([is_last])

"""Opens a backup with the offline key's private half. No page and no timer reaches this."""

from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from boernestemme.domain.backup import BackupRefused
from boernestemme.storage.backup_key import NAME_BYTES, name_of
from boernestemme.storage.backup_sealing import (
    BOUND,
    HEADER_BYTES,
    MAGIC,
    PIECE_BYTES,
    SEALED_KEY_BYTES,
    nonce,
)
from boernestemme.storage.sealing import FORMAT, SUITE

TAG_BYTES = 16


class BackupReader:
    """What lies in a sealed file, from its beginning, never more than a few pieces in memory.

    Raises BackupRefused where the file is no backup, of another key, changed, or cut.
    """

    def __init__(self, file: BinaryIO, key: X25519PrivateKey) -> None:
        self._pieces = _pieces(file, key)
        self._waiting = b""

    def read(self, length: int) -> bytes:
        """The next bytes, as many as asked for."""
        found = bytearray(self._waiting)
        while len(found) < length:
            piece = next(self._pieces, None)
            if piece is None:
                raise BackupRefused("damaged")
            found += piece
        self._waiting = bytes(found[length:])
        return bytes(found[:length])

    def rest(self) -> Iterator[bytes]:
        """All that is left, a piece at a time."""
        yield self._waiting
        self._waiting = b""
        yield from self._pieces


def _pieces(file: BinaryIO, key: X25519PrivateKey) -> Iterator[bytes]:
    header = file.read(HEADER_BYTES)
    cipher = AESGCM(_data_key(header, key))
    number, sealed = 0, file.read(PIECE_BYTES + TAG_BYTES)
    while True:
        following = file.read(PIECE_BYTES + TAG_BYTES)
        try:
            yield cipher.decrypt(nonce(number, not following), sealed, header)
        except (InvalidTag, ValueError) as problem:
            raise BackupRefused("damaged") from problem
        if not following:
            return
        number, sealed = number + 1, following


def _data_key(header: bytes, key: X25519PrivateKey) -> bytes:
    """The key of the pieces, once the format is one this version knows."""
    if len(header) < HEADER_BYTES or header[: len(MAGIC) + 1] != MAGIC + bytes([FORMAT]):
        raise BackupRefused("not_ours")
    name = header[len(MAGIC) + 1 :][:NAME_BYTES]
    if name != name_of(key.public_key().public_bytes_raw()):
        raise BackupRefused("other_key", name.hex())
    try:
        return SUITE.decrypt(header[-SEALED_KEY_BYTES:], key, info=BOUND)
    except (InvalidTag, ValueError) as problem:
        raise BackupRefused("damaged") from problem

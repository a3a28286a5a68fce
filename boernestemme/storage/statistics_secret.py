"""A half-year's statistics secret: 32 random bytes in a file of their own, outside every backup.

From them come the private key that opens the half-year's marks, and the key of the hashes that
tell distinct children and case workers apart. Destroying the file destroys both.
"""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.period import Period
from boernestemme.storage.new_file import write_new
from boernestemme.storage.sealing import KEY_BYTES


def make_if_absent(folder: Path, period: Period) -> None:
    """Write the half-year's secret unless it is there; readable by the service alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        write_new(_file(folder, period), secrets.token_bytes(KEY_BYTES))
    except FileExistsError:
        return


def private_key(folder: Path, period: Period) -> X25519PrivateKey:
    """The key that opens the half-year's marks. Raises CannotOpen when the secret is gone."""
    return X25519PrivateKey.from_private_bytes(_derived(folder, period, b"marks"))


def public_key(folder: Path, period: Period) -> bytes:
    """The key (32 raw bytes) that the half-year's marks are sealed to."""
    return private_key(folder, period).public_key().public_bytes_raw()


def people_key(folder: Path, period: Period) -> bytes:
    """The key (32 bytes) of the hashes of children and case workers."""
    return _derived(folder, period, b"people")


def destroy(folder: Path, period: Period) -> None:
    """Write over the secret and remove it; no harm when it is gone already, or going."""
    file = _file(folder, period)
    try:
        with file.open("r+b") as content:
            content.write(bytes(KEY_BYTES))
            content.flush()
            os.fsync(content.fileno())
    except FileNotFoundError:
        return
    file.unlink(missing_ok=True)


def _derived(folder: Path, period: Period, purpose: bytes) -> bytes:
    try:
        secret = _file(folder, period).read_bytes()
    except OSError as problem:
        raise CannotOpen(f"the statistics secret of {period} is gone") from problem
    if len(secret) != KEY_BYTES or not any(secret):
        raise CannotOpen(f"the statistics secret of {period} is damaged")
    info = b"boernestemme|statistics|" + purpose + b"|" + str(period).encode()
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(secret)


def _file(folder: Path, period: Period) -> Path:
    return folder / f"{period}.secret"

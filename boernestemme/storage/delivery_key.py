"""An installation's delivery key: 32 random bytes in a file beside the half-years' secrets.

From them come the private key that opens deliveries, and the one that signs them. Only what
counts has them: no page, and never the child's process.
"""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from boernestemme.domain.delivery_key import PublicPart
from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.new_file import write_new
from boernestemme.storage.sealing import KEY_BYTES

NAME = "delivery.key"


def make_if_absent(folder: Path) -> None:
    """Write the key unless it is there; never over an old one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        write_new(folder / NAME, secrets.token_bytes(KEY_BYTES))
    except FileExistsError:
        return


def public_part(folder: Path) -> PublicPart:
    """What the other end is given. Raises CannotOpen where there is no key."""
    sealing = opening_key(folder).public_key().public_bytes_raw()
    return PublicPart(sealing, signing_key(folder).public_key().public_bytes_raw())


def opening_key(folder: Path) -> X25519PrivateKey:
    """The key that opens deliveries. Raises CannotOpen where there is none."""
    return X25519PrivateKey.from_private_bytes(_derived(folder, b"opening"))


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs deliveries. Raises CannotOpen where there is none."""
    return Ed25519PrivateKey.from_private_bytes(_derived(folder, b"signing"))


def _derived(folder: Path, purpose: bytes) -> bytes:
    try:
        secret = (folder / NAME).read_bytes()
    except OSError as problem:
        raise CannotOpen("there is no delivery key") from problem
    if len(secret) != KEY_BYTES:
        raise CannotOpen("the delivery key is damaged")
    info = b"boernestemme|delivery|" + purpose
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(secret)

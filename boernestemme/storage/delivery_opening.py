"""Opens a delivery on the board's installation: first whose signature it bears, then what it says.

No page reaches this, and no more does the freeze.
"""

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.delivery import Label
from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.delivery_sealing import bound_to
from boernestemme.storage.opening import check_format
from boernestemme.storage.sealing import SUITE

SIGNATURE_BYTES = 64


def check_signature(signer: bytes, file: bytes) -> None:
    """Refuse a file not signed just so under a raw Ed25519 key (32 bytes). Raises CannotOpen."""
    try:
        key = Ed25519PublicKey.from_public_bytes(signer)
        key.verify(file[-SIGNATURE_BYTES:], file[:-SIGNATURE_BYTES])
    except (InvalidSignature, ValueError) as problem:
        raise CannotOpen("signature of a delivery") from problem


def open_delivery(key: X25519PrivateKey, label: Label, file: bytes) -> bytes:
    """What was sealed under this label. Raises CannotOpen when it was to another key."""
    sealed = file[len(label.to_bytes()) : -SIGNATURE_BYTES]
    check_format(sealed)
    try:
        return SUITE.decrypt(sealed[1:], key, info=bound_to(label))
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen("delivery") from problem

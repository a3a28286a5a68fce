"""Closes a delivery: sealed to the board's key by HPKE, and signed as it is then."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from boernestemme.domain.delivery import Label
from boernestemme.storage.sealing import FORMAT, SUITE


def seal_and_sign(
    recipient: bytes, signer: Ed25519PrivateKey, label: Label, content: bytes
) -> bytes:
    """The whole file; ``recipient`` is the board's raw X25519 key (32 bytes).

    In order: the label's line, a format byte, what HPKE made, and 64 bytes of signature over all
    that.
    """
    key = X25519PublicKey.from_public_bytes(recipient)
    sealed = SUITE.encrypt(content, key, info=bound_to(label))
    closed = label.to_bytes() + bytes([FORMAT]) + sealed
    return closed + signer.sign(closed)


def bound_to(label: Label) -> bytes:
    """What is bound into the sealing: it opens under no other label."""
    parts = (label.format, label.municipality, label.period)
    return f"boernestemme|{FORMAT}|delivery|{'|'.join(map(str, parts))}".encode()

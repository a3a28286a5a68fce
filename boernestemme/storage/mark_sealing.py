"""Closes what goes into the mixer's box: all of one size, to the half-year's statistics key."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from boernestemme.domain.marks import MixClass
from boernestemme.storage.sealing import FORMAT, SUITE, padded_to

ITEM_SIZE = 512


def seal_item(statistics_key: bytes, what: MixClass, content: bytes) -> bytes:
    """Close one item (at most 511 bytes) to a half-year's public key (32 raw bytes)."""
    public = X25519PublicKey.from_public_bytes(statistics_key)
    sealed = SUITE.encrypt(padded_to(ITEM_SIZE, content), public, info=bound_to(what))
    return bytes([FORMAT]) + sealed


def bound_to(what: MixClass) -> bytes:
    """What is bound into an item's sealing: it opens in no other class.

    Of an interpreter only that there was one: what lay in the box before still opens.
    """
    parts = (
        what.kind, what.municipality, what.period, what.age_group, int(what.is_first),
        int(what.is_helped), *(("interpreted",) if what.is_interpreted else ()),
    )  # fmt: skip
    return f"boernestemme|{FORMAT}|mixer|{'|'.join(map(str, parts))}".encode()

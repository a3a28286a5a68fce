"""Closes envelopes: what is put in can be read by the municipality's private key alone.

Each row gets a data key of its own, sealed by HPKE (X25519, HKDF-SHA256, AES-256-GCM) to the
municipality's public key; the fields are sealed under the data key. Format version,
municipality, row id and field are bound in, so that nothing opens in another place (CRY-02).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from boernestemme.domain.ports import Place, PublicKey

FORMAT = 1
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
CLOSED_SIZE = 2048
SMALLEST_TEXT = 256
NONCE_BYTES = 12
KEY_BYTES = 32
PAD_MARK = b"\x80"


@dataclass(frozen=True)
class Envelope:
    """A sealed row: which key it is sealed to, its wrapped data key, and its fields."""

    key_id: str
    wrapped_key: bytes
    fields: Mapping[str, bytes]


def context(place: Place, field: str) -> bytes:
    """What is bound into a sealing."""
    return f"boernestemme|{FORMAT}|{place.municipality}|{place.row}|{field}".encode()


def seal(key: PublicKey, place: Place, fields: Mapping[str, bytes]) -> Envelope:
    """Close the fields (already padded) under a new data key, wrapped to ``key``."""
    data_key = secrets.token_bytes(KEY_BYTES)
    public = X25519PublicKey.from_public_bytes(key.raw)
    wrapped = SUITE.encrypt(data_key, public, info=context(place, "key"))
    sealed = {
        name: seal_with_key(data_key, content, context(place, name))
        for name, content in fields.items()
    }
    return Envelope(key.id, bytes([FORMAT]) + wrapped, sealed)


def seal_with_key(key: bytes, content: bytes, bound: bytes) -> bytes:
    """AES-256-GCM under a key (32 bytes): format byte, nonce, ciphertext with tag."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([FORMAT]) + nonce + AESGCM(key).encrypt(nonce, content, bound)


def padded_closed(content: bytes) -> bytes:
    """Closed answers, all of one size, so that the length tells nothing (CRY-04)."""
    return padded_to(CLOSED_SIZE, content)


def padded_text(content: bytes) -> bytes:
    """Free text in buckets of 256, 512, 1024 … bytes."""
    size = SMALLEST_TEXT
    while size <= len(content):
        size *= 2
    return padded_to(size, content)


def padded_to(size: int, content: bytes) -> bytes:
    """Content and its padding, ``size`` bytes in all. Raises ValueError when it does not fit."""
    if len(content) >= size:
        raise ValueError("the content does not fit its envelope")
    return content + PAD_MARK + bytes(size - len(content) - 1)

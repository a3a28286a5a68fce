"""The format byte: a second suite fits into the same place, and none takes the other's (CRY-08)."""

import secrets

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.ports import Place, PublicKey
from boernestemme.storage.opening import Opener
from boernestemme.storage.sealing import FORMAT, SUITE, context, padded_text, seal

PLACE = Place("0265", "row-1")
BOUND = context(PLACE, "key")
HYBRID = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
NEXT = FORMAT + 1
PLAIN = X25519PrivateKey.generate()
MIXED = MLKEM768X25519PrivateKey(MLKEM768PrivateKey.generate(), X25519PrivateKey.generate())
ENVELOPE = seal(
    PublicKey("key", PLAIN.public_key().public_bytes_raw()), PLACE, {"text": padded_text(b"ord")}
)
OPENER = Opener(lambda _: PLAIN.private_bytes_raw())


def opened_by(
    suite: Suite, key: X25519PrivateKey | MLKEM768X25519PrivateKey, wrapped: bytes
) -> bytes:
    """The data key, as a program of that suite opens it."""
    return suite.decrypt(wrapped[1:], key, info=BOUND)


def test_the_hybrid_seals_the_same_data_key_to_the_same_place_under_the_next_byte() -> None:
    data_key = opened_by(SUITE, PLAIN, ENVELOPE.wrapped_key)
    wrapped = bytes([NEXT]) + HYBRID.encrypt(data_key, MIXED.public_key(), info=BOUND)
    assert opened_by(HYBRID, MIXED, wrapped) == data_key
    for suite, key, other in ((SUITE, PLAIN, wrapped), (HYBRID, MIXED, ENVELOPE.wrapped_key)):
        with pytest.raises((InvalidTag, ValueError)):
            opened_by(suite, key, other)


def test_today_the_next_byte_is_an_alarm_whatever_lies_behind_it() -> None:
    fields, wrapped = ENVELOPE.fields, ENVELOPE.wrapped_key
    assert OPENER.open(PLACE, "key", wrapped, fields) == {"text": b"ord"}, "the control"
    hybrid = HYBRID.encrypt(secrets.token_bytes(32), MIXED.public_key(), info=BOUND)
    for behind in (wrapped[1:], hybrid):
        with pytest.raises(CannotOpen, match="format"):
            OPENER.open(PLACE, "key", bytes([NEXT]) + behind, fields)
    with pytest.raises(CannotOpen, match="format"):
        OPENER.open(PLACE, "key", wrapped, {"text": bytes([NEXT]) + fields["text"][1:]})

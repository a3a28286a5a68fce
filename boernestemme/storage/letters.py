"""The envelope of a reply: sealed to a key only the link itself can bring again.

The key pair is derived from the link's 16 bytes when the link is made; the server keeps the
public half. It is apart from ``opening``, so that the child's side can open its own reply and
nothing else.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.ports import Place
from boernestemme.storage.sealing import FORMAT, KEY_BYTES, PAD_MARK, SUITE, context, padded_text

FIELD = "letter"


def reply_public_key(link_id: bytes) -> bytes:
    """The public half (32 raw bytes) that a link's reply is sealed to."""
    return _private_key(link_id).public_key().public_bytes_raw()


def seal_letter(public_key: bytes, place: Place, content: bytes) -> bytes:
    """Close a letter to the holder of the link; padded to a bucket."""
    public = X25519PublicKey.from_public_bytes(public_key)
    info = context(place, FIELD)
    return bytes([FORMAT]) + SUITE.encrypt(padded_text(content), public, info=info)


def open_letter(link_id: bytes, place: Place, sealed: bytes) -> bytes:
    """The letter, for the moment of showing it. Raises CannotOpen."""
    if sealed[:1] != bytes([FORMAT]):
        raise CannotOpen("format")
    try:
        content = SUITE.decrypt(sealed[1:], _private_key(link_id), info=context(place, FIELD))
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen("letter") from problem
    return content.rstrip(b"\0").removesuffix(PAD_MARK)


def _private_key(link_id: bytes) -> X25519PrivateKey:
    kdf = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"boernestemme|reply-key")
    return X25519PrivateKey.from_private_bytes(kdf.derive(link_id))

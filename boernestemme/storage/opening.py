"""Opens envelopes: the private half, present in the staff's process alone."""

from collections.abc import Callable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.ports import Place
from boernestemme.storage.sealing import FORMAT, NONCE_BYTES, PAD_MARK, SUITE, context


class Opener:
    """Opens what was sealed to the municipalities whose wrapped private keys it can unwrap.

    ``private_key`` gives the 32 raw bytes of a key by its id; each is unwrapped once and kept
    for the life of the process.
    """

    def __init__(self, private_key: Callable[[str], bytes]) -> None:
        self._private_key = private_key
        self._keys: dict[str, X25519PrivateKey] = {}

    def open(
        self, place: Place, key_id: str, wrapped_key: bytes, fields: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """The fields' content without padding. Raises CannotOpen (CRY-10)."""
        data_key = self._open_data_key(place, key_id, wrapped_key)
        return {
            name: unpadded(open_with_key(data_key, sealed, context(place, name)))
            for name, sealed in fields.items()
        }

    def _open_data_key(self, place: Place, key_id: str, wrapped_key: bytes) -> bytes:
        check_format(wrapped_key)
        key = self._keys.get(key_id)
        if key is None:
            key = X25519PrivateKey.from_private_bytes(self._private_key(key_id))
            self._keys[key_id] = key
        try:
            return SUITE.decrypt(wrapped_key[1:], key, info=context(place, "key"))
        except (InvalidTag, ValueError) as problem:
            raise CannotOpen("data key") from problem


def open_with_key(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """What ``seal_with_key`` closed. Raises CannotOpen."""
    check_format(sealed)
    nonce, closed = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, closed, bound)
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen("field") from problem


def unpadded(content: bytes) -> bytes:
    """The content without its padding. Raises CannotOpen when there is none."""
    bare = content.rstrip(b"\0")
    if not bare.endswith(PAD_MARK):
        raise CannotOpen("padding")
    return bare[:-1]


def check_format(sealed: bytes) -> None:
    """Refuse a format this version does not know, rather than guess (CRY-08)."""
    if not sealed or sealed[0] != FORMAT:
        raise CannotOpen("format")

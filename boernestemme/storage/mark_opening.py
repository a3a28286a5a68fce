"""Opens what lay in the mixer's box: the private half, held by the mixer alone."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.marks import MixClass
from boernestemme.storage.mark_sealing import bound_to
from boernestemme.storage.opening import check_format, unpadded
from boernestemme.storage.sealing import SUITE


def open_item(key: X25519PrivateKey, what: MixClass, sealed: bytes) -> bytes:
    """What ``seal_item`` closed. Raises CannotOpen."""
    check_format(sealed)
    try:
        return unpadded(SUITE.decrypt(sealed[1:], key, info=bound_to(what)))
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen("mixer item") from problem

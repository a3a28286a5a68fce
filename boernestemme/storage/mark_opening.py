"""Opens what lay in the mixer's box: the private half, held by the mixer alone."""

import hmac
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.marks import MixClass
from boernestemme.domain.period import Period
from boernestemme.storage import statistics_secret
from boernestemme.storage.mark_sealing import bound_to
from boernestemme.storage.opening import check_format, unpadded
from boernestemme.storage.people_hashes import Counted
from boernestemme.storage.sealing import SUITE


class BoxOpener:
    """Holds one half-year's secret: opens its items, and hashes whom they come from.

    Raises CannotOpen when the secret is gone.
    """

    def __init__(self, folder: Path, period: Period) -> None:
        self._key = statistics_secret.private_key(folder, period)
        self._people_key = statistics_secret.people_key(folder, period)

    def open(self, what: MixClass, sealed: bytes) -> bytes:
        """What one item says. Raises CannotOpen."""
        return open_item(self._key, what, sealed)

    def hash_of(self, who: Counted, id: str) -> bytes:
        """The keyed hash (32 bytes) of a child's chain of meetings, or of a case worker."""
        return hmac.digest(self._people_key, f"{who}|{id}".encode(), "sha256")


def open_item(key: X25519PrivateKey, what: MixClass, sealed: bytes) -> bytes:
    """What ``seal_item`` closed. Raises CannotOpen."""
    check_format(sealed)
    try:
        return unpadded(SUITE.decrypt(sealed[1:], key, info=bound_to(what)))
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen("mixer item") from problem

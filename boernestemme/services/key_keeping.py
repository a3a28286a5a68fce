"""Municipalities' key pairs: made when a year first needs one, unwrapped for the staff alone."""

from datetime import datetime

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.ports import PublicKey
from boernestemme.storage import municipality_keys, wrapping
from boernestemme.storage.ids import new_id
from boernestemme.storage.opening import Opener


class KeyKeeper:
    """Holds the wrapping key (32 raw bytes), and with it the municipalities' private keys."""

    def __init__(self, wrapping_key: bytes) -> None:
        self._wrapping_key = wrapping_key
        self.opener = Opener(self._private_key)

    def public_key(self, municipality: str, now: datetime) -> PublicKey:
        """The key to seal this year's answers to; a new pair when the year has none yet."""
        year = danish_day(now).year
        found = municipality_keys.public_key(municipality, year)
        return found or self._new_key(municipality, year)

    def _new_key(self, municipality: str, year: int) -> PublicKey:
        key_id = new_id()
        raw, wrapped = wrapping.new_wrapped_pair(self._wrapping_key, key_id)
        key = PublicKey(key_id, raw)
        municipality_keys.add(key, municipality, year, wrapped)
        return municipality_keys.public_key(municipality, year) or key

    def _private_key(self, key_id: str) -> bytes:
        wrapped = municipality_keys.wrapped_private_key(key_id)
        if wrapped is None:
            raise CannotOpen("no such key")
        return wrapping.unwrap(self._wrapping_key, key_id, wrapped)

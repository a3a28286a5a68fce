"""Municipalities' key pairs: made for a year, rotated, unwrapped for the staff alone."""

from datetime import datetime

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.ports import PublicKey
from boernestemme.storage import municipality_keys, wrapping
from boernestemme.storage.ids import new_id
from boernestemme.storage.opening import Opener


class KeyKeeper:
    """Holds the wrapping key (32 raw bytes), and with it the municipalities' private keys.

    While it is rotated there are several, the newest last: that one wraps, and all unwrap.
    """

    def __init__(self, *wrapping_keys: bytes) -> None:
        self._wrapping_keys = wrapping_keys
        self.opener = Opener(self._private_key)

    def public_key(self, municipality: str, now: datetime) -> PublicKey:
        """The key to seal this year's answers to; a new pair when the year has none yet."""
        year = danish_day(now).year
        found = municipality_keys.public_key(municipality, year)
        return found or self._new_key(municipality, year)

    def has(self, key_id: str) -> bool:
        """True when the wrapping key unwraps this key's private half."""
        try:
            self._private_key(key_id)
        except CannotOpen:
            return False
        return True

    def rewrap_all(self) -> int:
        """Wrap every private half by the newest wrapping key alone; how many.

        Raises CannotOpen where none of them opens one; then each is as it was, or done.
        """
        found = municipality_keys.all_wrapped()
        for key_id, wrapped in found.items():
            raw = wrapping.unwrap_by_any(self._wrapping_keys, key_id, wrapped)
            anew = wrapping.wrap(self._wrapping_keys[-1], key_id, raw)
            municipality_keys.put_wrapped(key_id, anew)
        return len(found)

    def add_pairs(self, now: datetime) -> int:
        """Give each municipality that has a pair of this year another to seal to; how many."""
        year = danish_day(now).year
        numbers = municipality_keys.newest_numbers(year)
        for municipality, number in numbers.items():
            self._new_key(municipality, year, number + 1)
        return len(numbers)

    def _new_key(self, municipality: str, year: int, number: int = 1) -> PublicKey:
        key_id = new_id()
        raw, wrapped = wrapping.new_wrapped_pair(self._wrapping_keys[-1], key_id)
        key = PublicKey(key_id, raw)
        municipality_keys.add(key, municipality, year, wrapped, number)
        return municipality_keys.public_key(municipality, year) or key

    def _private_key(self, key_id: str) -> bytes:
        wrapped = municipality_keys.wrapped_private_key(key_id)
        if wrapped is None:
            raise CannotOpen("no such key")
        return wrapping.unwrap_by_any(self._wrapping_keys, key_id, wrapped)

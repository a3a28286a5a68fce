"""The public part of an installation's delivery key: text to hand over, and its fingerprint.

Both ends of a delivery have one: it is sealed to the board's ``sealing`` half and signed under the
municipality's ``signing`` half, so that nobody has to tell two kinds of keys apart.
"""

import base64
import hashlib
from dataclasses import dataclass

WORD = "boernestemme-delivery-1"
HALF, CHECKED = 32, 4
REMARK = "#"


@dataclass(frozen=True)
class PublicPart:
    """Two raw public keys of 32 bytes each: X25519 to seal to, Ed25519 to check a signature."""

    sealing: bytes
    signing: bytes

    @property
    def raw(self) -> bytes:
        """Both, 64 bytes."""
        return self.sealing + self.signing

    @property
    def fingerprint(self) -> str:
        """What two people compare by voice: 128 bits in groups of four hexadecimal digits."""
        digits = hashlib.sha256(self.raw).hexdigest()[:32]
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def from_raw(raw: bytes) -> PublicPart:
    """The two keys that lie in 64 bytes."""
    return PublicPart(raw[:HALF], raw[HALF:])


def to_text(part: PublicPart) -> str:
    """One line, with a check so that a slip in copying is found."""
    return f"{WORD} {base64.b64encode(part.raw + _check(part.raw)).decode()}"


def from_text(text: str) -> PublicPart:
    """What ``to_text`` wrote, with or without lines of remarks. Raises ValueError."""
    lines = [line.strip() for line in text.splitlines()]
    [line] = [line for line in lines if line and not line.startswith(REMARK)]
    word, encoded = line.split()
    given = base64.b64decode(encoded, validate=True)
    raw, check = given[:-CHECKED], given[-CHECKED:]
    if word != WORD or len(raw) != 2 * HALF or check != _check(raw):
        raise ValueError("no delivery key")
    return from_raw(raw)


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()[-CHECKED:]

"""What the rules need from outside, as small protocols that the factory fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from boernestemme.domain.period import Period


@dataclass(frozen=True)
class Place:
    """Where an envelope lies; bound into its sealing, so that it opens nowhere else."""

    municipality: str
    row: str


@dataclass(frozen=True)
class PublicKey:
    """The public half of a municipality's key for one year: 32 raw X25519 bytes."""

    id: str
    raw: bytes


class SignsLinks(Protocol):
    """Turns the 16 random bytes of a link into the signed text in its address, and back."""

    def sign(self, link_id: bytes) -> str:
        """The token, 66 characters."""

    def read(self, token: str) -> bytes | None:
        """The link's 16 bytes, or None when the token was not signed by us for this purpose."""


class OpensEnvelopes(Protocol):
    """Opens what was sealed to a municipality; only the staff's process has one."""

    def open(
        self, place: Place, key_id: str, wrapped_key: bytes, fields: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """The fields' content without padding. Raises CannotOpen, never returns an empty one."""


class KeepsKeys(Protocol):
    """The municipalities' key pairs; only the staff's process has one."""

    @property
    def opener(self) -> OpensEnvelopes:
        """Opens what was sealed to the municipalities."""

    def public_key(self, municipality: str, now: datetime) -> PublicKey:
        """The key to seal this year's answers to; made when the year has none yet."""

    def has(self, key_id: str) -> bool:
        """True when this key's private half can be used."""


class NamesStatisticsKeys(Protocol):
    """The half-years' public statistics keys; their private halves are the mixer's alone."""

    def public_key(self, period: Period) -> bytes:
        """The key (32 raw bytes) to seal a half-year's marks to; made when it has none yet."""


@dataclass(frozen=True)
class LinkTools:
    """What making a link takes: a signer, the municipality's keys, the half-year's, the epoch."""

    signer: SignsLinks
    keys: KeepsKeys
    statistics: NamesStatisticsKeys
    epoch: int

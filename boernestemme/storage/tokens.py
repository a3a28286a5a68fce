"""Signs and reads links: 16 random bytes, signed, 66 characters, nothing else inside."""

import base64
import binascii
import hashlib
from collections.abc import Sequence

from itsdangerous import BadSignature, Signer

from boernestemme.storage.ids import LINK_ID_BYTES

PURPOSE = "boernestemme.link"


class LinkSigner:
    """Signs links with the newest key and reads those of older keys (LNK-02, LNK-16).

    The epoch is part of the signing context: once it is raised, as after the restore of a
    snapshot, no link made before it can be read any more (BCK-08).
    """

    def __init__(self, keys: Sequence[str], epoch: int, purpose: str = PURPOSE) -> None:
        self._signer = Signer(
            [key.encode() for key in keys],
            salt=f"{purpose}.{epoch}".encode(),
            digest_method=hashlib.sha256,
        )

    def sign(self, link_id: bytes) -> str:
        """The token of a link id (16 bytes)."""
        return self._signer.sign(base64.urlsafe_b64encode(link_id).rstrip(b"=")).decode()

    def read(self, token: str) -> bytes | None:
        """The link id, or None when the token is not ours, of another purpose or epoch."""
        try:
            payload = self._signer.unsign(token.encode("ascii"))
            link_id = base64.urlsafe_b64decode(payload + b"==")
        except (BadSignature, UnicodeEncodeError, binascii.Error):
            return None
        return link_id if len(link_id) == LINK_ID_BYTES else None


def lookup_hash(link_id: bytes) -> bytes:
    """What the database holds to find a link by: a SHA-256 that opens nothing (LNK-04)."""
    return hashlib.sha256(b"link:" + link_id).digest()


def hash_of_forged(token: str) -> bytes:
    """A hash no link has, so that a forged token costs the same look-up as a real one (LNK-10)."""
    return hashlib.sha256(b"forged:" + token.encode("utf-8", "replace")).digest()

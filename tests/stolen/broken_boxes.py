"""The controls: boxes as one might have built them, that a thief gets something out of."""

import secrets
from collections.abc import Iterator, Sequence

from cryptography.fernet import Fernet, InvalidToken

from boernestemme.domain.ports import Place
from boernestemme.services.closing_answers import encoded
from boernestemme.storage.sealing import Envelope, context, seal_with_key
from tests.stolen.hoard import Said, Sealed


class FernetBox:
    """One key for all, nothing bound in, and no padding but the cipher's own."""

    def __init__(self) -> None:
        self._fernet = Fernet(Fernet.generate_key())

    def close(self, said: Sequence[Said]) -> list[Sealed]:
        """The answers, closed."""
        return [(one.place, Envelope("", b"", self._fields(one))) for one in said]

    def _fields(self, said: Said) -> dict[str, bytes]:
        parts = vars(said.parts).items()
        return {name: self._fernet.encrypt(encoded(part)) for name, part in parts}

    def opens(self, _place: Place, envelope: Envelope) -> bool:
        """True when all of it opens, wherever it lies."""
        try:
            return all(self._fernet.decrypt(one) for one in envelope.fields.values())
        except InvalidToken:
            return False


def unpadded(said: Sequence[Said]) -> Iterator[Sealed]:
    """The answers, bound to their rows, and as long as they are."""
    for one in said:
        key = secrets.token_bytes(32)
        fields = {
            name: seal_with_key(key, encoded(part), context(one.place, name))
            for name, part in vars(one.parts).items()
        }
        yield one.place, Envelope("", b"", fields)

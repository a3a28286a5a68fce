"""The gateway of an installation to try things in: each message is one line in a file."""

import json
import os

from boernestemme.domain.sms_gateway import Handed, Outcome


class FileGateway:
    """Writes messages down, numbers and all, where only this user can read them."""

    def __init__(self, file: str) -> None:
        self._file = file

    def send(self, number: str, text: str, reference: str) -> Handed:
        """Write one message down. Where the disk does not take it, it may another time."""
        line = json.dumps({"number": number, "text": text, "reference": reference})
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as out:
                out.write(f"{line}\n")
        except OSError:
            return Handed(Outcome.LATER)
        return Handed(Outcome.SENT, f"file-{reference}")

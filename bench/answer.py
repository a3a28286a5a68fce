"""What a server answered, however it was asked."""

import gzip
import re
from dataclasses import dataclass, field

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class WentWrong(Exception):
    """A server did not answer as the journey expects; nothing measured after it means anything."""


@dataclass(frozen=True)
class Answer:
    """One answer. ``seconds`` is wall time over a socket, CPU time in process.

    ``wire_bytes`` counts the status line, headers and body as sent.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    wire_bytes: int = 0
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def location(self) -> str:
        """Where the answer leads, or nothing."""
        return self.headers.get("location", "")

    @property
    def text(self) -> str:
        """The page as the browser reads it."""
        is_packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if is_packed else self.body).decode()

    @property
    def token(self) -> str:
        """The form token on the page. Raises WentWrong when there is none."""
        found = TOKEN.search(self.text)
        if found is None:
            raise WentWrong("a page without a form token")
        return found.group(1)

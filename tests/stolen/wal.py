"""Copies of a PostgreSQL database with all of its write-ahead log, every byte since the first."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.adversary.copies import Copier, Copy

SEGMENT = 2**24
PAGE = 8192


@dataclass(frozen=True)
class WalCopy(Copy):
    """A copy in which a row's place is where it stands in the log."""

    def place_of(self, content: bytes) -> tuple[int, int] | None:
        """Where a row's key was written last: in the log, and in a page of it."""
        key = content[:KEY]
        at = self.files.rfind(key)
        return None if at < 0 else (at, at % PAGE)


KEY = 32  # letters of a row's own id, which its other columns follow in another way than in SQLite


class WalCopier(Copier):
    """Takes copies of everything and of the log."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        url = make_url(address)
        self._folder = Path(str(url.query.get("host") or url.host)) / "pg_wal"
        self._from = self._position()

    def _position(self) -> int:
        assert self._server is not None
        asked = "SELECT pg_current_wal_flush_lsn() - '0/0'::pg_lsn"
        row = self._server.execute(asked).fetchone()
        return int(row[0]) if row else 0

    def take(self) -> Copy:
        """Everything as it is now."""
        taken = super().take()
        copy = WalCopy(taken.names, taken.rows)
        return replace(copy, files=self._log())

    def _log(self) -> bytes:
        """Every byte that was logged since the first copy."""
        end = self._position()
        first, last = self._from // SEGMENT, end // SEGMENT
        pieces = [self._segment(number) for number in range(first, last + 1)]
        begun = first * SEGMENT
        return b"".join(pieces)[self._from - begun : end - begun]

    def _segment(self, number: int) -> bytes:
        high, low = divmod(number, 256)
        return (self._folder / f"00000001{high:08X}{low:08X}").read_bytes()

"""What a backup tells of itself, and why one is not taken or not restored."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from boernestemme.domain.errors import Refused


class BackupRefused(Refused):
    """A backup is not taken, or not restored; what was there before is as it was.

    Attributes:
        rule: ``no_key``, ``exists``, ``busy`` or ``no_database`` when taking one; ``not_ours``,
            ``other_key``, ``damaged``, ``newer``, ``other_kind``, ``not_empty`` or ``no_ledger``
            when restoring; ``tool`` when PostgreSQL's own program failed.
        detail: what names it, for the operator; never anything out of the database.
    """

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.detail = detail


class DatabaseKind(StrEnum):
    """What a database is; a backup of one kind is restored into the same kind."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True)
class Manifest:
    """What lies in a backup beside the database, and what belongs to it.

    ``schema`` is the database's version, ``epoch`` that of its links, ``keys`` the ids of the
    municipalities' keys whose private halves the installation's wrapping key must open, and
    ``ledger_bytes`` the length of the erasure ledger that follows.
    """

    kind: DatabaseKind
    schema: str
    taken_at: datetime
    epoch: int
    keys: tuple[str, ...]
    ledger_bytes: int

    def to_bytes(self) -> bytes:
        """One line of JSON."""
        return json.dumps(asdict(self) | {"taken_at": self.taken_at.isoformat()}).encode()


def manifest_from(content: bytes) -> Manifest:
    """What ``to_bytes`` wrote. Raises ValueError when it is something else."""
    read = json.loads(content)
    try:
        return _manifest_of(read)
    except (AttributeError, KeyError, TypeError) as problem:
        raise ValueError("no manifest of a backup") from problem


def _manifest_of(read: Mapping[str, object]) -> Manifest:
    keys = read["keys"]
    if not isinstance(keys, list):
        raise ValueError("no keys in the manifest")
    return Manifest(
        DatabaseKind(str(read["kind"])),
        str(read["schema"]),
        datetime.fromisoformat(str(read["taken_at"])),
        int(str(read["epoch"])),
        tuple(map(str, keys)),
        int(str(read["ledger_bytes"])),
    )

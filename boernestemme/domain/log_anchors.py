"""Anchors of the access log: where a chain ended at some moment, kept outside the database.

Each line of the file of anchors carries a seal over itself and the line before, so that the last
seal, on paper, stands for all of them.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EVERY = timedelta(hours=1)
FORM = "%Y-%m-%dT%H:%M:%SZ"
FIRST_SEAL = "0" * 64
LINE = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (\d{4}) (\d+) ([0-9a-f]{64}) (head|restored)"
    r" ([0-9a-f]{64})",
    re.ASCII,
)
HEAD, RESTORED = "head", "restored"


@dataclass(frozen=True)
class Anchor:
    """The end of one municipality's chain: its last line's number and digest, and when.

    After a restore the chain is shorter than it was: that anchor voids those beyond it. Its number
    is 0 where there is no such chain any more.
    """

    municipality: str
    number: int
    digest: bytes
    at: datetime
    is_restored: bool = False

    def __str__(self) -> str:
        at = self.at.astimezone(UTC).strftime(FORM)
        kind = RESTORED if self.is_restored else HEAD
        return f"{at} {self.municipality} {self.number} {self.digest.hex()} {kind}"


@dataclass(frozen=True)
class Place:
    """Where a chain was changed first: between these lines, or at one where they are the same."""

    first: int
    last: int

    def __str__(self) -> str:
        if self.first == self.last:
            return f"line {self.first}"
        return f"lines {self.first} to {self.last}"


@dataclass(frozen=True)
class Anchors:
    """What the file holds, oldest first; ``damaged`` is the first line whose seal does not fit."""

    kept: tuple[Anchor, ...] = ()
    seals: tuple[str, ...] = ()
    damaged: int | None = None

    @property
    def seal(self) -> str:
        """The last one, which stands for all."""
        return self.seals[-1] if self.seals else FIRST_SEAL

    @property
    def last_at(self) -> datetime | None:
        """When something was anchored last."""
        return self.kept[-1].at if self.kept else None

    def by_municipality(self) -> Mapping[str, dict[int, bytes]]:
        """The digests that must stand in each chain, by line."""
        found: dict[str, dict[int, bytes]] = {}
        for one in self.kept:
            held = found.setdefault(one.municipality, {})
            if one.is_restored:
                found[one.municipality] = held = {
                    number: digest for number, digest in held.items() if number < one.number
                }
            if one.number:
                # The first said stands: what is said of a line later does not take its place.
                held.setdefault(one.number, one.digest)
        return {code: held for code, held in found.items() if held}


def is_due(last_at: datetime | None, now: datetime) -> bool:
    """True where the last anchor is an hour old, lies ahead of the clock, or is not there."""
    return last_at is None or not timedelta() <= now - last_at < EVERY


def moment_of(line: str) -> datetime | None:
    """When this line of the file was written; None for what is no such line."""
    found = LINE.fullmatch(line)
    return _anchor(found).at if found else None


def sealed(seal: str, anchors: Sequence[Anchor]) -> str:
    """New lines of the file, after the line with this seal."""
    lines = []
    for one in anchors:
        seal = seal_of(seal, str(one))
        lines.append(f"{one} {seal}\n")
    return "".join(lines)


def seal_of(seal: str, text: str) -> str:
    """SHA-256 over the seal of the line before and this line, in hexadecimal."""
    return hashlib.sha256(f"{seal} {text}".encode()).hexdigest()


def anchors_from(lines: Iterable[tuple[int, str]]) -> Anchors:
    """What these numbered lines hold, up to the first that does not follow from the one before."""
    kept: list[Anchor] = []
    seals: list[str] = []
    seal, damaged = FIRST_SEAL, None
    for number, line in lines:
        found = LINE.fullmatch(line)
        if found is None or found[6] != seal_of(seal, line.rpartition(" ")[0]):
            damaged = number
            break
        seal = found[6]
        seals.append(seal)
        kept.append(_anchor(found))
    return Anchors(tuple(kept), tuple(seals), damaged)


def _anchor(found: re.Match[str]) -> Anchor:
    at = datetime.strptime(found[1], FORM).replace(tzinfo=UTC)
    return Anchor(found[2], int(found[3]), bytes.fromhex(found[4]), at, found[5] == RESTORED)


def first_of(chain: int | None, anchored: Place | None) -> Place | None:
    """What was changed first, by the chain itself and by its anchors.

    The chain names one line. Its anchors are asked for more than that only where they tell that
    something before it was changed too.
    """
    if chain is None:
        return anchored
    if anchored is not None and anchored.last < chain:
        return anchored
    return Place(chain, chain)

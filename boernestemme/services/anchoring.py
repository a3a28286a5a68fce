"""Anchoring the access log: the ends of its chains, noted where the database's owner cannot write.

What was written since the last anchor can still be rewritten by whoever owns the database; what
stands before it cannot, unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from boernestemme.domain.log_anchors import Anchor, is_due
from boernestemme.storage import access_log, log_anchors


@dataclass(frozen=True)
class Anchored:
    """How many chains have a new anchor, the seal over all anchors, and which are not as they were.

    A chain that was shortened or rewritten since its last anchor gets no new one.
    """

    added: int
    seal: str
    changed: tuple[str, ...] = ()


def anchor(file: Path, now: datetime, *, is_restored: bool = False) -> Anchored:
    """Note each chain that has grown. Raises OSError, and ValueError where the file does not hold.

    After a restore the chains are what they are, and their old ends are void.
    """
    before = log_anchors.read(file)
    if before.damaged is not None:
        raise ValueError(f"{file} does not hold at line {before.damaged}")
    held = {code: max(lines.items()) for code, lines in before.by_municipality().items()}
    changed = () if is_restored else _changed(held)
    whole = {code: head for code, head in access_log.heads().items() if code not in changed}
    if is_restored:
        whole = dict.fromkeys(held, (0, access_log.START)) | whole
    heads = [Anchor(code, *head, now, is_restored) for code, head in sorted(whole.items())]
    grown = [one for one in heads if is_restored or _has_grown(one, held)]
    # Where none has, one is noted again: so the file tells that somebody looked.
    noted = grown or heads[:1]
    seal = log_anchors.append(file, noted) if noted else before.seal
    return Anchored(len(grown), seal, changed)


def anchor_due(file: Path, now: datetime) -> Anchored | None:
    """The same once an hour; None before that."""
    return anchor(file, now) if is_due(log_anchors.last_at(file), now) else None


def _has_grown(head: Anchor, held: Mapping[str, tuple[int, bytes]]) -> bool:
    return head.number > held.get(head.municipality, (0, b""))[0]


def _changed(held: Mapping[str, tuple[int, bytes]]) -> tuple[str, ...]:
    """The chains whose last anchored line is not there as it was."""
    return tuple(
        code
        for code, (number, digest) in sorted(held.items())
        if access_log.digests(code, [number]) != {number: digest}
    )

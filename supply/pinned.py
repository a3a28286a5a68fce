"""The locks, read: which version of what, under which condition, and its hashes."""

import re
from dataclasses import dataclass
from pathlib import Path

# Anything else in a lock is a fault: an address, another index, a package without a version.
BLOCK = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==(?P<version>[A-Za-z0-9.!+]+)"
    r"(?: ; (?P<condition>[^\\\n]+?))?(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n"
)


@dataclass(frozen=True)
class Pinned:
    """A package of a lock."""

    name: str
    version: str
    condition: str
    hashes: frozenset[str]


class NotPinned(ValueError):
    """A lock holds something that is not one version with its hashes; the message is the line."""


def blocks(text: str) -> set[str]:
    """The packages of a lock as they stand, each with its hashes.

    Raises NotPinned.
    """
    plain = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    rest = BLOCK.sub("", plain).strip()
    if rest:
        raise NotPinned(rest.splitlines()[0])
    return {found[0] for found in BLOCK.finditer(plain)}


def pinned(lock: Path) -> list[Pinned]:
    """The packages of a lock in order; one that differs by Python's version is there twice.

    Raises NotPinned.
    """
    found = (BLOCK.fullmatch(block) for block in sorted(blocks(lock.read_text())))
    return [
        Pinned(one["name"], one["version"], one["condition"] or "", _hashes(one["hashes"]))
        for one in found
        if one
    ]


def _hashes(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[0-9a-f]{64}", text))

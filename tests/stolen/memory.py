"""The memory and environment of a running process, searched for bytes in every form they may have.

It needs Linux, and the right to look at the process: its own user's, or root's.
"""

import base64
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

import numpy
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

PIECE = 2**24
CLOSED = (
    "the memory of process {pid} cannot be read ({problem}): this test needs Linux, and root or "
    "the right to trace (CAP_SYS_PTRACE)"
)


class MemoryClosed(Exception):
    """The memory of a process may not be looked at; the message says what is needed."""


def forms(key: bytes) -> Iterator[tuple[str, bytes]]:
    """A secret as it may lie in memory, each form with its name."""
    yield "raw", key
    yield "backwards", key[::-1]
    yield "hex", key.hex().encode()
    yield "HEX", key.hex().upper().encode()
    for name, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
        for shift in range(3):
            # Without what its neighbours may change on both sides.
            middle = encode(bytes(shift) + key).rstrip(b"=")
            yield f"{name} after {shift}", middle[(shift * 8 + 5) // 6 : -1]
    if len(key) == 32:
        private = X25519PrivateKey.from_private_bytes(key)
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        yield "PEM", pem.splitlines()[1]
        yield "utf-16 hex", key.hex().encode("utf-16-le")


def found_in(pid: int, secrets: Mapping[str, bytes]) -> set[str]:
    """Which secrets a process holds, in whatever form. Raises MemoryClosed."""
    sought = {f"{name}, {form}": seen for name, key in secrets.items() for form, seen in forms(key)}
    search = Search(sought)
    return set().union(*(search.found_in(piece) for piece in _all_of(pid, search.longest)))


class Search:
    """Looks for very many strings of bytes at once: first for how they begin, all in one go."""

    def __init__(self, sought: Mapping[str, bytes]) -> None:
        self.longest = max(map(len, sought.values()))
        self._by_start: dict[bytes, list[tuple[str, bytes]]] = {}
        for name, seen in sought.items():
            self._by_start.setdefault(seen[:4], []).append((name, seen))
        self._first, self._next = (numpy.zeros(2**16, dtype=bool) for _ in range(2))
        for start in self._by_start:
            self._first[int.from_bytes(start[:2], "little")] = True
            self._next[int.from_bytes(start[2:], "little")] = True

    def found_in(self, piece: bytes) -> set[str]:
        """The names of what stands in a piece."""
        found = set()
        piece = piece.ljust(4, b"\0")
        for shift in range(2):
            pairs = numpy.frombuffer(piece, "<u2", (len(piece) - shift) // 2, shift)
            begun = numpy.flatnonzero(self._first[pairs[:-1]] & self._next[pairs[1:]])
            for at in (begun * 2 + shift).tolist():
                for name, seen in self._by_start.get(piece[at : at + 4], ()):
                    if piece.startswith(seen, at):
                        found.add(name)
        return found


def _all_of(pid: int, overlap: int) -> Iterator[bytes]:
    try:
        yield Path(f"/proc/{pid}/environ").read_bytes()
        maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            pieces = [piece for piece in _pieces(memory, maps, overlap) if piece]
    except OSError as problem:
        raise MemoryClosed(CLOSED.format(pid=pid, problem=problem)) from problem
    if not pieces:
        raise MemoryClosed(CLOSED.format(pid=pid, problem="it gave nothing"))
    yield from pieces


def _pieces(memory: IO[bytes], maps: list[str], overlap: int) -> Iterator[bytes]:
    for start, end in _written(maps):
        for place in range(start, end, PIECE):
            with suppress(OSError):  # a page that is no memory
                memory.seek(place)
                yield memory.read(min(PIECE + overlap, end - place))


def _written(maps: list[str]) -> Iterator[tuple[int, int]]:
    """The regions a process can write to, or that no file stands behind: where its values lie."""
    for line in maps:
        place, rights, *_, last = [*line.split(), ""]
        is_files = "/" in line and not line.endswith("(deleted)")
        if rights.startswith("r") and ("w" in rights or not is_files) and "[v" not in line + last:
            start, _, end = place.partition("-")
            yield int(start, 16), int(end, 16)

"""A backup's file: any size comes back, and no piece can be changed, moved, left out or cut off."""

import hashlib
import io
import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.backup import BackupRefused
from boernestemme.storage.backup_key import NAME_BYTES, name_of
from boernestemme.storage.backup_opening import TAG_BYTES, BackupReader
from boernestemme.storage.backup_sealing import HEADER_BYTES, MAGIC, PIECE_BYTES, SealedWriter

KEY = X25519PrivateKey.generate()
PIECE = PIECE_BYTES + TAG_BYTES
CONTENT = secrets.token_bytes(2 * PIECE_BYTES + 1000)


def sealed(content: bytes, at_once: int = 300_000) -> bytes:
    """A whole file, written a part at a time."""
    file = io.BytesIO()
    writer = SealedWriter(file, KEY.public_key())
    for start in range(0, len(content), at_once):
        writer.write(content[start : start + at_once])
    writer.finish()
    assert writer.size == len(file.getvalue())
    assert writer.digest == hashlib.sha256(file.getvalue()).hexdigest()
    return file.getvalue()


def opened(file: bytes, key: X25519PrivateKey = KEY) -> bytes:
    """What lies in it."""
    return b"".join(BackupReader(io.BytesIO(file), key).rest())


def rule_of(file: bytes, key: X25519PrivateKey = KEY) -> tuple[str, str]:
    """Why a file is refused, and what names it."""
    with pytest.raises(BackupRefused) as refusal:
        opened(file, key)
    return refusal.value.rule, refusal.value.detail


FILE = sealed(CONTENT)
FIRST, SECOND, LAST = (FILE[HEADER_BYTES + n * PIECE :][:PIECE] for n in range(3))
HEADER = FILE[:HEADER_BYTES]


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1])
def test_any_size_comes_back(size: int) -> None:
    assert opened(sealed(CONTENT[:size])) == CONTENT[:size]
    assert opened(FILE) == CONTENT


@pytest.mark.parametrize(("size", "pieces"), [(0, 1), (1, 1), (PIECE_BYTES, 1), (len(CONTENT), 3)])
def test_a_file_has_no_more_pieces_than_its_content_needs(size: int, pieces: int) -> None:
    assert len(sealed(CONTENT[:size])) == HEADER_BYTES + size + pieces * TAG_BYTES


def test_it_is_read_in_parts_of_any_length() -> None:
    reader = BackupReader(io.BytesIO(FILE), KEY)
    parts = [reader.read(3), reader.read(PIECE_BYTES), b"".join(reader.rest())]
    assert b"".join(parts) == CONTENT
    with pytest.raises(BackupRefused) as refusal:
        reader.read(1)
    assert refusal.value.rule == "damaged"


def test_whoever_asks_for_just_as_much_as_there_is_gets_it_all() -> None:
    reader = BackupReader(io.BytesIO(FILE), KEY)
    assert reader.read(len(CONTENT)) == CONTENT
    assert b"".join(reader.rest()) == b""


@pytest.mark.parametrize(
    "file",
    [
        FILE[:-1],
        FILE + b"\0",
        HEADER + FIRST + SECOND,
        HEADER + SECOND + FIRST + LAST,
        HEADER + FIRST + LAST,
        HEADER + LAST,
        HEADER,
        sealed(CONTENT)[:HEADER_BYTES] + FIRST + SECOND + LAST,
    ],
)
def test_what_is_cut_moved_left_out_or_of_another_file_is_refused(file: bytes) -> None:
    assert rule_of(file) == ("damaged", "")


def test_a_flipped_bit_anywhere_is_refused_and_told_by_what_lies_there() -> None:
    short, rules = sealed(b"hemmeligt"), []
    assert opened(short) == b"hemmeligt", "the control"
    for position in range(len(short)):
        bad = bytearray(short)
        bad[position] ^= 1
        rules.append(rule_of(bytes(bad))[0])
    told = len(MAGIC) + 1
    assert rules[:told] == ["not_ours"] * told
    assert rules[told:][:NAME_BYTES] == ["other_key"] * NAME_BYTES
    assert set(rules[told + NAME_BYTES :]) == {"damaged"}


def test_another_key_another_format_and_another_file_are_told_apart() -> None:
    short = sealed(b"hemmeligt")
    name = name_of(KEY.public_key().public_bytes_raw()).hex()
    assert rule_of(short, X25519PrivateKey.generate()) == ("other_key", name)
    for other in (b"", b"PGDMP", MAGIC, MAGIC + b"\x02" + short[len(MAGIC) + 1 :]):
        assert rule_of(other) == ("not_ours", "")

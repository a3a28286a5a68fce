"""Municipalities' private keys at rest: wrapped, bound to their id, in a file for us alone."""

import secrets
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.wrapping import (
    new_wrapped_pair,
    read_key,
    read_keys,
    unwrap,
    unwrap_by_any,
    wrap,
    write_new_key,
)

KEY = secrets.token_bytes(32)


def test_a_pair_is_a_public_key_and_its_private_half_wrapped() -> None:
    public, wrapped = new_wrapped_pair(KEY, "id")
    private = X25519PrivateKey.from_private_bytes(unwrap(KEY, "id", wrapped))
    assert private.public_key().public_bytes_raw() == public
    assert private.private_bytes_raw() not in wrapped


def test_every_pair_is_new() -> None:
    assert len({new_wrapped_pair(KEY, "id")[0] for _ in range(50)}) == 50


def test_neither_another_id_nor_another_wrapping_key_unwraps() -> None:
    _, wrapped = new_wrapped_pair(KEY, "id")
    for key, key_id in ((KEY, "other"), (secrets.token_bytes(32), "id"), (KEY, "")):
        with pytest.raises(CannotOpen):
            unwrap(key, key_id, wrapped)


def test_a_flipped_bit_anywhere_is_an_alarm() -> None:
    _, wrapped = new_wrapped_pair(KEY, "id")
    for position in range(len(wrapped)):
        bad = bytearray(wrapped)
        bad[position] ^= 1
        with pytest.raises(CannotOpen):
            unwrap(KEY, "id", bytes(bad))


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_a_cut_key_is_an_alarm(length: int) -> None:
    _, wrapped = new_wrapped_pair(KEY, "id")
    with pytest.raises(CannotOpen):
        unwrap(KEY, "id", wrapped[:length])


def test_wrapping_anew_changes_the_wrapping_key_and_not_the_key() -> None:
    _, wrapped = new_wrapped_pair(KEY, "id")
    newer = secrets.token_bytes(32)
    assert unwrap(newer, "id", wrap(newer, "id", unwrap(KEY, "id", wrapped))) == unwrap(
        KEY, "id", wrapped
    )


def test_the_key_file_is_ours_alone_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "wrapping.key"
    write_new_key(file)
    assert file.stat().st_mode & 0o777 == 0o600
    before = read_key(file)
    assert len(before) == 32
    with pytest.raises(FileExistsError):
        write_new_key(file)
    assert read_key(file) == before


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33, b"0" * 64])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "wrapping.key"
    file.write_bytes(content)
    with pytest.raises(ValueError, match="^not a wrapping key$"):
        read_key(file)


def test_a_missing_key_file_is_an_error_and_no_default(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="wrapping"):
        read_key(tmp_path / "wrapping.key")


def test_while_keys_rotate_any_of_them_unwraps_and_no_other() -> None:
    public, wrapped = new_wrapped_pair(KEY, "id")
    other = secrets.token_bytes(32)
    for keys in ((KEY,), (other, KEY), (KEY, other)):
        private = X25519PrivateKey.from_private_bytes(unwrap_by_any(keys, "id", wrapped))
        assert private.public_key().public_bytes_raw() == public
    for keys in ((), (other,)):
        with pytest.raises(CannotOpen, match="^no wrapping key opens it$"):
            unwrap_by_any(keys, "id", wrapped)


@pytest.mark.parametrize(
    "content", [b"", KEY[1:], KEY + b"x", KEY + KEY], ids=["empty", "short", "long", "twice"]
)
def test_a_file_of_keys_holds_whole_keys_each_once(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys").write_bytes(KEY + bytes(32))
    assert read_keys(tmp_path / "keys") == (KEY, bytes(32))
    (tmp_path / "keys").write_bytes(content)
    with pytest.raises(ValueError, match="^not a wrapping key$"):
        read_keys(tmp_path / "keys")

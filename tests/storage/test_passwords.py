"""Passwords: argon2id with a salt of its own, and no quicker answer where there is no account."""

import pytest

from boernestemme.storage.passwords import AT_ONCE, MEMORY_KIB, hash_password, password_fits

CHEAP = 64
PASSWORD = "et langt kodeord æøå 🗝"


def test_the_right_password_fits_and_others_do_not() -> None:
    stored = hash_password(PASSWORD, CHEAP)
    assert password_fits(PASSWORD, stored)
    for wrong in ("", PASSWORD + " ", PASSWORD[:-1], PASSWORD.upper(), "\0"):
        assert not password_fits(wrong, stored)


def test_the_hash_is_argon2id_with_much_memory_and_a_salt_of_its_own() -> None:
    assert hash_password(PASSWORD).startswith(f"$argon2id$v=19$m={MEMORY_KIB},t=1,p=1$")
    assert MEMORY_KIB >= 46 * 1024
    assert hash_password(PASSWORD, CHEAP) != hash_password(PASSWORD, CHEAP)
    assert len(hash_password(PASSWORD, CHEAP)) <= 160


def test_no_word_of_the_password_is_in_the_hash() -> None:
    assert "kodeord" not in hash_password(PASSWORD, CHEAP)


def test_without_an_account_no_password_fits() -> None:
    for password in ("", PASSWORD, "None"):
        assert not password_fits(password, None)


@pytest.mark.parametrize("password", ["", "x" * 200, "🗝" * 200, "\0"])
def test_any_text_can_be_a_password(password: str) -> None:
    assert password_fits(password, hash_password(password, CHEAP))


def test_a_check_that_fails_gives_its_place_back() -> None:
    for _ in range(3):
        password_fits("wrong", hash_password(PASSWORD, CHEAP))
    assert AT_ONCE.acquire(blocking=False)
    assert AT_ONCE.acquire(blocking=False)
    AT_ONCE.release(2)

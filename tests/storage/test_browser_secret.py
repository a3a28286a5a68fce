"""What a browser's cookie protects: opened by that browser and purpose alone, never half."""

import base64
import secrets

import pytest

from boernestemme.storage.browser_secret import (
    SECRET_BYTES,
    BrowserSecret,
    from_cookie,
    new_browser_secret,
)

BROWSER = BrowserSecret(bytes(range(32)))
OTHER = BrowserSecret(bytes(range(1, 33)))
DRAFT = "kaninen hedder Trofast 🐇".encode()
SEALED = BROWSER.seal(DRAFT, "draft|1")


def test_a_browser_opens_what_it_closed() -> None:
    assert BROWSER.open(SEALED, "draft|1") == DRAFT
    assert BROWSER.open(BROWSER.seal(b"", "p"), "p") == b""


def test_another_browser_or_purpose_opens_nothing() -> None:
    assert OTHER.open(SEALED, "draft|1") is None
    assert BROWSER.open(SEALED, "draft|2") is None
    assert BROWSER.open(SEALED, "link") is None


def test_a_flipped_bit_anywhere_opens_nothing() -> None:
    opened = []
    for position in range(len(SEALED)):
        bad = bytearray(SEALED)
        bad[position] ^= 1 << (position % 8)
        if BROWSER.open(bytes(bad), "draft|1") is not None:
            opened.append(position)
    assert opened == []


@pytest.mark.parametrize("length", [0, 1, 2, 5, 8, 9, 12, 13, 28, 29, len(SEALED) - 1])
def test_a_cut_draft_opens_nothing(length: int) -> None:
    assert BROWSER.open(SEALED[:length], "draft|1") is None


def test_the_database_knows_a_browser_by_a_hash_that_tells_nothing() -> None:
    assert BROWSER.hash != OTHER.hash
    assert len(BROWSER.hash) == 32
    for told in (BROWSER.raw, BROWSER.cookie.encode(), BROWSER.raw.hex().encode()):
        assert told not in BROWSER.hash + SEALED + BROWSER.mark("sent|1")


def test_a_mark_is_the_browsers_and_the_purposes_own() -> None:
    marks = {one.mark(purpose) for one in (BROWSER, OTHER) for purpose in ("sent|1", "sent|2")}
    assert len(marks) == 4
    assert BROWSER.mark("sent|1") == BrowserSecret(BROWSER.raw).mark("sent|1")


def test_a_cookie_is_an_opaque_id_of_43_characters() -> None:
    cookies = {new_browser_secret().cookie for _ in range(200)}
    assert len(cookies) == 200
    for cookie in cookies:
        assert len(cookie) == 43
        found = from_cookie(cookie)
        assert found is not None
        assert found.cookie == cookie


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "a",
        "æ" * 43,
        "\0" * 43,
        "=" * 43,
        "x" * 42,
        "x" * 44,
        "x" * 5000,
        "a" * 41 + "=",
        base64.urlsafe_b64encode(bytes(SECRET_BYTES + 1)).decode(),
        base64.urlsafe_b64encode(bytes(SECRET_BYTES - 1)).decode(),
        "\ud800",
        "../../etc/passwd",
    ],
)
def test_what_is_no_cookie_of_ours_is_none(value: str | None) -> None:
    assert from_cookie(value) is None


def test_random_cookies_never_crash() -> None:
    for _ in range(2000):
        text = secrets.token_bytes(secrets.randbelow(60)).decode("latin-1")
        found = from_cookie(text)
        assert found is None or len(found.raw) == SECRET_BYTES

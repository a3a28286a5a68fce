"""The sign-in key: what it closes opens for its own account alone, and unchanged."""

import pytest

from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.sign_in_key import code_hash, open_secret, seal_secret

KEY, OTHER = bytes(32), b"x" * 32
SECRET = "JBSWY3DPEHPK3PXP"


def test_what_was_closed_opens() -> None:
    sealed = seal_secret(KEY, "mette", SECRET)
    assert open_secret(KEY, "mette", sealed) == SECRET
    assert SECRET.encode() not in sealed
    assert sealed != seal_secret(KEY, "mette", SECRET), "no two are alike"


def test_it_opens_for_nobody_else_and_never_changed_or_cut() -> None:
    sealed = seal_secret(KEY, "mette", SECRET)
    changed = [sealed[:-1] + bytes([sealed[-1] ^ 1]), b"\x09" + sealed[1:], sealed[:20], b""]
    tries = [(OTHER, "mette", sealed), (KEY, "sofie", sealed)]
    for key, account, content in (*tries, *((KEY, "mette", one) for one in changed)):
        with pytest.raises(CannotOpen):
            open_secret(key, account, content)


def test_a_code_is_known_by_another_hash_in_each_account_and_under_each_key() -> None:
    hashes = {code_hash(key, who, "abcd") for key in (KEY, OTHER) for who in ("mette", "sofie")}
    assert len(hashes) == 4
    assert code_hash(KEY, "mette", "abcd") == code_hash(KEY, "mette", "abcd")

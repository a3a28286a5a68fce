"""Links' tokens: 66 characters that hold 16 random bytes, and none that we did not sign."""

import base64
import hashlib
import random
import re
import secrets
import string

import pytest
from itsdangerous import Signer

from boernestemme.storage.ids import new_id, new_link_id
from boernestemme.storage.tokens import LinkSigner, hash_of_forged, lookup_hash

OLD, NEW = "old-link-key-" + "a1" * 16, "new-link-key-" + "b2" * 16
SIGNER = LinkSigner((NEW,), 3)
LINK = bytes(range(16))
TOKEN = SIGNER.sign(LINK)
SAFE = string.ascii_letters + string.digits + "-_"


def test_a_token_is_66_plain_characters() -> None:
    for _ in range(200):
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", SIGNER.sign(new_link_id()))
    assert len(TOKEN) == 66


def test_a_token_holds_16_bytes_and_nothing_else() -> None:
    payload, _, signature = TOKEN.partition(".")
    assert base64.urlsafe_b64decode(payload + "==") == LINK
    assert len(base64.urlsafe_b64decode(signature + "=")) == hashlib.sha256().digest_size
    assert SIGNER.read(TOKEN) == LINK


def test_ten_thousand_ids_are_all_different() -> None:
    assert len({new_link_id() for _ in range(10_000)}) == 10_000
    assert len({new_id() for _ in range(10_000)}) == 10_000
    assert re.fullmatch("[0-9a-f]{32}", new_id())


@pytest.mark.parametrize(
    "reader",
    [
        pytest.param(LinkSigner((NEW,), 3, "boernestemme.reply"), id="another purpose"),
        pytest.param(LinkSigner((NEW,), 2), id="the epoch before"),
        pytest.param(LinkSigner((NEW,), 4), id="the epoch after"),
        pytest.param(LinkSigner((NEW,), 31), id="an epoch that begins alike"),
        pytest.param(LinkSigner((OLD,), 3), id="another key"),
    ],
)
def test_a_token_for_something_else_is_not_read(reader: LinkSigner) -> None:
    for _ in range(200):
        assert reader.read(SIGNER.sign(new_link_id())) is None
        assert SIGNER.read(reader.sign(new_link_id())) is None


def test_older_keys_still_read_and_the_newest_signs() -> None:
    before, rotated = LinkSigner((OLD,), 3), LinkSigner((OLD, NEW), 3)
    after = LinkSigner((NEW,), 3)
    assert rotated.read(before.sign(LINK)) == LINK
    assert after.read(rotated.sign(LINK)) == LINK
    assert before.read(rotated.sign(LINK)) is None


def test_a_retired_key_is_read_no_more() -> None:
    before, retired = LinkSigner((OLD, NEW), 3), LinkSigner((NEW,), 3)
    tokens = [LinkSigner((OLD,), 3).sign(new_link_id()) for _ in range(500)]
    assert [token for token in tokens if retired.read(token) is not None] == []
    assert [token for token in tokens if before.read(token) is None] == []


def test_every_flipped_bit_gives_nothing_or_the_same_link() -> None:
    found = set()
    for position in range(len(TOKEN)):
        for bit in range(7):
            bad = list(TOKEN)
            bad[position] = chr(ord(bad[position]) ^ (1 << bit))
            found.add((SIGNER.read("".join(bad)), position))
    assert {link_id for link_id, _ in found} <= {None, LINK}
    assert {position for link_id, position in found if link_id} <= {65}


def test_every_single_other_character_gives_nothing_or_the_same_link() -> None:
    accepted = []
    for position, one in enumerate(TOKEN):
        for character in SAFE + ".=+/ %~æ":
            token = TOKEN[:position] + character + TOKEN[position + 1 :]
            if character != one and (link_id := SIGNER.read(token)) is not None:
                accepted.append(link_id)
    assert set(accepted) <= {LINK}


def test_the_four_spellings_of_the_last_character_are_one_link() -> None:
    spellings = [TOKEN[:-1] + character for character in SAFE]
    read = [SIGNER.read(token) for token in spellings]
    assert read.count(LINK) == 4
    assert read.count(None) == 60


@pytest.mark.parametrize("kind", ["cut", "begun later", "doubled", "padded", "re-encoded"])
def test_a_token_that_was_cut_or_re_encoded_is_not_another_link(kind: str) -> None:
    payload, _, signature = TOKEN.partition(".")
    standard = base64.b64encode(LINK).decode()
    tokens = {
        "cut": [TOKEN[:length] for length in range(66)],
        "begun later": [TOKEN[length:] for length in range(1, 66)],
        "doubled": [TOKEN + TOKEN, f"{TOKEN}.{signature}", f"{payload}.{TOKEN}"],
        "padded": [
            f"{payload}==.{signature}",
            f"{payload}==.{signature}=",
            f" {TOKEN}",
            TOKEN + ".",
        ],
        "re-encoded": [
            f"{standard}.{signature}",
            f"{LINK.hex()}.{signature}",
            base64.urlsafe_b64encode(TOKEN.encode()).decode(),
            TOKEN.swapcase(),
            TOKEN.replace(".", "%2E"),
        ],
    }[kind]
    assert [token for token in tokens if SIGNER.read(token) is not None] == []


def test_ten_thousand_random_tokens_are_all_refused() -> None:
    chance = random.Random(6)
    letters = [chance.choices(SAFE, k=65) for _ in range(10_000)]
    tokens = ["".join(one[:22]) + "." + "".join(one[22:]) for one in letters]
    assert [token for token in tokens if SIGNER.read(token) is not None] == []


@pytest.mark.parametrize("token", ["", ".", "æ" * 66, "\0", "\ud800", "a" * 100_000, "..", "=.="])
def test_odd_text_is_no_token_and_no_crash(token: str) -> None:
    assert SIGNER.read(token) is None
    assert len(hash_of_forged(token)) == 32


@pytest.mark.parametrize("length", [0, 1, 15, 17, 32])
def test_a_signed_payload_of_another_length_is_no_link(length: int) -> None:
    assert SIGNER.read(SIGNER.sign(bytes(length))) is None


def test_one_salt_for_every_purpose_would_let_the_wrong_token_in() -> None:
    shared = [Signer(NEW, digest_method=hashlib.sha256) for _ in ("link", "reply")]
    assert shared[1].unsign(shared[0].sign(b"for the door")) == b"for the door"


def test_the_database_finds_a_link_by_a_hash_that_is_neither_id_nor_token() -> None:
    ids = [new_link_id() for _ in range(500)]
    hashes = b"".join(lookup_hash(link_id) for link_id in ids)
    assert len({lookup_hash(link_id) for link_id in ids}) == 500
    assert not any(link_id in hashes for link_id in ids)
    assert lookup_hash(LINK) != hashlib.sha256(LINK).digest()


def test_no_forged_token_shares_a_hash_with_a_link() -> None:
    assert hash_of_forged(TOKEN) != lookup_hash(LINK)
    assert hash_of_forged(secrets.token_hex(8)) != hash_of_forged(secrets.token_hex(8))

"""The reply's envelope: the link's 16 bytes open it in its own place, and nothing else does."""

import random
import secrets

import pytest

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.ports import Place
from boernestemme.storage.letters import open_letter, reply_public_key, seal_letter

LINK = bytes(range(16))
PUBLIC = reply_public_key(LINK)
HERE = Place("0265", "row-1")
TEXT = '[["place","skole",false,"met",null,"æøå ❤️"]]'.encode()
SEALED = seal_letter(PUBLIC, HERE, TEXT)


@pytest.mark.parametrize("content", [TEXT, b"[]", b"", b"x" * 5000, b"ends\x80", b"ends\0\0"])
def test_the_link_opens_its_letter(content: bytes) -> None:
    assert open_letter(LINK, HERE, seal_letter(PUBLIC, HERE, content)) == content


def test_a_thousand_other_links_do_not() -> None:
    chance = random.Random(5)
    tries = [chance.randbytes(16) for _ in range(900)]
    tries += [
        bytes([*LINK[:n], LINK[n] ^ bit, *LINK[n + 1 :]]) for n in range(16) for bit in (1, 128)
    ]
    tries += [LINK[:15], LINK + b"\0", b""]
    for link_id in tries:
        with pytest.raises(CannotOpen):
            open_letter(link_id, HERE, SEALED)


@pytest.mark.parametrize(
    "place", [Place("0265", "row-2"), Place("0461", "row-1"), Place("0265|row-1", "")]
)
def test_a_letter_moved_to_another_row_does_not_open(place: Place) -> None:
    with pytest.raises(CannotOpen):
        open_letter(LINK, place, SEALED)


def test_a_flipped_bit_anywhere_is_an_alarm() -> None:
    for position in range(len(SEALED)):
        bad = bytearray(SEALED)
        bad[position] ^= 1 << (position % 8)
        with pytest.raises(CannotOpen):
            open_letter(LINK, HERE, bytes(bad))


@pytest.mark.parametrize("length", [0, 1, 2, 33, 48, len(SEALED) - 1])
def test_a_cut_letter_is_an_alarm(length: int) -> None:
    with pytest.raises(CannotOpen):
        open_letter(LINK, HERE, SEALED[:length])


def test_what_the_server_keeps_neither_opens_nor_tells_the_link() -> None:
    assert LINK not in PUBLIC + SEALED
    assert len({reply_public_key(secrets.token_bytes(16)) for _ in range(50)}) == 50
    with pytest.raises(CannotOpen):
        open_letter(PUBLIC[:16], HERE, SEALED)


def test_letters_come_in_buckets() -> None:
    sizes = {len(seal_letter(PUBLIC, HERE, b"x" * length)) for length in range(0, 256, 15)}
    assert len(sizes) == 1

"""Envelopes: they open in their own place alone, and never open empty when something is wrong."""

import random
import secrets
from collections.abc import Mapping
from dataclasses import replace

import pytest

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.ports import Place, PublicKey
from boernestemme.storage.opening import Opener, open_with_key, unpadded
from boernestemme.storage.sealing import (
    FORMAT,
    PAD_MARK,
    Envelope,
    padded_closed,
    padded_text,
    padded_to,
    seal,
    seal_with_key,
)
from boernestemme.storage.wrapping import new_wrapped_pair, unwrap

WRAPPING = secrets.token_bytes(32)
WORDS = {"open_closed": b'{"place":"skole"}', "guarded_texts": "æøå 🌧️ \0".encode()}
CODES = ("0265", "0461", "0999")


def new_key(key_id: str) -> tuple[PublicKey, bytes]:
    raw, wrapped = new_wrapped_pair(WRAPPING, key_id)
    return PublicKey(key_id, raw), unwrap(WRAPPING, key_id, wrapped)


KEYS = {code: new_key(f"key-{code}") for code in CODES}
PRIVATE = {public.id: private for public, private in KEYS.values()}
OPENER = Opener(PRIVATE.__getitem__)
HERE = Place("0265", "row-1")


def closed(place: Place, words: dict[str, bytes] | None = None) -> Envelope:
    words = WORDS if words is None else words
    padded = {
        name: padded_closed(text) if "closed" in name else padded_text(text)
        for name, text in words.items()
    }
    return seal(KEYS[place.municipality][0], place, padded)


def opened(envelope: Envelope, place: Place = HERE) -> dict[str, bytes]:
    return OPENER.open(place, envelope.key_id, envelope.wrapped_key, envelope.fields)


def changed(envelope: Envelope, part: str, content: bytes) -> Envelope:
    """The envelope with one part replaced."""
    if part == "wrapped_key":
        return replace(envelope, wrapped_key=content)
    return replace(envelope, fields=dict(envelope.fields) | {part: content})


def refuses(place: Place, envelope: Envelope, fields: Mapping[str, bytes]) -> bool:
    try:
        OPENER.open(place, envelope.key_id, envelope.wrapped_key, fields)
    except CannotOpen:
        return True
    return False


@pytest.mark.parametrize("content", [b"", b"\0", b"\x80", b"\x80\0\0", b"x" * 2047, b"\x00\x80"])
def test_what_is_sealed_comes_back_byte_for_byte(content: bytes) -> None:
    envelope = closed(HERE, {"open_closed": content, "open_texts": content})
    assert opened(envelope) == {"open_closed": content, "open_texts": content}


def test_a_thousand_random_texts_come_back() -> None:
    chance = random.Random(1)
    for _ in range(250):
        words = {f"f{number}": chance.randbytes(chance.randrange(900)) for number in range(4)}
        assert opened(closed(HERE, words)) == words


def test_a_thousand_swaps_of_row_field_and_municipality_are_all_refused() -> None:
    chance = random.Random(2)
    places = [Place(code, f"row-{number}") for code in CODES for number in range(4)]
    envelopes = {place: closed(place) for place in places}
    accepted, name, other = [], *WORDS
    for _ in range(250):
        here, there = chance.sample(places, 2)
        code = chance.choice([code for code in CODES if code != here.municipality])
        mine, theirs = envelopes[here], envelopes[there]
        swaps = {
            "row": (here, theirs, theirs.fields),
            "one field of another row": (here, mine, {name: theirs.fields[name]}),
            "fields of one row": (here, mine, {name: mine.fields[other]}),
            "municipality": (Place(code, here.row), mine, mine.fields),
        }
        accepted += [kind for kind, swap in swaps.items() if not refuses(*swap)]
    assert accepted == []


def test_the_same_envelopes_open_where_they_belong() -> None:
    for code in CODES:
        place = Place(code, "row-1")
        assert opened(closed(place), place) == WORDS


def test_a_key_of_another_municipality_does_not_open() -> None:
    envelope = closed(HERE)
    wrong = Opener(lambda _: PRIVATE["key-0461"])
    with pytest.raises(CannotOpen, match="^data key$"):
        wrong.open(HERE, envelope.key_id, envelope.wrapped_key, envelope.fields)


def test_each_private_key_is_unwrapped_once_and_kept_for_its_own_id() -> None:
    asked: list[str] = []

    def unwrapped(key_id: str) -> bytes:
        asked.append(key_id)
        return PRIVATE[key_id]

    opener, places = Opener(unwrapped), [Place(code, "row-1") for code in CODES[:2]]
    for place in places * 3:
        envelope = closed(place)
        found = opener.open(place, envelope.key_id, envelope.wrapped_key, envelope.fields)
        assert found == WORDS
    assert asked == ["key-0265", "key-0461"]


@pytest.mark.parametrize("part", ["wrapped_key", "guarded_texts"])
def test_a_flipped_bit_anywhere_in_a_record_is_an_alarm_and_never_an_empty_answer(
    part: str,
) -> None:
    envelope = closed(HERE)
    whole = envelope.wrapped_key if part == "wrapped_key" else envelope.fields[part]
    for position in range(len(whole)):
        bad = bytearray(whole)
        bad[position] ^= 1 << (position % 8)
        with pytest.raises(CannotOpen):
            opened(changed(envelope, part, bytes(bad)))


@pytest.mark.parametrize("part", ["wrapped_key", "open_closed"])
@pytest.mark.parametrize("length", [0, 1, 5, 12, 13, 20, 28, 29, 40, 47, 60])
def test_a_cut_record_is_an_alarm(part: str, length: int) -> None:
    envelope = closed(HERE)
    whole = envelope.wrapped_key if part == "wrapped_key" else envelope.fields[part]
    with pytest.raises(CannotOpen):
        opened(changed(envelope, part, whole[:length]))
    with pytest.raises(CannotOpen):
        opened(changed(envelope, part, whole + b"\0"))


@pytest.mark.parametrize("number", [0, 2, 3, 127, 128, 255])
def test_an_unknown_format_is_refused_and_not_guessed(number: int) -> None:
    envelope = closed(HERE)
    for part, whole in {"wrapped_key": envelope.wrapped_key, **envelope.fields}.items():
        assert whole[0] == FORMAT
        with pytest.raises(CannotOpen, match="^format$"):
            opened(changed(envelope, part, bytes([number]) + whole[1:]))


def test_content_without_padding_is_an_alarm() -> None:
    for content in (b"", b"\0\0", b"ja", b"ja\0"):
        with pytest.raises(CannotOpen, match="^padding$"):
            unpadded(content)


def test_anything_but_zeros_behind_the_mark_is_no_padding() -> None:
    assert unpadded(b"ja" + PAD_MARK + b"\0\0") == b"ja", "the control"
    for byte in set(range(1, 256)) - set(PAD_MARK):
        for behind in (bytes([byte]), bytes([byte, 0])):
            with pytest.raises(CannotOpen, match="^padding$"):
                unpadded(b"ja" + PAD_MARK + behind)


def test_content_that_leaves_no_room_for_its_mark_is_not_cut_but_refused() -> None:
    assert unpadded(padded_to(3, b"ja")) == b"ja", "the control"
    for content in (b"nej", b"nej, aldrig"):
        with pytest.raises(ValueError, match="^the content does not fit its envelope$"):
            padded_to(3, content)


def test_two_seals_of_one_answer_share_nothing() -> None:
    first, second = closed(HERE), closed(HERE)
    assert first.wrapped_key != second.wrapped_key
    for name in WORDS:
        assert first.fields[name][1:13] != second.fields[name][1:13]
        assert first.fields[name][13:] != second.fields[name][13:]


def test_no_plain_word_stands_in_an_envelope_and_the_search_would_find_one() -> None:
    words = {"open_texts": b"kaninen hedder Trofast " * 20}
    envelope = closed(HERE, words)
    sealed = envelope.wrapped_key + b"".join(envelope.fields.values())
    assert b"Trofast" not in sealed
    assert b"Trofast" in padded_text(words["open_texts"])


def test_a_field_key_opens_only_what_it_is_bound_to() -> None:
    key = secrets.token_bytes(32)
    sealed = seal_with_key(key, b"x", b"here")
    assert open_with_key(key, sealed, b"here") == b"x"
    with pytest.raises(CannotOpen, match="^field$"):
        open_with_key(key, sealed, b"there")
    with pytest.raises(CannotOpen, match="^field$"):
        open_with_key(secrets.token_bytes(32), sealed, b"here")

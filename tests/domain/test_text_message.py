"""The message and its sender: one part on the network, and nothing of what it is about."""

import re

import pytest

from boernestemme.domain.regions import MUNICIPALITIES_OF
from boernestemme.domain.shared_words import COLOURS, THINGS
from boernestemme.domain.sms_gateway import SENDER
from boernestemme.domain.text_message import septets, told_by
from boernestemme.settings import LONGEST_CHILD_URL
from boernestemme.web import message
from tests.sms import GSM7, fits_one_part

TEXTS = [value for name, value in vars(message).items() if name.startswith("TEXT")]
LONGEST_ADDRESS = "h" * LONGEST_CHILD_URL + "/b/" + "a" * 66
SHARED_WORDS = frozenset((*COLOURS, *THINGS))
PLANTED = (
    "Hej fra Roskilde. {address}", "Din rådgiver skriver: {address}", "Om mødet: {address}",
    "Din sag: {address}", "Sagsnummer 12: {address}", "Kommunen: {address}",
    "Ikast-Brande vil høre dig: {address}", "Fra Laesoe: {address}", "Børne- og unge: {address}",
)  # fmt: skip


def words_in(text: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"\w+", text.casefold()))


def test_every_text_goes_out_as_one_part_with_the_longest_address() -> None:
    assert TEXTS
    for text in TEXTS:
        assert "{address}" in text
        assert fits_one_part(text.format(address=LONGEST_ADDRESS)), text


def test_no_text_tells_anything() -> None:
    for text in TEXTS:
        assert told_by(text) == []
        assert not SHARED_WORDS & words_in(text)


@pytest.mark.parametrize("text", PLANTED)
def test_a_text_that_tells_is_caught(text: str) -> None:
    """The control."""
    assert told_by(text)


def test_every_place_and_every_shared_word_is_known() -> None:
    for names in MUNICIPALITIES_OF.values():
        assert all(told_by(f"hej {name} hej") for name in names.values())
    assert all(SHARED_WORDS & words_in(f"hej {word}.") for word in SHARED_WORDS)


@pytest.mark.parametrize("text", ["Hej. Besked til dig", "Hejsa", "passagen", "1234", "besag"])
def test_everyday_words_are_not_taken_for_telling_ones(text: str) -> None:
    assert told_by(text) == []


@pytest.mark.parametrize(
    ("text", "room"),
    [("", 0), ("æøåÆØÅ", 6), ("€", 2), ("[~]", 6), ("a" * 160, 160), ("–", None), ("’", None),
     ("😀", None), ("я", None), ("ç", None), ("Ç", 1)],
)  # fmt: skip
def test_room_is_counted_as_the_network_counts_it(text: str, room: int | None) -> None:
    assert septets(text) == room


def test_control_one_more_is_two_parts() -> None:
    assert fits_one_part("a" * 160) and not fits_one_part("a" * 161)


def test_the_alphabet_is_the_one_the_tests_know() -> None:
    assert {one for one in map(chr, range(0x2200)) if septets(one) == 1} == GSM7


@pytest.mark.parametrize("sender", ["Hej", "Besked", "Til dig", "12345678"])
def test_a_sender_that_tells_nothing_will_do(sender: str) -> None:
    assert SENDER.fullmatch(sender) and not told_by(sender)


@pytest.mark.parametrize(
    "sender", ["Roskilde", "Kommunen", "Raadgiver", "Sag 12", "Moede", "Odder"]
)
def test_a_sender_that_tells_is_caught(sender: str) -> None:
    assert told_by(sender)

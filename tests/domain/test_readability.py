"""LIX, longest sentence, long words and modelled time, against values counted by hand."""

import pytest

from boernestemme.domain.readability import measure, sentences_in, words_in
from tests.reading_time import READ_ALOUD, YOUNGER_PACE, seconds

# Björnsson's formula by hand: words / sentences + 100 * long words / words.
COUNTED = [
    (["Hej"], 1, 1, 0, 1.0),
    (["Du må sige, hvad du tænker."], 6, 1, 0, 6.0),
    (["Mette læser dit svar. Vi ses på torsdag."], 8, 2, 1, 4 + 12.5),
    (["Hvem læser det?", "Ja", "Nej", "Ved ikke"], 7, 4, 0, 1.75),
    (["Sagsbehandleren indkalder forældremyndighedsindehaverne."], 3, 1, 3, 103.0),
    ([], 0, 0, 0, 0.0),
    (["!", "–"], 0, 0, 0, 0.0),
]


@pytest.mark.parametrize(("pieces", "words", "sentences", "long", "lix"), COUNTED)
def test_a_text_is_counted_as_by_hand(
    pieces: list[str], words: int, sentences: int, long: int, lix: float
) -> None:
    found = measure(pieces)
    assert (found.words, found.sentences, found.long_words) == (words, sentences, long)
    assert found.lix == pytest.approx(lix)


def test_a_word_is_long_from_seven_letters_on() -> None:
    assert measure(["seksen"]).long_words == 0
    assert measure(["trygged"]).long_words == 1
    assert measure(["søskende tænkende"]).long_share == 100


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("torsdag den 3. december kl.\u00a014.00", 1),
        ("Ring 116 111. Det er gratis.", 2),
        ("Du har ret til en bisidder: en, der er på din side.", 1),
        ("Vil du svare? Det er okay! Så gør det.", 3),
        ("Han sagde »Nej.« Så gik han.", 2),
    ],
)
def test_a_full_stop_ends_a_sentence_only_before_a_new_one(piece: str, count: int) -> None:
    assert len(sentences_in(piece)) == count


def test_numbers_and_times_are_words() -> None:
    assert words_in("Ring 116 111 kl. 14.00 til E-boks") == [
        "Ring", "116", "111", "kl", "14.00", "til", "E-boks",
    ]  # fmt: skip


def test_the_longest_sentence_is_found_across_pieces() -> None:
    found = measure(["Ja", "Du må tage en voksen med. Du vælger selv.", "Nej tak"])
    assert (found.longest, found.longest_words) == ("Du må tage en voksen med.", 6)


def test_a_text_is_hard_for_a_child_above_twenty() -> None:
    assert not measure(["en to tre fire fem seks syv otte ni ti " * 2]).is_hard, "exactly 20"
    assert measure(["en to tre fire fem seks syv otte ni ti " * 2 + "elleve"]).is_hard


def test_time_is_reading_and_tapping() -> None:
    assert seconds(100, 4, YOUNGER_PACE.median) == 60 + 10
    assert seconds(60, 0, READ_ALOUD) == 30

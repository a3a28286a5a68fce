"""The reply a child may open: a round trip without loss, and none of the child's own words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boernestemme.domain.framing import Outcome, Reason, WishReply
from boernestemme.domain.instruments.before import OLDER
from boernestemme.domain.letter import LetterLine, from_bytes, letter_lines, to_bytes
from boernestemme.domain.submission import part, wishes
from tests.factories import older_answers

WISHES = wishes(OLDER, part(OLDER, older_answers()))
LINES = st.builds(
    LetterLine,
    question=st.text(max_size=10),
    code=st.text(max_size=10),
    is_guarded=st.booleans(),
    outcome=st.sampled_from(Outcome),
    reason=st.none() | st.sampled_from(Reason),
    own_words=st.text(st.characters(exclude_categories=["Cs"]), max_size=140),
)


@given(st.lists(LINES, max_size=8))
def test_a_letter_comes_back_as_it_was_written(lines: list[LetterLine]) -> None:
    assert from_bytes(to_bytes(lines)) == tuple(lines)


@pytest.mark.parametrize("words", ["æøå ❤️ \u202eabc", '"],[', "a\u030a", "\r\n", ""])
def test_awkward_own_words_come_back(words: str) -> None:
    line = LetterLine("place", "skole", False, Outcome.NOT_MET, Reason.OWN, words)
    assert from_bytes(to_bytes([line])) == (line,)


def test_lines_follow_the_wishes_and_leave_out_the_unanswered() -> None:
    replies = {
        "needs:pause": WishReply(Outcome.MET),
        "topics:skole": WishReply(Outcome.NOT_MET, Reason.LAW),
        "person-far:no": WishReply(Outcome.PARTLY_MET, Reason.OWN, "han kommer til sidst"),
    }
    lines = letter_lines(WISHES, replies)
    assert [(line.question, line.code) for line in lines] == [
        ("topics", "skole"),
        ("person-far", "no"),
        ("needs", "pause"),
    ]
    assert [line.is_guarded for line in lines] == [False, True, False]
    assert lines[1].own_words == "han kommer til sidst"
    assert lines[0].reason is Reason.LAW


def test_a_letter_repeats_none_of_the_childs_own_words() -> None:
    replies = {wish.key: WishReply(Outcome.MET) for wish in WISHES}
    text = to_bytes(letter_lines(WISHES, replies)).decode()
    written = [wish.text for wish in WISHES if wish.text]
    assert len(written) == 4
    assert [words for words in written if words in text] == []
    assert len(json.loads(text)) == len(WISHES)


def test_the_same_search_would_find_words_that_were_repeated() -> None:
    replies = {wish.key: WishReply(Outcome.MET, own_words=wish.text) for wish in WISHES}
    text = to_bytes(letter_lines(WISHES, replies)).decode()
    assert [wish.text for wish in WISHES if wish.text and wish.text not in text] == []

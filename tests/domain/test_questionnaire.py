"""What an answer may be: every rule of ``accept``, its limits, and text kept byte for byte."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.errors import AnswerRefused
from boernestemme.domain.instruments.before import OLDER, YOUNGER
from boernestemme.domain.questionnaire import (
    Instrument,
    Kind,
    Question,
    Value,
    accept,
    is_storable,
    text_length,
)

TEXT = Question("text", Kind.TEXT, limit=10)
LONG = Question("long", Kind.TEXT, limit=2000)
ONE = Question("one", Kind.ONE, ("a", "b"), ("c",))
MANY = Question("many", Kind.MANY, ("a", "b"), ("c",))
TICK = Question("tick", Kind.TICK, ("yes",))
ALL = (TEXT, LONG, ONE, MANY, TICK)
ODD_TEXTS = {
    "danish": "æøå ÆØÅ é",
    "right to left": "أريد أن أتحدث \u202eabc\u202c \u200f!",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈❤️🇬🇱",
    "combining": "a\u030a e\u0301 \u0915\u094d\u0937",
    "composed and not": "\u00e5 a\u030a",
    "line breaks": "en\r\nto\ntre\rfire",
    "tab": "a\tb",
    "blanks around": "  hej  ",
    "zero width": "a\u200bb\u200d\ufeff",
    "outside the first plane": "\U00020000 \U0001f9ff",
    "no-break space": "a\u00a0b",
    "noncharacter": "\uffff",
    "markup": "<script>alert(1)</script>&amp;",
    "quotes": "\"'`; DROP TABLE submissions; --",
}


def rules(questions: tuple[Question, ...], values: dict[str, Value]) -> dict[str, str]:
    with pytest.raises(AnswerRefused) as refusal:
        accept(questions, values)
    return refusal.value.rules


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_text_is_kept_byte_for_byte(text: str) -> None:
    assert accept((LONG,), {"long": text}) == {"long": text}


@pytest.mark.parametrize(
    "text",
    ["a\0b", "\0", "a\ud800", "\udfff", "a\x07", "a\x1bb", "\x7f.", "a\x85b", "\x9f", "a\x0bb"],
    ids=ascii,
)
def test_what_cannot_be_kept_is_refused_and_not_repaired(text: str) -> None:
    assert rules((LONG,), {"long": text}) == {"long": "not_text"}
    assert not is_storable(text)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("x" * 10, True),
        ("x" * 11, False),
        ("æ" * 10, True),
        ("😀" * 10, True),
        ("😀" * 11, False),
        ("\r\n".join("abcde") + "f", True),
        ("a" * 9 + "\r\n", True),
        ("a" * 9 + "\r\nb", False),
        ("a" * 9 + "\n\r", False),
    ],
)
def test_the_limit_holds_to_the_character(text: str, fits: bool) -> None:
    if fits:
        assert accept((TEXT,), {"text": text}) == {"text": text}
    else:
        assert rules((TEXT,), {"text": text}) == {"text": "too_long"}


@pytest.mark.parametrize("instrument", [YOUNGER, OLDER], ids=lambda one: one.age_group)
def test_every_text_of_the_instruments_takes_its_limit_and_no_more(instrument: Instrument) -> None:
    texts = [question for question in instrument.questions if question.kind is Kind.TEXT]
    assert texts
    full: dict[str, Value] = {question.code: "å" * question.limit for question in texts}
    assert accept(instrument.questions, full) == full
    over: dict[str, Value] = {question.code: "å" * (question.limit + 1) for question in texts}
    assert rules(instrument.questions, over) == dict.fromkeys(over, "too_long")


@pytest.mark.parametrize("blank", ["", " ", "\r\n\t ", "\u00a0\u2003", ()])
@pytest.mark.parametrize("question", ALL, ids=lambda one: one.code)
def test_nothing_but_blanks_is_no_answer(question: Question, blank: Value) -> None:
    assert accept((question,), {question.code: blank}) == {}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (ONE, "d"),
        (ONE, "A"),
        (ONE, "a "),
        (ONE, ("a", "b")),
        (ONE, ("d",)),
        (TICK, "no"),
        (TICK, ("yes", "yes")),
        (MANY, ("a", "d")),
        (MANY, "d"),
        (MANY, ("",)),
        (MANY, ("a\0",)),
        (MANY, ("a,b",)),
    ],
)
def test_an_unknown_choice_is_refused(question: Question, value: Value) -> None:
    assert rules((question,), {question.code: value}) == {question.code: "unknown_choice"}


@pytest.mark.parametrize("value", [("a",), ("a", "b"), ("",)])
def test_a_list_is_no_text(value: Value) -> None:
    assert rules((TEXT,), {"text": value}) == {"text": "not_text"}


@pytest.mark.parametrize(
    ("question", "value", "kept"),
    [
        (ONE, "c", "c"),
        (ONE, ("b",), "b"),
        (TICK, "yes", "yes"),
        (TICK, ("yes",), "yes"),
        (MANY, "b", ("b",)),
        (MANY, ("c", "a"), ("a", "c")),
        (MANY, ("b", "b", "a"), ("a", "b")),
    ],
)
def test_choices_are_kept_once_and_in_the_order_they_are_offered(
    question: Question, value: Value, kept: Value
) -> None:
    assert accept((question,), {question.code: value}) == {question.code: kept}


def test_answers_to_questions_not_asked_are_left_out() -> None:
    assert accept((ONE,), {"one": "a", "many": ("zzz",), "csrf_token": "x"}) == {"one": "a"}


def test_every_broken_rule_is_named_at_once() -> None:
    values: dict[str, Value] = {"text": "x" * 11, "long": "\0", "one": "d", "many": ("a",)}
    assert rules(ALL, values) == {
        "text": "too_long",
        "long": "not_text",
        "one": "unknown_choice",
    }


def test_a_line_break_counts_as_one_character_however_it_is_sent() -> None:
    assert text_length("a\r\nb") == text_length("a\nb") == 3


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=2500))
def test_any_text_is_kept_as_it_came_or_refused_with_a_rule(text: str) -> None:
    bad = any(unicodedata.category(one) in {"Cc", "Cs"} and one not in "\n\r\t" for one in text)
    try:
        kept = accept((LONG,), {"long": text})
    except AnswerRefused as refusal:
        assert refusal.rules == {"long": "not_text" if bad else "too_long"}
        assert bad or text_length(text) > LONG.limit
    else:
        assert kept == ({"long": text} if text.strip() else {})
        assert not kept or str(kept["long"]).encode() == text.encode()


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([question.code for question in ALL]),
        st.text(max_size=12) | st.lists(st.sampled_from("abcd"), max_size=4).map(tuple),
    )
)
def test_what_was_accepted_is_accepted_again_unchanged(values: dict[str, Value]) -> None:
    try:
        kept = accept(ALL, values)
    except AnswerRefused:
        return
    assert accept(ALL, kept) == kept

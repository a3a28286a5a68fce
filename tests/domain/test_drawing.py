"""Drawings as text: whatever is drawn comes back the same, and nothing else is taken for one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.drawing import (
    COLOURS,
    HEIGHT,
    MOST_POINTS,
    MOST_STROKES,
    WIDTH,
    Drawing,
    Stroke,
    broken_rule,
    from_text,
    to_text,
)
from boernestemme.domain.errors import AnswerRefused
from boernestemme.domain.questionnaire import Kind, Question, accept
from boernestemme.storage.sealing import padded_text

DRAWN = Question("drawing", Kind.DRAWING)
POINTS = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
STROKES = st.builds(
    Stroke,
    st.sampled_from(COLOURS),
    st.lists(POINTS, min_size=1, max_size=30).map(tuple),
)
DRAWINGS = st.lists(STROKES, min_size=1, max_size=20).map(tuple).map(Drawing)
EDGES = Drawing((Stroke("K", ((0, 0),)), Stroke("B", ((WIDTH, HEIGHT), (0, HEIGHT), (WIDTH, 0)))))
BAD = {
    "a blank": " ",
    "a line break after": "K0a0a\n",
    "a colour of nobody's": "Y0a0a",
    "a small letter for a colour": "k0a0a",
    "a pen without a point": "K",
    "half a point": "K0a0a0a",
    "a point without a pen": "0a0a",
    "too far to the right": "Krt00",
    "too far down": "K00kv",
    "a digit of another script": "K0a٠a",
    "a sign before a number": "K0a-1",
    "markup": '"><script>alert(1)</script>',
    "an address": "url(https://x.example/)",
    "NUL": "K0a0a\0",
}


def rules(value: str | tuple[str, ...]) -> dict[str, str]:
    with pytest.raises(AnswerRefused) as refusal:
        accept((DRAWN,), {"drawing": value})
    return refusal.value.rules


@settings(max_examples=150, deadline=None)
@given(DRAWINGS)
def test_what_was_drawn_comes_back_the_same(drawing: Drawing) -> None:
    text = to_text(drawing)
    assert from_text(text) == drawing
    assert text.isalnum() and text.isascii()
    assert accept((DRAWN,), {"drawing": text}) == {"drawing": text}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"[KRBGX]?[0-9a-zA-Z]{0,20}", fullmatch=True))
def test_any_text_is_a_drawing_that_gives_it_back_or_is_none(text: str) -> None:
    if broken_rule(text) is None:
        assert to_text(from_text(text)) == text
    else:
        with pytest.raises(ValueError, match="strokes|outside"):
            from_text(text)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_what_is_no_drawing_is_refused(text: str) -> None:
    assert broken_rule(text) == "bad_drawing"
    if text.strip():
        assert rules(text) == {"drawing": "bad_drawing"}


def test_the_corners_of_the_sheet_are_on_it() -> None:
    assert to_text(EDGES) == "K0000Brsku00kurs00"
    assert from_text("K0000Brsku00kurs00") == EDGES


def test_a_list_is_no_drawing() -> None:
    assert rules(("K0a0a",)) == {"drawing": "bad_drawing"}


@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_sheet_left_white_is_no_answer(nothing: str) -> None:
    assert accept((DRAWN,), {"drawing": nothing}) == {}


@pytest.mark.parametrize(
    ("strokes", "points", "rule"),
    [
        (MOST_STROKES, 1, None),
        (MOST_STROKES + 1, 1, "too_much_drawn"),
        (1, MOST_POINTS, None),
        (1, MOST_POINTS + 1, "too_much_drawn"),
        (2, MOST_POINTS // 2, None),
        (2, MOST_POINTS // 2 + 1, "too_much_drawn"),
    ],
)
def test_the_limits_hold_to_the_point(strokes: int, points: int, rule: str | None) -> None:
    text = ("K" + "0a0a" * points) * strokes
    assert broken_rule(text) == rule
    if rule:
        assert rules(text) == {"drawing": rule}


def test_the_largest_drawing_fits_where_a_long_text_does() -> None:
    largest = "K0a0a" * (MOST_STROKES - 1) + "K" + "rsku" * (MOST_POINTS - MOST_STROKES + 1)
    assert broken_rule(largest) is None
    assert len(largest) == MOST_STROKES + 4 * MOST_POINTS <= 24_000
    assert len(padded_text(largest.encode())) == 16_384

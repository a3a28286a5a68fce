"""A half-finished answer: what may be shown, what is masked, and what saving does to it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boernestemme.domain.draft import (
    DRAFT_LIFE,
    IDLE_UNTIL_MASKED,
    Draft,
    answers_from_json,
    from_bytes,
    is_idle,
    to_bytes,
)
from tests.factories import NOW, older_answers, younger_answers

SHOWN = Draft({"topics": ("skole",), "topics_text": "min kanin", "place": "skole"})
MASKED = SHOWN.all_masked()
PAGE = ("topics", "topics_text")


def test_an_answer_is_shown_until_it_is_masked() -> None:
    assert SHOWN.shown("topics_text") == "min kanin"
    assert not SHOWN.is_masked("topics_text")
    assert MASKED.shown("topics_text") is None
    assert MASKED.is_masked("topics_text")


def test_masking_hides_everything_and_loses_nothing() -> None:
    assert MASKED.answers == SHOWN.answers
    assert [code for code in SHOWN.answers if MASKED.shown(code) is not None] == []


def test_a_question_without_an_answer_is_neither_shown_nor_masked() -> None:
    for draft in (Draft(), SHOWN, MASKED, Draft({}, frozenset({"needs"}))):
        assert draft.shown("needs") is None
        assert not draft.is_masked("needs")


def test_saving_a_page_replaces_what_was_shown_and_drops_what_was_emptied() -> None:
    saved = SHOWN.saved(PAGE, {"topics": ("venner",)})
    assert saved.answers == {"topics": ("venner",), "place": "skole"}


def test_an_empty_field_does_not_take_a_masked_answer_away() -> None:
    saved = MASKED.saved(PAGE, {"topics": ("venner",)})
    assert saved.answers == {
        "topics": ("venner",),
        "topics_text": "min kanin",
        "place": "skole",
    }
    assert saved.shown("topics") == ("venner",)
    assert saved.is_masked("topics_text")
    assert saved.is_masked("place")


def test_skipping_a_page_keeps_what_is_masked_and_clears_what_is_shown() -> None:
    assert MASKED.saved(PAGE, {}) == MASKED
    assert SHOWN.saved(PAGE, {}).answers == {"place": "skole"}


def test_saving_one_page_leaves_the_others() -> None:
    assert SHOWN.saved(("needs",), {"needs": ("pause",)}).answers == {
        **SHOWN.answers,
        "needs": ("pause",),
    }
    assert MASKED.saved(("needs",), {"needs": ("pause",)}).masked == MASKED.masked


@pytest.mark.parametrize("draft", [SHOWN, MASKED])
def test_erasing_a_page_takes_its_answers_shown_or_masked(draft: Draft) -> None:
    erased = draft.erased(PAGE)
    assert erased.answers == {"place": "skole"}
    assert erased.masked <= {"place"}
    assert erased.shown("place") == draft.shown("place")


def test_what_was_erased_is_shown_again_when_given_anew() -> None:
    anew = MASKED.erased(PAGE).saved(PAGE, {"topics_text": "ny"})
    assert anew.shown("topics_text") == "ny"


def test_a_draft_never_changes_the_one_before_it() -> None:
    before = dict(SHOWN.answers)
    SHOWN.saved(PAGE, {"topics": ("venner",)})
    SHOWN.erased(PAGE)
    assert SHOWN.answers == before


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, False), (29, False), (29.999, False), (30, True), (30.001, True), (60 * 24, True)],
)
def test_thirty_quiet_minutes_are_idle(minutes: float, expected: bool) -> None:
    assert is_idle(NOW, NOW + timedelta(minutes=minutes)) is expected


def test_a_draft_lives_three_days_and_is_masked_after_half_an_hour() -> None:
    assert timedelta(hours=72) == DRAFT_LIFE
    assert timedelta(minutes=30) == IDLE_UNTIL_MASKED


@pytest.mark.parametrize("answers", [older_answers(), younger_answers(), {}])
def test_a_draft_comes_back_from_its_bytes(answers: dict[str, str | tuple[str, ...]]) -> None:
    for draft in (Draft(answers), Draft(answers).all_masked()):
        assert from_bytes(to_bytes(draft)) == draft


def test_the_length_does_not_tell_what_was_tapped() -> None:
    drafts = [Draft({code: value}) for code in ("attended", "next") for value in ("no", "unsure")]
    drafts += [one.all_masked() for one in drafts] + [Draft()]
    assert {len(to_bytes(draft)) for draft in drafts} == {2048}


@pytest.mark.parametrize("letters", [2047, 2048, 2049, 5000])
def test_a_long_draft_is_of_one_of_a_few_lengths(letters: int) -> None:
    written = to_bytes(Draft({"topics_text": "x" * letters}))
    assert len(written) in {4096, 8192}
    assert from_bytes(written).answers == {"topics_text": "x" * letters}


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.text(st.characters(exclude_categories=["Cs"]))
        | st.lists(st.text(max_size=3)).map(tuple),
    )
)
def test_any_text_comes_back_byte_for_byte(answers: dict[str, str | tuple[str, ...]]) -> None:
    assert from_bytes(to_bytes(Draft(answers))).answers == answers


def test_lists_from_json_become_tuples_again() -> None:
    assert answers_from_json({"a": ["x", "y"], "b": "z"}) == {"a": ("x", "y"), "b": "z"}


@given(
    st.sets(st.sampled_from("abcdef")),
    st.sets(st.sampled_from("abcdef")),
    st.sets(st.sampled_from("abcdef")),
)
def test_masked_answers_are_never_shown_whatever_is_saved(
    had: set[str], page: set[str], given_now: set[str]
) -> None:
    draft = Draft(dict.fromkeys(had, "old")).all_masked()
    saved = draft.saved(tuple(sorted(page)), dict.fromkeys(page & given_now, "new"))
    assert [code for code in "abcdef" if saved.shown(code) == "old"] == []
    assert set(saved.answers) == had | (page & given_now)

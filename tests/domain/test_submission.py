"""Parting an answer: what is guarded, that nothing is lost, and that every wish has a key."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.instruments.before import OLDER, YOUNGER
from boernestemme.domain.questionnaire import Answers, Instrument, Kind, Question, accept
from boernestemme.domain.submission import Parts, WishKind, part, wishes
from tests.factories import older_answers, younger_answers

BOTH = pytest.mark.parametrize("instrument", [YOUNGER, OLDER], ids=lambda one: one.age_group)
A_DOT = "K0a0a"
ALWAYS_GUARDED = {"not_in_front", "alone_first", "want_bisidder", "not_for_parents"}
NEVER_GUARDED = {
    "knows_purpose", "topics", "topics_text", "drawing", "place", "place_text", "not_place",
    "needs", "needs_text", "keep_needs",
}  # fmt: skip


def full(instrument: Instrument) -> Answers:
    """Everything answered, with all that may be chosen."""
    return {one.code: full_value(one) for one in instrument.questions}


def full_value(question: Question) -> str | tuple[str, ...]:
    if question.kind is Kind.TEXT:
        return f"egne ord om {question.code}"
    if question.kind is Kind.DRAWING:
        return A_DOT
    return question.all_choices if question.kind is Kind.MANY else question.choices[0]


def answers_of(instrument: Instrument) -> st.SearchStrategy[Answers]:
    """Any accepted answer."""
    values = {one.code: value_of(one) for one in instrument.questions}
    given = st.fixed_dictionaries({}, optional=values)
    return given.map(lambda one: accept(instrument.questions, one))


def value_of(question: Question) -> st.SearchStrategy[str | tuple[str, ...]]:
    if question.kind is Kind.TEXT:
        return st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)
    if question.kind is Kind.DRAWING:
        return st.sampled_from(["", A_DOT])
    one = st.sampled_from(question.all_choices)
    return st.lists(one, unique=True).map(tuple) if question.kind is Kind.MANY else one


def recombined(parts: Parts) -> dict[str, object]:
    """The answer the parts came from."""
    both: dict[str, object] = dict(parts.open)
    for code, value in parts.guarded.items():
        before = parts.open.get(code)
        both[code] = value if before is None else {*before, *value}
    return both


@BOTH
def test_private_questions_are_guarded_whole_and_the_rest_is_open(instrument: Instrument) -> None:
    parts = part(instrument, full(instrument))
    asked = {one.code for one in instrument.questions}
    assert asked & ALWAYS_GUARDED <= set(parts.guarded)
    assert asked & ALWAYS_GUARDED & set(parts.open) == set()
    assert asked & NEVER_GUARDED <= set(parts.open)
    assert asked & NEVER_GUARDED & set(parts.guarded) == set()


@pytest.mark.parametrize("answer", ["yes", "part", "no", "unsure"])
@pytest.mark.parametrize("person", [one for one in OLDER.questions if "person-" in one.code])
def test_a_no_to_a_person_is_guarded_and_nothing_else_is(person: Question, answer: str) -> None:
    parts = part(OLDER, {person.code: answer})
    assert (person.code in parts.guarded) is (answer == "no")
    assert (person.code in parts.open) is (answer != "no")


def test_only_my_caseworker_is_guarded_among_the_persons_a_young_child_ticks() -> None:
    parts = part(YOUNGER, {"persons": ("mor", "laerer", "kun_raadgiver")})
    assert parts.open == {"persons": ("mor", "laerer")}
    assert parts.guarded == {"persons": ("kun_raadgiver",)}
    alone = part(YOUNGER, {"persons": ("kun_raadgiver",)})
    assert alone.open == {}


def test_that_a_child_would_rather_tell_it_itself_is_guarded() -> None:
    for instrument in (YOUNGER, OLDER):
        parts = part(instrument, {"tell_in_person": "yes"})
        assert parts.open == {}
        assert parts.guarded == {"tell_in_person": "yes"}


@BOTH
def test_codes_and_own_words_lie_in_different_envelopes(instrument: Instrument) -> None:
    parts = part(instrument, full(instrument))
    texts = {one.code for one in instrument.questions if one.kind.is_free}
    assert set(parts.open_texts) | set(parts.guarded_texts) == texts
    assert (set(parts.open_closed) | set(parts.guarded_closed)) & texts == set()
    assert parts.has_text


def test_an_answer_of_taps_alone_has_no_text() -> None:
    taps = {code: value for code, value in younger_answers().items() if "_text" not in code}
    assert not part(YOUNGER, taps).has_text
    assert not part(YOUNGER, {}).has_text
    assert part(OLDER, {"not_in_front": "x"}).has_text
    assert part(YOUNGER, {"drawing": A_DOT}).has_text


@pytest.mark.parametrize("instrument", [YOUNGER, OLDER], ids=lambda one: one.age_group)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_answer_is_lost_or_doubled_by_parting(
    instrument: Instrument, data: st.DataObject
) -> None:
    answers = data.draw(answers_of(instrument))
    parts = part(instrument, answers)
    wanted = {
        code: set(value) if code == "persons" and code in parts.open and code in parts.guarded
        else value
        for code, value in answers.items()
    }  # fmt: skip
    assert recombined(parts) == wanted
    sizes = [
        len(value) for value in (parts.open.get("persons", ()), parts.guarded.get("persons", ()))
    ]
    assert sum(sizes) == len(answers.get("persons", ()))


@BOTH
def test_every_wish_of_the_fullest_answer_has_a_key_of_its_own(instrument: Instrument) -> None:
    asked = wishes(instrument, part(instrument, full(instrument)))
    assert len({wish.key for wish in asked}) == len(asked) > 20


@pytest.mark.parametrize("instrument", [YOUNGER, OLDER], ids=lambda one: one.age_group)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_keys_of_wishes_are_unique_in_any_answer(
    instrument: Instrument, data: st.DataObject
) -> None:
    asked = wishes(instrument, part(instrument, data.draw(answers_of(instrument))))
    assert len({wish.key for wish in asked}) == len(asked)


def test_the_wishes_of_an_older_child_are_all_there_in_the_order_asked() -> None:
    asked = wishes(OLDER, part(OLDER, older_answers()))
    assert [wish.key for wish in asked] == [
        "topics:skole", "topics:fremtid", "topics_text", "not_in_front", "person-mor:yes",
        "person-far:no", "person-laerer:part", "alone_first:yes", "want_bisidder:yes",
        "place:gaatur", "not_place", "needs:formaal", "needs:pause", "not_for_parents",
    ]  # fmt: skip
    guarded = {wish.key for wish in asked if wish.is_guarded}
    assert guarded == {
        "not_in_front", "person-far:no", "alone_first:yes", "want_bisidder:yes", "not_for_parents",
    }  # fmt: skip


def test_wishes_carry_their_kind_and_the_childs_own_words() -> None:
    asked = {wish.key: wish for wish in wishes(OLDER, part(OLDER, older_answers()))}
    assert asked["not_in_front"].text == "det med ferien"
    assert asked["not_in_front"].code == ""
    assert asked["person-far:no"].kind is WishKind.PERSON
    assert asked["not_for_parents"].kind is WishKind.PRIVATE
    assert asked["place:gaatur"].kind is WishKind.PLACE
    assert asked["needs:pause"].kind is WishKind.NEED
    assert {wish.text for wish in asked.values() if wish.code} == {""}


@pytest.mark.parametrize(
    ("instrument", "answers"),
    [
        (OLDER, {"knows_purpose": "no", "keep_needs": "yes"}),
        (OLDER, {"topics": ("andet", "ved_ikke"), "place": "lige_meget", "needs": ("ved_ikke",)}),
        (OLDER, {"person-mor": "unsure"}),
        (YOUNGER, {"not_for_parents": "no"}),
        (YOUNGER, {"not_for_parents": "unsure", "place": "andet"}),
        (OLDER, {}),
    ],
)
def test_what_asks_for_nothing_is_no_wish(instrument: Instrument, answers: Answers) -> None:
    assert wishes(instrument, part(instrument, answers)) == ()


def test_a_young_childs_private_yes_is_a_guarded_wish() -> None:
    [wish] = wishes(YOUNGER, part(YOUNGER, {"not_for_parents": "yes"}))
    assert (wish.kind, wish.is_guarded) == (WishKind.PRIVATE, True)


def test_each_guarded_answer_alone_leaves_the_open_part_empty() -> None:
    guarded: Answers = {
        "not_in_front": "a", "person-far": "no", "alone_first": "yes", "want_bisidder": "yes",
        "not_for_parents": "b", "tell_in_person": "yes",
    }  # fmt: skip
    for size in range(1, len(guarded) + 1):
        for codes in itertools.combinations(guarded, size):
            parts = part(OLDER, {code: guarded[code] for code in codes})
            assert parts.open == {}

"""Changing over to the other questions: there and back is the same, and no answer is lost."""

from hypothesis import given
from hypothesis import strategies as st

from boernestemme.domain.draft import Draft, from_bytes, to_bytes
from boernestemme.domain.instruments.before import INSTRUMENTS, OLDER, PERSONS, YOUNGER
from boernestemme.domain.meeting import AgeGroup, other_age
from boernestemme.domain.questionnaire import Answers, Instrument, Kind, Question, Value, accept
from boernestemme.domain.submission import Wish, part, wishes
from boernestemme.domain.switching import (
    KEPT,
    PRIVATE_CHOICE,
    PRIVATE_TEXT,
    said_once,
    switched,
    without_overruled,
)
from boernestemme.domain.widening import widened
from tests.factories import older_answers, younger_answers


def any_value(question: Question) -> st.SearchStrategy[Value]:
    if question.kind is Kind.TEXT:
        return st.text("aæ no", min_size=1, max_size=20).filter(str.strip)
    one = st.sampled_from(question.all_choices or ("[]",))
    if question.kind is not Kind.MANY:
        return one
    return st.sets(one, min_size=1).map(tuple)


def any_answers(instrument: Instrument) -> st.SearchStrategy[Answers]:
    """Whatever a child may have answered to these questions; its drawing is left out."""
    asked = [one for one in instrument.questions if one.kind is not Kind.DRAWING]
    given = st.fixed_dictionaries({}, optional={one.code: any_value(one) for one in asked})
    return given.map(lambda answers: accept(asked, answers))


def any_draft() -> st.SearchStrategy[Draft]:
    """A draft of either age group, some of it masked."""

    def of(instrument: Instrument) -> st.SearchStrategy[Draft]:
        codes = st.frozensets(st.sampled_from([one.code for one in instrument.questions]))
        return st.builds(
            lambda answers, masked: Draft(answers, masked & answers.keys(), instrument.age_group),
            any_answers(instrument),
            codes,
        )

    return st.one_of(of(YOUNGER), of(OLDER))


def moved(draft: Draft, *age_groups: AgeGroup) -> Draft:
    for age_group in age_groups:
        draft = switched(draft, age_group)
    return draft


def own_and_other(draft: Draft) -> tuple[AgeGroup, AgeGroup]:
    assert draft.asked_as is not None
    return draft.asked_as, other_age(draft.asked_as)


@given(any_draft())
def test_there_and_back_again_gives_the_same_answers(draft: Draft) -> None:
    own, other = own_and_other(draft)
    assert moved(draft, other, own).answers == draft.answers
    assert moved(draft, other, own, other).answers == moved(draft, other).answers
    assert draft.masked <= moved(draft, other, own).masked


@given(any_draft())
def test_every_answer_is_asked_about_now_or_kept_to_be_sent(draft: Draft) -> None:
    _, other = own_and_other(draft)
    there = switched(draft, other)
    known = (*INSTRUMENTS[other].questions, *KEPT[other])
    assert there.answers.keys() <= {one.code for one in known}
    parts = part(INSTRUMENTS[other], there.answers)
    assert parts.open.keys() | parts.guarded.keys() == there.answers.keys()


@given(any_draft())
def test_what_is_hidden_stays_hidden(draft: Draft) -> None:
    _, other = own_and_other(draft)
    shown = {code: value for code, value in draft.answers.items() if draft.shown(code)}
    there = switched(draft, other)
    only_shown = switched(Draft(shown, asked_as=draft.asked_as), other).answers
    for code in there.answers:
        value = there.shown(code)
        assert value is None or value == only_shown.get(code), code
    assert (
        not switched(draft.all_masked(), other).answers.keys()
        - switched(draft.all_masked(), other).masked
    )


@given(any_draft())
def test_what_is_guarded_stays_guarded(draft: Draft) -> None:
    own, other = own_and_other(draft)
    before = part(INSTRUMENTS[own], draft.answers)
    after = part(INSTRUMENTS[other], switched(draft, other).answers)
    freely = {(code, str(value)) for code, value in before.open.items()}
    for code, value in after.open.items():
        is_moved = code == PERSONS.code or code.startswith("person-")
        assert is_moved or (code, str(value)) in freely, code
    assert "no" not in [value for code, value in after.open.items() if code.startswith("person-")]


@given(any_draft())
def test_every_wish_reaches_the_case_worker(draft: Draft) -> None:
    own, other = own_and_other(draft)
    there = said_once(switched(draft, other).answers)
    meant = {kind_of(one.kind, one.question, one.code, one.text) for one in all_wishes(own, draft)}
    told = wishes(INSTRUMENTS[other], part(INSTRUMENTS[other], there))
    assert {kind_of(one.kind, one.question, one.code, one.text) for one in told} == meant


def all_wishes(age_group: AgeGroup, draft: Draft) -> tuple[Wish, ...]:
    return wishes(INSTRUMENTS[age_group], part(INSTRUMENTS[age_group], draft.answers))


def kind_of(kind: str, question: str, code: str, text: str) -> tuple[str, str, str]:
    """A wish by what it is about: a person is wanted in a list or by a row of its own."""
    if question.startswith("person-"):
        return kind, f"{question.removeprefix('person-')}:{code}", text
    if question == PERSONS.code:
        is_row = code in {one.code.removeprefix("person-") for one in OLDER.questions}
        return kind, f"{code}:yes" if is_row else code, text
    if question in {PRIVATE_CHOICE, PRIVATE_TEXT}:
        question = "not_for_parents"
    return kind, f"{question}:{code}", text


def test_who_is_wanted_is_the_same_in_both() -> None:
    there = switched(Draft(older_answers(), asked_as=AgeGroup.OLDER), AgeGroup.YOUNGER)
    assert there.answers["persons"] == ("mor", "laerer")
    assert there.answers["person-far"] == "no" and there.answers["person-laerer"] == "part"
    assert there.answers[PRIVATE_TEXT] == older_answers()["not_for_parents"]
    assert "not_for_parents" not in there.answers
    there = switched(Draft(younger_answers(), asked_as=AgeGroup.YOUNGER), AgeGroup.OLDER)
    assert there.answers["person-mor"] == "yes"
    assert there.answers["persons"] == ("kun_raadgiver",)
    assert there.answers[PRIVATE_CHOICE] == "yes" and "not_for_parents" not in there.answers


def test_words_that_read_like_a_choice_stay_words() -> None:
    said = Draft({"not_for_parents": "no"}, asked_as=AgeGroup.OLDER)
    assert switched(said, AgeGroup.YOUNGER).answers == {PRIVATE_TEXT: "no"}


def test_what_is_said_last_of_a_person_counts() -> None:
    said = {"person-far": "no", "person-laerer": "part", "person-mor": "unsure"}
    there = switched(Draft(dict(said), asked_as=AgeGroup.OLDER), AgeGroup.YOUNGER)
    codes = ("persons", "tell_in_person")
    now_far = without_overruled(there.saved(codes, {"persons": ("far",)}))
    assert now_far.answers == {"persons": ("far",), "person-mor": "unsure"}
    nobody = without_overruled(there.saved(codes, {}))
    assert nobody.answers == {"person-far": "no", "person-mor": "unsure"}
    assert without_overruled(there) == there, "the control: nothing said anew"


def test_part_of_the_time_is_told_once() -> None:
    there = switched(Draft(older_answers(), asked_as=AgeGroup.OLDER), AgeGroup.YOUNGER)
    sent = said_once(there.answers)
    assert sent["persons"] == ("mor",) and sent["person-laerer"] == "part"


@given(any_draft())
def test_an_answer_is_accepted_by_the_others_questions_once_there_is_room(draft: Draft) -> None:
    _, other = own_and_other(draft)
    had = switched(draft, other).answers
    asked = [one for one in INSTRUMENTS[other].questions if one.code in had]
    kept = accept([widened(one, had[one.code]) for one in asked], had)
    for one in asked:
        here, there = had[one.code], kept[one.code]
        assert there == here or set(there) == set(here), one.code


def test_a_long_text_has_room_and_a_new_one_has_not() -> None:
    [text] = [one for one in YOUNGER.questions if one.code == "topics_text"]
    assert widened(text, "x" * 501).limit == 2000
    assert widened(text, "x" * 500).limit == widened(text, None).limit == 500


def test_a_draft_tells_whose_questions_it_was_kept_by() -> None:
    for asked_as in (*AgeGroup, None):
        assert (
            from_bytes(to_bytes(Draft({"place": "skole"}, asked_as=asked_as))).asked_as == asked_as
        )
    assert from_bytes(b'{"answers":{},"masked":[]}').asked_as is None


def test_the_persons_are_the_same_in_both() -> None:
    rows = {one.code.removeprefix("person-") for one in OLDER.questions if "person-" in one.code}
    assert set(PERSONS.all_choices) - rows == {"kun_raadgiver"}
    assert rows <= set(PERSONS.all_choices)

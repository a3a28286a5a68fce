"""The questions before a meeting: few tiles, stable codes, Danish labels, one envelope size."""

import json
import re
from collections.abc import Iterator

import pytest

from boernestemme.domain.instruments.before import (
    CHECK_NUMBER,
    INSTRUMENTS,
    LAST_SCREEN,
    OLDER,
    YOUNGER,
)
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.questionnaire import Answers, Instrument, Kind, Question
from boernestemme.domain.submission import KIND_OF_QUESTION, part
from boernestemme.storage.sealing import CLOSED_SIZE, padded_closed
from boernestemme.web import labels

BOTH = pytest.mark.parametrize("instrument", [YOUNGER, OLDER], ids=lambda one: one.age_group)
LABELS = {AgeGroup.YOUNGER: labels.YOUNGER, AgeGroup.OLDER: labels.OLDER}
TILES_AT_ONCE = {AgeGroup.YOUNGER: 8, AgeGroup.OLDER: 10}
ASCII_CODE = re.compile(r"[a-z][a-z_]*")


def codes(text: str) -> set[str]:
    """Codes written with blanks between them."""
    return set(text.split())


# As design §6 has them; whoever changes a code changes stored answers.
TOPICS = codes(
    "glad skole venner fritid hjemme foraeldre soeskende familie_se bosted bosted_voksne foelelser "
    "krop hjaelp fremtid plan raadgiver sprog_tro online rettigheder andet ved_ikke"
)
PERSONS = codes(
    "mor far plejemor plejefar bonus bosted_voksen soeskende bedste ven laerer paedagog "
    "kontaktperson stoette traener selvvalgt kun_raadgiver"
)
PLACES = codes("skole hjemme bosted klub kommune gaatur telefon video andet lige_meget")
NEEDS = codes(
    "formaal hvem foto hvor_laenge rum_foer pause stop faa_voksne svaere_ord tegne drikke plads "
    "ikke_skrive se_notat mine_ord billeder tolk kendt sig_hvorfor bagefter skrevet ring sig_det "
    "skriv_i_stedet andet ved_ikke"
)


def closed(instrument: Instrument) -> Iterator[Question]:
    return (one for one in instrument.questions if not one.kind.is_free)


def question(instrument: Instrument, code: str) -> Question:
    return next(one for one in instrument.questions if one.code == code)


@BOTH
def test_no_page_shows_more_tiles_at_once_than_its_age_can_take(instrument: Instrument) -> None:
    shown = {one.code: len(one.choices) for one in closed(instrument)}
    assert max(shown.values()) <= TILES_AT_ONCE[instrument.age_group]


def test_an_older_child_sees_few_persons_at_first() -> None:
    persons = [one.code for one in OLDER.questions if one.code.startswith("person-")]
    assert persons[:2] == ["person-mor", "person-far"]
    assert len(persons) == len(set(persons)) == 15


@BOTH
def test_question_codes_are_plain_and_stand_once(instrument: Instrument) -> None:
    codes = [one.code for one in instrument.questions]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z_]+(-[a-z_]+)?", code) for code in codes)


@BOTH
def test_choice_codes_are_plain_and_stand_once_in_a_question(instrument: Instrument) -> None:
    for one in closed(instrument):
        assert len(set(one.all_choices)) == len(one.all_choices) > 0, one.code
        assert all(ASCII_CODE.fullmatch(code) for code in one.all_choices), one.code


@BOTH
def test_choices_are_those_agreed_on(instrument: Instrument) -> None:
    assert set(question(instrument, "topics").all_choices) <= TOPICS
    assert set(question(instrument, "place").all_choices) <= PLACES
    assert set(question(instrument, "needs").all_choices) <= NEEDS
    persons = {one.code[7:] for one in instrument.questions if one.code.startswith("person-")}
    if instrument is YOUNGER:
        persons = set(question(instrument, "persons").all_choices)
    assert persons <= PERSONS


def test_every_agreed_topic_person_and_need_is_offered_to_some_child() -> None:
    offered = {code: set(question(OLDER, code).all_choices) for code in ("topics", "needs")}
    assert offered["topics"] | set(question(YOUNGER, "topics").all_choices) == TOPICS
    assert offered["needs"] | set(question(YOUNGER, "needs").all_choices) == NEEDS


@BOTH
def test_every_choice_has_a_danish_label(instrument: Instrument) -> None:
    known = LABELS[instrument.age_group]
    missing = {
        one.code: set(one.all_choices) - set(known.get(one.code, {})) for one in closed(instrument)
    }
    assert {code: gaps for code, gaps in missing.items() if gaps} == {}


@BOTH
def test_no_two_choices_of_a_question_read_the_same(instrument: Instrument) -> None:
    for one in closed(instrument):
        texts = [str(LABELS[instrument.age_group][one.code][code]) for code in one.all_choices]
        assert all(text.strip() for text in texts)
        assert len(set(texts)) == len(texts), one.code


@BOTH
def test_screens_follow_one_another_and_end_with_the_check(instrument: Instrument) -> None:
    numbers = [screen.number for screen in instrument.screens]
    assert numbers == list(range(2, LAST_SCREEN + 1))
    assert CHECK_NUMBER == LAST_SCREEN + 1
    assert instrument.screen(1) is instrument.screen(CHECK_NUMBER) is None
    assert instrument.phase is Phase.BEFORE
    assert INSTRUMENTS[instrument.age_group] is instrument


@BOTH
def test_texts_have_a_limit_and_choices_have_none(instrument: Instrument) -> None:
    for one in instrument.questions:
        assert (one.limit > 0) is (one.kind is Kind.TEXT), one.code


@BOTH
@pytest.mark.parametrize("pick", [0, -1])
def test_the_largest_closed_answer_fits_its_envelope(instrument: Instrument, pick: int) -> None:
    everything: Answers = {
        one.code: one.all_choices
        if one.kind is Kind.MANY
        else sorted(one.all_choices, key=len)[pick]
        for one in closed(instrument)
    }
    nothing_open = everything | {
        one.code: "no" for one in closed(instrument) if one.code.startswith("person-")
    }
    for answers in (everything, nothing_open):
        parts = part(instrument, answers)
        for closed_part in (parts.open_closed, parts.guarded_closed):
            text = json.dumps(closed_part, ensure_ascii=False, separators=(",", ":"))
            assert len(padded_closed(text.encode())) == CLOSED_SIZE


@BOTH
def test_every_question_is_a_wish_or_known_not_to_be(instrument: Instrument) -> None:
    no_wish = {"knows_purpose", "keep_needs", "helped_by", "drawing"}
    for one in instrument.questions:
        is_wish = one.code in KIND_OF_QUESTION or one.code.startswith("person-")
        assert is_wish is (one.code not in no_wish), one.code


def test_mother_and_father_are_always_apart() -> None:
    assert {"mor", "far"} <= set(question(YOUNGER, "persons").choices)
    assert {"person-mor", "person-far"} <= {one.code for one in OLDER.questions}


def test_every_reader_of_codes_knows_every_question_with_choices() -> None:
    for instrument in (YOUNGER, OLDER):
        codes = {one.code for one in closed(instrument)}
        assert codes <= set(LABELS[instrument.age_group])

"""Changing over to the other age group's questions: what becomes of the answers given so far.

Codes mean the same in both, so that most answers stay as they are. The younger choose the persons
they want from one list, the older mark one person at a time; what is private is a choice for the
younger and text for the older. An answer that the other questions have no place for is kept beside
the rest, sent with it, and is in its place again when the child changes back.
"""

from collections.abc import Mapping
from dataclasses import replace

from boernestemme.domain.draft import Draft
from boernestemme.domain.instruments import before
from boernestemme.domain.instruments.before import OLDER, PERSONS, YOUNGER, person_code
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.questionnaire import Answers, Instrument, Question

Codes = frozenset[str]
Origins = dict[str, Codes]
WANTED = PERSONS.code
PRIVATE = before.PRIVATE_TEXT.code
# What each one's answer about private matters is called while the other's questions are asked.
PRIVATE_CHOICE, PRIVATE_TEXT = "private_choice", "private_text"
RENAMED = {
    AgeGroup.YOUNGER: {PRIVATE_TEXT: PRIVATE, PRIVATE: PRIVATE_CHOICE},
    AgeGroup.OLDER: {PRIVATE_CHOICE: PRIVATE, PRIVATE: PRIVATE_TEXT},
}
YES, PART = "yes", "part"
ROWS = {
    code: person_code(code)
    for code in PERSONS.all_choices
    if person_code(code) in {question.code for question in OLDER.questions}
}


def _asked_only_in(one: Instrument, other: Instrument) -> tuple[Question, ...]:
    known = {question.code for question in other.questions}
    return tuple(question for question in one.questions if question.code not in known)


KEPT = {
    AgeGroup.YOUNGER: (
        *_asked_only_in(OLDER, YOUNGER),
        replace(before.PRIVATE_TEXT, code=PRIVATE_TEXT),
    ),
    AgeGroup.OLDER: (
        *_asked_only_in(YOUNGER, OLDER),
        replace(before.PRIVATE_CHOICE, code=PRIVATE_CHOICE),
    ),
}


def kept_questions(instrument: Instrument) -> tuple[Question, ...]:
    """What only the other age group is asked; a child that changed over may have answered it."""
    return KEPT[instrument.age_group] if instrument.phase is Phase.BEFORE else ()


def switched(draft: Draft, wanted: AgeGroup) -> Draft:
    """The draft as the questions of ``wanted`` have it.

    There and back again gives the same answers. What was hidden stays hidden.
    """
    if draft.asked_as is wanted:
        return draft
    to_wanted = _to_list if wanted is AgeGroup.YOUNGER else _to_rows
    renamed = RENAMED[wanted]
    answers, origins = to_wanted(_with_renamed(draft.answers, renamed))
    origins |= {new: frozenset({old}) for new, old in renamed.items()}
    masked = frozenset(code for code in answers if draft.masked & origins.get(code, {code}))
    return replace(draft, answers=answers, masked=masked, asked_as=wanted)


def _with_renamed(answers: Answers, renamed: Mapping[str, str]) -> Answers:
    rest = {code: value for code, value in answers.items() if code not in renamed.values()}
    return rest | {new: answers[old] for new, old in renamed.items() if old in answers}


def _to_list(answers: Answers) -> tuple[Answers, Origins]:
    """Whoever is wanted, at least for part of the time, stands in the list."""
    rows = {code: row for code, row in ROWS.items() if answers.get(row) in {YES, PART}}
    before_it = answers.get(WANTED, ())
    listed = tuple(code for code in PERSONS.all_choices if code in rows or code in before_it)
    moved = {row for row in rows.values() if answers[row] == YES}
    rest = {code: value for code, value in answers.items() if code not in {WANTED, *moved}}
    origins = {WANTED: frozenset({WANTED, *rows.values()})}
    return rest | ({WANTED: listed} if listed else {}), origins


def _to_rows(answers: Answers) -> tuple[Answers, Origins]:
    """Each person of the list gets its own mark; who has no row stays in the list."""
    listed = answers.get(WANTED, ())
    rows = {
        row: PART if answers.get(row) == PART else YES
        for code, row in ROWS.items()
        if code in listed
    }
    left = tuple(code for code in listed if code not in ROWS)
    rest = {code: value for code, value in answers.items() if code != WANTED}
    origins = {row: frozenset({row, WANTED}) for row in rows}
    return rest | rows | ({WANTED: left} if left else {}), origins


def without_overruled(draft: Draft) -> Draft:
    """What is said last of a person counts: earlier marks that say otherwise are gone."""
    if draft.asked_as is not AgeGroup.YOUNGER:
        return draft
    listed = draft.answers.get(WANTED, ())
    overruled = tuple(
        row
        for code, row in ROWS.items()
        if row in draft.answers and (draft.answers[row] in {YES, PART}) is not (code in listed)
    )
    return draft.erased(overruled)


def said_once(answers: Answers) -> Answers:
    """The answers to be sent: whoever is wanted for part of the time is not listed besides."""
    listed = tuple(
        code for code in answers.get(WANTED, ()) if answers.get(person_code(code)) != PART
    )
    rest = {code: value for code, value in answers.items() if code != WANTED}
    return rest | ({WANTED: listed} if listed else {})

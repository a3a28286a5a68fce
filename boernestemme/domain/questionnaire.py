"""What a questionnaire is: questions with codes and limits, screens, and what may be accepted."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain import drawing
from boernestemme.domain.errors import AnswerRefused
from boernestemme.domain.meeting import AgeGroup, Phase

MOST_HELD = 20_000
Value = str | tuple[str, ...]
Answers = dict[str, Value]


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    TEXT = "text"
    TICK = "tick"
    DRAWING = "drawing"

    @property
    def is_free(self) -> bool:
        """True for what the child makes itself: words, or a drawing."""
        return self in {Kind.TEXT, Kind.DRAWING}


@dataclass(frozen=True)
class Question:
    """One question: a stable ASCII code, its choices (codes) or its limit (characters).

    ``choices`` are offered at once, ``more`` behind *Flere*. ``guarded`` names the answers that
    belong on the case worker's screen alone; empty means none, ``("*",)`` all of them.
    """

    code: str
    kind: Kind
    choices: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    limit: int = 0
    guarded: tuple[str, ...] = ()

    @property
    def all_choices(self) -> tuple[str, ...]:
        """Every code that may be chosen."""
        return self.choices + self.more

    def split(self, value: Value) -> tuple[Value, Value]:
        """The answer as (open part, guarded part); an empty one is ``""`` or ``()``."""
        if isinstance(value, str):
            is_guarded = "*" in self.guarded or value in self.guarded
            return ("", value) if is_guarded else (value, "")
        guarded = tuple(code for code in value if code in self.guarded)
        return tuple(code for code in value if code not in self.guarded), guarded


@dataclass(frozen=True)
class Screen:
    """One page of questions; number as in the address, 1 and up.

    ``is_private``: when somebody helps, the child alone may see it. ``rows_at_once`` persons are
    asked about at once where each has a row, the others behind *Flere*.
    """

    number: int
    questions: tuple[Question, ...]
    is_private: bool = False
    rows_at_once: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the questions on this page."""
        return codes_of(self.questions)


@dataclass(frozen=True)
class Instrument:
    """A versioned questionnaire for one phase and age group: codes and scales, no wording.

    ``closing`` is asked on the page that sends, ``beside`` on pages of their own.
    """

    phase: Phase
    age_group: AgeGroup
    version: int
    screens: tuple[Screen, ...]
    closing: tuple[Question, ...]
    beside: tuple[Question, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order they are asked."""
        asked = tuple(question for screen in self.screens for question in screen.questions)
        return asked + self.closing + self.beside

    def screen(self, number: int) -> Screen | None:
        """The screen with this number, or None."""
        return next((screen for screen in self.screens if screen.number == number), None)


def codes_of(questions: Sequence[Question]) -> tuple[str, ...]:
    """The codes of these questions."""
    return tuple(question.code for question in questions)


def accept(questions: Sequence[Question], given: Mapping[str, Value]) -> Answers:
    """The answers among ``given`` that belong to ``questions``, checked and without empty ones.

    Text is stored as it came, byte for byte; only text of nothing but blanks counts as no answer.
    Raises AnswerRefused with every broken rule at once.
    """
    broken: dict[str, str] = {}
    kept: Answers = {}
    for question in questions:
        value = given.get(question.code)
        if value is None or _is_blank(value):
            continue
        rule = _broken_rule(question, value)
        if rule:
            broken[question.code] = rule
        else:
            kept[question.code] = _in_order(question, value)
    if broken:
        raise AnswerRefused(broken)
    return kept


def held(questions: Sequence[Question], given: Mapping[str, Value]) -> Answers:
    """What a draft may hold of ``given``: as ``accept``, but own words just as they came.

    Words too long to be sent are kept up to ``MOST_HELD`` characters, so that a child can make
    them shorter; ``accept`` must see them before they go anywhere. Raises AnswerRefused.
    """
    texts = {
        question.code: value
        for question in questions
        if question.kind is Kind.TEXT
        and isinstance(value := given.get(question.code), str)
        and not _is_blank(value)
    }
    if too_long := [code for code, text in texts.items() if len(text) > MOST_HELD]:
        raise AnswerRefused(dict.fromkeys(too_long, "too_long"))
    others = [question for question in questions if question.code not in texts]
    return accept(others, given) | texts


def _is_blank(value: Value) -> bool:
    return not (value.strip() if isinstance(value, str) else value)


def _broken_rule(question: Question, value: Value) -> str | None:
    if question.kind is Kind.TEXT:
        return _broken_text_rule(question, value)
    if question.kind is Kind.DRAWING:
        return drawing.broken_rule(value) if isinstance(value, str) else "bad_drawing"
    chosen = (value,) if isinstance(value, str) else value
    if question.kind is not Kind.MANY and len(chosen) != 1:
        return "unknown_choice"
    return None if set(chosen) <= set(question.all_choices) else "unknown_choice"


def _broken_text_rule(question: Question, value: Value) -> str | None:
    if not isinstance(value, str) or not is_storable(value):
        return "not_text"
    return "too_long" if text_length(value) > question.limit else None


def _in_order(question: Question, value: Value) -> Value:
    if question.kind is not Kind.MANY:
        return value if isinstance(value, str) else value[0]
    chosen = {value} if isinstance(value, str) else set(value)
    return tuple(code for code in question.all_choices if code in chosen)


def text_length(text: str) -> int:
    """Characters as a person counts them, a line break as one (browsers send two)."""
    return len(text.replace("\r\n", "\n"))


def is_storable(text: str) -> bool:
    """False for what cannot be kept and given back unchanged: lone surrogates, NUL, controls."""
    return text.isprintable() or all(
        character in "\n\r\t" or unicodedata.category(character) not in {"Cc", "Cs"}
        for character in text
    )

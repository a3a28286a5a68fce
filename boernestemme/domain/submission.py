"""What a child sent: parted into open and guarded, closed and free, and read as wishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.instruments import before
from boernestemme.domain.questionnaire import Answers, Instrument, Kind, Question, Value
from boernestemme.domain.switching import PRIVATE_CHOICE, PRIVATE_TEXT, kept_questions


@dataclass(frozen=True)
class Parts:
    """One answer in the four envelopes it is sealed in.

    The open part may lie on the table; the guarded part is for the case worker's screen alone.
    ``closed`` holds codes, ``texts`` the child's own words and drawings.
    """

    open_closed: Answers
    open_texts: Answers
    guarded_closed: Answers
    guarded_texts: Answers

    @property
    def has_text(self) -> bool:
        """True when the child wrote or drew something of its own."""
        return bool(self.open_texts or self.guarded_texts)

    @property
    def open(self) -> Answers:
        """The open part as one."""
        return self.open_closed | self.open_texts

    @property
    def guarded(self) -> Answers:
        """The guarded part as one."""
        return self.guarded_closed | self.guarded_texts


def part(instrument: Instrument, answers: Answers) -> Parts:
    """Part accepted answers into the four envelopes, those to the other questions among them."""
    boxes: dict[tuple[bool, bool], Answers] = {
        (guarded, free): {} for guarded in (False, True) for free in (False, True)
    }
    for question in (*instrument.questions, *kept_questions(instrument)):
        if question.code in answers:
            for guarded, value in enumerate(question.split(answers[question.code])):
                if value:
                    boxes[bool(guarded), question.kind.is_free][question.code] = value
    return Parts(boxes[False, False], boxes[False, True], boxes[True, False], boxes[True, True])


class WishKind(StrEnum):
    """What a wish is about; stable, and counted later."""

    TOPIC = "topic"
    PERSON = "person"
    PLACE = "place"
    NEED = "need"
    PRIVATE = "private"


@dataclass(frozen=True)
class Wish:
    """Something the child asks for, that must have an answer.

    ``key`` is unique within one answer. ``text`` holds the child's own words, or nothing.
    """

    key: str
    kind: WishKind
    question: str
    code: str
    text: str
    is_guarded: bool


KIND_OF_QUESTION = {
    "topics": WishKind.TOPIC,
    "topics_text": WishKind.TOPIC,
    "not_in_front": WishKind.PRIVATE,
    "persons": WishKind.PERSON,
    "alone_first": WishKind.PERSON,
    "want_bisidder": WishKind.PERSON,
    "tell_in_person": WishKind.PERSON,
    "place": WishKind.PLACE,
    "place_text": WishKind.PLACE,
    "not_place": WishKind.PLACE,
    "needs": WishKind.NEED,
    "needs_text": WishKind.NEED,
    "not_for_parents": WishKind.PRIVATE,
    PRIVATE_CHOICE: WishKind.PRIVATE,
    PRIVATE_TEXT: WishKind.PRIVATE,
}
NO_WISH = frozenset({"ved_ikke", "lige_meget", "andet", "unsure"})


def wishes(instrument: Instrument, parts: Parts) -> tuple[Wish, ...]:
    """Every wish in the answer, in the order the questions were asked."""
    return tuple(
        wish
        for question in (*instrument.questions, *kept_questions(instrument))
        for is_guarded, answers in ((False, parts.open), (True, parts.guarded))
        if question.code in answers
        for wish in _wishes_of(question, answers[question.code], is_guarded)
    )


def _wishes_of(question: Question, value: Value, is_guarded: bool) -> Iterator[Wish]:
    kind = _kind_of(question.code)
    if kind is None:
        return
    if question.kind is Kind.TEXT:
        yield Wish(question.code, kind, question.code, "", str(value), is_guarded)
        return
    for code in (value,) if isinstance(value, str) else value:
        if code not in NO_WISH and not _means_nothing_more(question.code, code):
            yield Wish(f"{question.code}:{code}", kind, question.code, code, "", is_guarded)


def _kind_of(code: str) -> WishKind | None:
    return WishKind.PERSON if code.startswith("person-") else KIND_OF_QUESTION.get(code)


def _means_nothing_more(question: str, code: str) -> bool:
    return question in {before.PRIVATE_CHOICE.code, PRIVATE_CHOICE} and code == "no"

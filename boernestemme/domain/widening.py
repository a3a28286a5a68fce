"""Room in a question for what a child answered when it was asked by the other age group's."""

from dataclasses import replace

from boernestemme.domain.instruments import after, before
from boernestemme.domain.questionnaire import Kind, Question, Value, text_length

ALL = tuple(
    question
    for instruments in (before.INSTRUMENTS, after.INSTRUMENTS)
    for instrument in instruments.values()
    for question in instrument.questions
)


def widened(question: Question, answer: Value | None) -> Question:
    """The question with room for an answer to the same one of the other age group.

    A longer text stays whole; a tile that was chosen is there, to be let go of.
    """
    if answer is None or question.kind not in {Kind.ONE, Kind.MANY, Kind.TEXT}:
        return question
    alike = [one for one in ALL if (one.code, one.kind) == (question.code, question.kind)]
    if question.kind is Kind.TEXT:
        is_longer = text_length(str(answer)) > question.limit
        limit = max((one.limit for one in alike), default=0) if is_longer else question.limit
        return replace(question, limit=limit)
    return _with_chosen(question, alike, (answer,) if isinstance(answer, str) else answer)


def _with_chosen(question: Question, alike: list[Question], given: tuple[str, ...]) -> Question:
    offered = dict.fromkeys(code for one in alike for code in one.all_choices)
    extra = tuple(code for code in offered if code in given and code not in question.all_choices)
    if question.kind is Kind.MANY:
        return replace(question, more=question.more + extra)
    return replace(question, choices=question.choices + extra)

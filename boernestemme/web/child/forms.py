"""What a child's browser sent, read into plain answers; nothing is cut, nothing required."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from boernestemme.domain.questionnaire import Kind, Question, Value
from boernestemme.domain.shared_words import WordPair
from boernestemme.web.child.wording import REFUSED, TEXT_LABEL
from boernestemme.web.locale import gettext as _

ERASE = "erase"
NOT_ANSWERS = frozenset({"csrf_token", "draft", "go", "left", "then", "manner", "shown"})


def given_answers(questions: Sequence[Question], form: MultiDict[str, str]) -> dict[str, Value]:
    """The answers to these questions as they came; questions left alone are left out."""
    return {
        question.code: (
            tuple(form.getlist(question.code))
            if question.kind is Kind.MANY
            else form[question.code]
        )
        for question in questions
        if question.code in form
    }


def to_erase(questions: Sequence[Question], form: MultiDict[str, str]) -> tuple[Question, ...]:
    """The questions whose answers are to go: those the button names, or all; none if not pressed.

    The button stands beside one question of several, and must not take what stands beside it.
    """
    pressed, _sep, codes = form.get("go", "").partition(":")
    if pressed != ERASE:
        return ()
    return tuple(one for one in questions if not codes or one.code in codes.split())


def given_words(form: MultiDict[str, str]) -> WordPair | None:
    """The two words the child picked, or None when one is missing."""
    colour, thing = form.get("first_word"), form.get("second_word")
    return WordPair(colour, thing) if colour and thing else None


def messages(rules: Mapping[str, str]) -> dict[str, str]:
    """What to say about each answer that could not be taken, by its field."""
    return {code: _(REFUSED[rule]) for code, rule in rules.items()}


def fields_to_keep(form: MultiDict[str, str]) -> list[tuple[str, str, str, bool]]:
    """Everything the child gave, to be shown again: (name, label, value, is own words)."""
    return [
        (name, _(TEXT_LABEL), value, _is_text(name))
        for name, value in form.items(multi=True)
        if name not in NOT_ANSWERS
    ]


def _is_text(name: str) -> bool:
    return name.endswith("_text") or name in {"not_in_front", "not_place", "not_for_parents"}

"""The reply a child may open with its link: codes and the case worker's own words, sealed to it.

It repeats none of the child's own words, for the phone's holder may not be the child.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.framing import Outcome, Reason, WishReply
from boernestemme.domain.submission import Wish


@dataclass(frozen=True)
class LetterLine:
    """The reply to one wish: what it was about (question and code), and its outcome."""

    question: str
    code: str
    is_guarded: bool
    outcome: Outcome
    reason: Reason | None
    own_words: str


def letter_lines(
    wishes: Sequence[Wish], replies: Mapping[str, WishReply]
) -> tuple[LetterLine, ...]:
    """The lines of a letter, in the order of the wishes; unanswered wishes are left out."""
    return tuple(
        LetterLine(
            wish.question,
            wish.code,
            wish.is_guarded,
            replies[wish.key].outcome,
            replies[wish.key].reason,
            replies[wish.key].own_words,
        )
        for wish in wishes
        if wish.key in replies
    )


def to_bytes(lines: Sequence[LetterLine]) -> bytes:
    """The letter as JSON, UTF-8."""
    rows = [
        [line.question, line.code, line.is_guarded, line.outcome, line.reason, line.own_words]
        for line in lines
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> tuple[LetterLine, ...]:
    """The letter that ``to_bytes`` wrote."""
    return tuple(
        LetterLine(
            question,
            code,
            is_guarded,
            Outcome(outcome),
            None if reason is None else Reason(reason),
            own_words,
        )
        for question, code, is_guarded, outcome, reason, own_words in json.loads(content)
    )

"""A half-finished answer, and when it may still be shown to the browser that wrote it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers, Value

DRAFT_LIFE = timedelta(hours=72)
IDLE_UNTIL_MASKED = timedelta(minutes=30)
SMALLEST = 2048


@dataclass(frozen=True)
class Draft:
    """Answers not yet sent. ``masked`` codes can be replaced, deleted or sent, never displayed.

    ``asked_as`` is whose questions the answers are kept by; None where the link's own are meant.
    """

    answers: Answers = field(default_factory=dict)
    masked: frozenset[str] = frozenset()
    asked_as: AgeGroup | None = field(default=None, compare=False)

    def shown(self, code: str) -> Value | None:
        """The answer to a question if it may be displayed, else None."""
        return None if code in self.masked else self.answers.get(code)

    def is_masked(self, code: str) -> bool:
        """True when there is an answer that may not be displayed."""
        return code in self.masked and code in self.answers

    def set_aside(self, codes: Collection[str]) -> "Draft":
        """The same draft with these answers hidden from whoever helps."""
        return replace(self, masked=self.masked | (self.answers.keys() & codes))

    def all_masked(self) -> "Draft":
        """The same draft with everything in it hidden."""
        return replace(self, masked=frozenset(self.answers))

    def hidden_as(self, other: "Draft", codes: Collection[str]) -> "Draft":
        """The same draft, with the answers to these questions hidden where ``other`` hides them."""
        these = frozenset(codes)
        return replace(self, masked=self.masked - these | other.masked & these)

    def saved(self, codes: tuple[str, ...], accepted: Mapping[str, Value]) -> "Draft":
        """The draft after a page was saved.

        What the child gave replaces what was there. What it left empty is removed, unless it was
        masked: the child could not see it, so an empty field does not mean *take it away*.
        """
        kept = {
            code: value
            for code, value in self.answers.items()
            if code not in codes or (code in self.masked and code not in accepted)
        }
        return replace(self, answers=kept | dict(accepted), masked=self.masked - accepted.keys())

    def erased(self, codes: tuple[str, ...]) -> "Draft":
        """The draft without the answers to these questions."""
        kept = {code: value for code, value in self.answers.items() if code not in codes}
        return replace(self, answers=kept, masked=self.masked & kept.keys())


def is_idle(last_seen: datetime, now: datetime) -> bool:
    """True when so long has passed that someone else may hold the phone."""
    return now - last_seen >= IDLE_UNTIL_MASKED


def to_bytes(draft: Draft) -> bytes:
    """The draft as canonical JSON, UTF-8, blanks after it: 2048 bytes, 4096 and so on.

    Sealed, it would else tell by its length what was tapped.
    """
    content = {
        "answers": draft.answers,
        "masked": sorted(draft.masked),
        "asked_as": draft.asked_as,
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    size = SMALLEST
    while size < len(written):
        size *= 2
    return written.ljust(size)


def from_bytes(content: bytes, usual: AgeGroup | None = None) -> Draft:
    """The draft that ``to_bytes`` wrote; of the ``usual`` questions where it names none."""
    read = json.loads(content)
    asked_as = read.get("asked_as")
    age_group = usual if asked_as is None else AgeGroup(asked_as)
    return Draft(answers_from_json(read["answers"]), frozenset(read["masked"]), age_group)


def answers_from_json(read: Mapping[str, str | list[str]]) -> Answers:
    """Answers as they were before JSON made lists of tuples."""
    return {code: value if isinstance(value, str) else tuple(value) for code, value in read.items()}

"""A half-finished answer, and when it may still be shown to the browser that wrote it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers, Value

DRAFT_LIFE = timedelta(hours=72)
IDLE_UNTIL_MASKED = timedelta(minutes=30)
SMALLEST = 1024


@dataclass(frozen=True)
class Draft:
    """Answers not yet sent. ``masked`` codes can be replaced, deleted or sent, never displayed.

    ``aside`` codes, given while somebody helped, are masked too until they are uncovered.
    ``asked_as`` is whose questions the answers are kept by; None where the link's own are meant.
    """

    answers: Answers = field(default_factory=dict)
    masked: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    asked_as: AgeGroup | None = field(default=None, compare=False)

    @property
    def _hidden(self) -> frozenset[str]:
        return self.masked | self.aside

    def shown(self, code: str) -> Value | None:
        """The answer to a question if it may be displayed, else None."""
        return None if code in self._hidden else self.answers.get(code)

    def is_masked(self, code: str) -> bool:
        """True when there is an answer that may not be displayed."""
        return code in self._hidden and code in self.answers

    def can_uncover(self, code: str) -> bool:
        """True when there is an answer that is shown once the child asks for it."""
        return self.is_masked(code) and code not in self.masked

    def set_aside(self, codes: Collection[str]) -> "Draft":
        """The same draft with these answers hidden from whoever helps."""
        return replace(self, aside=self.aside | (self.answers.keys() & codes))

    def uncovered(self, codes: Collection[str]) -> "Draft":
        """The same draft with these answers no longer set aside; what is masked stays so."""
        return replace(self, aside=self.aside - frozenset(codes))

    def all_masked(self) -> "Draft":
        """The same draft with everything in it hidden."""
        return replace(self, masked=frozenset(self.answers), aside=frozenset())

    def hidden_as(self, other: "Draft", codes: Collection[str]) -> "Draft":
        """The same draft, with the answers to these questions hidden where ``other`` hides them."""
        these = frozenset(codes)
        masked = self.masked - these | other.masked & these
        return replace(self, masked=masked, aside=self.aside | other.aside & these)

    def saved(self, codes: tuple[str, ...], accepted: Mapping[str, Value]) -> "Draft":
        """The draft after a page was saved.

        What the child gave replaces what was there. What it left empty is removed, unless it was
        masked: the child could not see it, so an empty field does not mean *take it away*.
        """
        kept = {
            code: value
            for code, value in self.answers.items()
            if code not in codes or (code in self._hidden and code not in accepted)
        }
        given = accepted.keys()
        masked, aside = self.masked - given, self.aside - given
        return replace(self, answers=kept | dict(accepted), masked=masked, aside=aside)

    def erased(self, codes: tuple[str, ...]) -> "Draft":
        """The draft without the answers to these questions."""
        kept = {code: value for code, value in self.answers.items() if code not in codes}
        masked, aside = self.masked & kept.keys(), self.aside & kept.keys()
        return replace(self, answers=kept, masked=masked, aside=aside)


def is_idle(last_seen: datetime, now: datetime) -> bool:
    """True when so long has passed that someone else may hold the phone."""
    return now - last_seen >= IDLE_UNTIL_MASKED


def to_bytes(draft: Draft) -> bytes:
    """The draft as canonical JSON, UTF-8, blanks after it: 1024 bytes, 2048, 4096 and so on.

    Sealed, it would else tell by its length what was tapped.
    """
    content = {
        "answers": draft.answers,
        "masked": sorted(draft.masked),
        "aside": sorted(draft.aside),
        "asked_as": draft.asked_as,
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    size = SMALLEST
    while size < len(written):
        size *= 2
    return written.ljust(size)


def from_bytes(content: bytes) -> Draft:
    """The draft that ``to_bytes`` wrote."""
    read = json.loads(content)
    hidden = frozenset(read["masked"]), frozenset(read.get("aside", ()))
    asked_as = read.get("asked_as")
    age_group = None if asked_as is None else AgeGroup(asked_as)
    return Draft(answers_from_json(read["answers"]), *hidden, age_group)


def answers_from_json(read: Mapping[str, str | list[str]]) -> Answers:
    """Answers as they were before JSON made lists of tuples."""
    return {code: value if isinstance(value, str) else tuple(value) for code, value in read.items()}

"""A half-finished answer, and when it may still be shown to the browser that wrote it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from boernestemme.domain.questionnaire import Answers, Value

DRAFT_LIFE = timedelta(hours=72)
IDLE_UNTIL_MASKED = timedelta(minutes=30)
SMALLEST = 1024


@dataclass(frozen=True)
class Draft:
    """Answers not yet sent. ``masked`` codes can be replaced, deleted or sent, never displayed."""

    answers: Answers = field(default_factory=dict)
    masked: frozenset[str] = frozenset()

    def shown(self, code: str) -> Value | None:
        """The answer to a question if it may be displayed, else None."""
        return None if code in self.masked else self.answers.get(code)

    def is_masked(self, code: str) -> bool:
        """True when there is an answer that may not be displayed."""
        return code in self.masked and code in self.answers

    def all_masked(self) -> "Draft":
        """The same draft with everything in it hidden."""
        return Draft(self.answers, frozenset(self.answers))

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
        return Draft(kept | dict(accepted), self.masked - accepted.keys())

    def erased(self, codes: tuple[str, ...]) -> "Draft":
        """The draft without the answers to these questions."""
        kept = {code: value for code, value in self.answers.items() if code not in codes}
        return Draft(kept, self.masked & kept.keys())


def is_idle(last_seen: datetime, now: datetime) -> bool:
    """True when so long has passed that someone else may hold the phone."""
    return now - last_seen >= IDLE_UNTIL_MASKED


def to_bytes(draft: Draft) -> bytes:
    """The draft as canonical JSON, UTF-8, blanks after it: 1024 bytes, 2048, 4096 and so on.

    Sealed, it would else tell by its length what was tapped.
    """
    content = {"answers": draft.answers, "masked": sorted(draft.masked)}
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    size = SMALLEST
    while size < len(written):
        size *= 2
    return written.ljust(size)


def from_bytes(content: bytes) -> Draft:
    """The draft that ``to_bytes`` wrote."""
    read = json.loads(content)
    return Draft(answers_from_json(read["answers"]), frozenset(read["masked"]))


def answers_from_json(read: Mapping[str, str | list[str]]) -> Answers:
    """Answers as they were before JSON made lists of tuples."""
    return {code: value if isinstance(value, str) else tuple(value) for code, value in read.items()}

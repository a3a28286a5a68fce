"""Taking out what a child gave to its reader alone: only for a reason, and which there are."""

from enum import StrEnum

from boernestemme.domain.errors import Refused
from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.questionnaire import is_storable, text_length

WORDS_LIMIT = 200


class Ground(StrEnum):
    """Why the guarded part is taken out; short, for each stands in a line of the access log."""

    CASE_FILE = "case_file"
    DANGER = "danger"
    ACCESS = "access"
    COMPLAINT = "complaint"
    CHILD = "child"
    OTHER = "other"

    @property
    def action(self) -> str:
        """What the line of the access log says was done."""
        return f"guarded_{self}"


class DisclosingRefused(Refused):
    """The guarded part is not taken out for this reason.

    Attributes:
        rule: what ``broken_ground_rule`` found.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def broken_ground_rule(ground: Ground | None, words: str) -> str | None:
    """The rule a reason breaks, or None.

    ``no_ground``, ``no_words`` where the ground is another than those named, ``too_long``,
    ``not_text`` or ``cpr``.
    """
    if ground is None:
        return "no_ground"
    if ground is Ground.OTHER and not words.strip():
        return "no_words"
    if text_length(words) > WORDS_LIMIT:
        return "too_long"
    if not is_storable(words):
        return "not_text"
    return "cpr" if holds_cpr_like(words) else None

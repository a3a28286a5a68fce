"""What the child will be told of its meeting: the very lines of its page, and how hard they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.meeting import AgeGroup, Phone, Settled
from boernestemme.domain.readability import measure
from boernestemme.web.told import Facts, facts_of

GO, PREVIEW = "go", "preview"
# Of fewer words LIX tells little: one long word in a handful is a high figure.
ENOUGH_WORDS = 20


@dataclass(frozen=True)
class ToldPreview:
    """The lines as the child reads them, and the LIX of all of them where it tells anything.

    ``phone`` is who sees it, empty until that was asked; only where ``is_shown`` does the child's
    page tell anything.
    """

    facts: Facts
    lix: int | None
    is_hard: bool
    phone: str
    is_shown: bool


def is_asked_for(form: Mapping[str, str]) -> bool:
    """True when a form was sent to see the preview, and nothing is to be done with it."""
    return form.get(GO) == PREVIEW


def told_preview(
    age_group: AgeGroup,
    settled: Settled,
    contact: str,
    starts_at: datetime | None,
    phone: Phone | None,
    *,
    is_moved: bool = False,
) -> ToldPreview:
    """What this child's page will say of the meeting; ``starts_at`` is None until it is set."""
    facts = facts_of(age_group, settled, contact, starts_at, is_moved=is_moved)
    reading = measure(piece for pair in facts for piece in pair)
    has_enough = reading.words >= ENOUGH_WORDS
    lix = round(reading.lix) if has_enough else None
    is_shown = phone is None or phone.is_safe
    return ToldPreview(facts, lix, has_enough and reading.is_hard, phone or "", is_shown)

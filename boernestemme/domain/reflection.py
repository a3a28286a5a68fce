"""A case worker's reflection over one meeting: four questions after Lundy's model, no scale.

Space, voice, audience and influence are the four elements of Laura Lundy's model of children's
participation (2007). The wording is the page's, and the answers are nobody's but the writer's.
"""

from collections.abc import Mapping
from enum import StrEnum

from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.questionnaire import is_storable, text_length

LIMIT = 500


class Element(StrEnum):
    """What one question is about."""

    SPACE = "space"
    VOICE = "voice"
    AUDIENCE = "audience"
    INFLUENCE = "influence"


Reflection = Mapping[Element, str]


def broken_rules(written: Reflection) -> dict[Element, str]:
    """The rule each text breaks: ``too_long``, ``not_text`` or ``cpr``; none for a good one."""
    found = {element: _broken_rule(text) for element, text in written.items()}
    return {element: rule for element, rule in found.items() if rule}


def _broken_rule(text: str) -> str | None:
    if text_length(text) > LIMIT:
        return "too_long"
    if not is_storable(text):
        return "not_text"
    return "cpr" if holds_cpr_like(text) else None


def to_json(written: Reflection) -> dict[str, str]:
    """The reflection as it is kept: what was left empty is left out."""
    return {str(element): text for element, text in written.items() if text.strip()}


def from_json(kept: Mapping[str, str]) -> Reflection:
    """The reflection that ``to_json`` made."""
    return {Element(element): text for element, text in kept.items()}

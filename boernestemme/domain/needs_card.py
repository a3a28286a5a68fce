"""The bring-along card: what helps a child at a meeting, remembered when the child says so."""

import json
from dataclasses import dataclass
from datetime import timedelta

from boernestemme.domain.instruments.before import KEEP_NEEDS, NEEDS_TEXT
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import NO_WISH, Parts

NEEDS = "needs"
CARD_LIFE = timedelta(days=365)


@dataclass(frozen=True)
class NeedsCard:
    """What helped at one meeting: codes, and the child's own words. An empty one says *forget*."""

    meeting_id: str
    age_group: AgeGroup
    needs: tuple[str, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to remember."""
        return not self.needs and not self.text


def card_of(meeting_id: str, age_group: AgeGroup, parts: Parts) -> NeedsCard | None:
    """The card an answer asks for, or None where the card from before stays as it is.

    A *no* is an empty card, which takes the place of any before it. A *yes* without anything
    that helps changes nothing.
    """
    answer = parts.open.get(KEEP_NEEDS.code)
    if answer == "no":
        return NeedsCard(meeting_id, age_group)
    needs = tuple(code for code in parts.open.get(NEEDS, ()) if code not in NO_WISH)
    card = NeedsCard(meeting_id, age_group, needs, str(parts.open.get(NEEDS_TEXT.code, "")))
    return card if answer == "yes" and not card.is_empty else None


def to_bytes(card: NeedsCard) -> bytes:
    """The card as JSON, UTF-8."""
    row = [card.meeting_id, card.age_group, card.needs, card.text]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> NeedsCard:
    """What ``to_bytes`` wrote."""
    meeting_id, age_group, needs, text = json.loads(content)
    return NeedsCard(meeting_id, AgeGroup(age_group), tuple(needs), text)

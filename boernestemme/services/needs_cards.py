"""Bring-along cards, as staff meet them: read at a later meeting, deleted on wish or by age.

The erasure ledger names a card before its deletion is kept, so that no backup brings it back.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.needs_card import CARD_LIFE, NeedsCard, from_bytes
from boernestemme.domain.ports import OpensEnvelopes, Place
from boernestemme.services.access import Setting, log, own_meeting
from boernestemme.storage import erasure_ledger, meetings, needs_cards
from boernestemme.storage.db import transaction
from boernestemme.storage.erasure_ledger import Erased, Kind
from boernestemme.storage.needs_cards import NeedsCardRow


def read_cards(setting: Setting, meeting_id: str, opener: OpensEnvelopes) -> tuple[NeedsCard, ...]:
    """What the child let its case worker remember from earlier meetings; mostly one card.

    The log line is written, and kept, before anything is opened (ACC-09). Two answers of one day
    give two cards, and a *no* among them is what counts.
    """
    meeting = own_meeting(setting, meeting_id)
    earlier = meetings.earlier_in_chain(meeting)
    since = danish_day(setting.now) - CARD_LIFE
    rows = needs_cards.newest_of_chain(meeting.chain_id, since) if earlier else []
    if not rows:
        return ()
    with transaction():
        log(setting, "card_read", meeting_id)
    cards = tuple(_opened(row, opener) for row in rows)
    if any(card.is_empty for card in cards):
        return ()
    return tuple(card for card in cards if card.meeting_id in earlier)


def _opened(row: NeedsCardRow, opener: OpensEnvelopes) -> NeedsCard:
    fields = {needs_cards.FIELD: row.content}
    opened = opener.open(Place(row.municipality, row.id), row.key_id, row.wrapped_key, fields)
    return from_bytes(opened[needs_cards.FIELD])


def delete_cards(setting: Setting, meeting_id: str, ledger: Path) -> None:
    """The child no longer wants it remembered: every card of its meetings goes, now.

    Raises OSError when the ledger cannot be written; then every card stays.
    """
    meeting = own_meeting(setting, meeting_id)
    with transaction():
        gone = needs_cards.destroy_of_chain(meeting.chain_id)
        if gone:
            log(setting, "card_deleted", meeting_id)
            _name(gone, ledger, setting.now)


def sweep(ledger: Path, now: datetime) -> int:
    """Destroy cards that have grown old or have a newer one, except under a hold; how many.

    Raises OSError when the ledger cannot be written; then every card stays.
    """
    day = danish_day(now) - CARD_LIFE
    with transaction():
        gone = needs_cards.destroy_outdated(day, meetings.held_chains())
        if gone:
            _name(gone, ledger, now)
    return len(gone)


def _name(gone: Sequence[str], ledger: Path, now: datetime) -> None:
    """Last of all: a crash from here on leaves a line too many, and no card without one."""
    day = danish_day(now)
    erasure_ledger.append(ledger, [Erased(day, Kind.CARD, one) for one in gone])

"""What must happen by itself: old drafts, cards and sessions go, dead links lose their secrets,
events are chained. Any number may run at once, and each may be run again."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from boernestemme.domain.draft import DRAFT_LIFE
from boernestemme.services import case_numbers, needs_cards, reflecting
from boernestemme.services.second_steps import STEP_LIFE
from boernestemme.services.signing_in import LONGEST, WINDOW
from boernestemme.services.signing_up import LINK_LIFE
from boernestemme.storage import (
    access_log,
    child_sessions,
    drafts,
    events,
    invitations,
    sign_in_steps,
    sign_ups,
    staff_sessions,
    tries,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.events import Event

BATCH = 200


@dataclass(frozen=True)
class Swept:
    """How much a run did."""

    links: int
    drafts: int
    sessions: int
    events: int


def keep_house(ledger: Path, now: datetime) -> Swept:
    """Do everything that is due. Raises OSError when the erasure ledger cannot be written."""
    with transaction():
        links = invitations.destroy_expired(now)
    with transaction():
        old_drafts = drafts.destroy_older(now - DRAFT_LIFE)
    needs_cards.sweep(ledger, now)
    case_numbers.sweep(now)
    reflecting.sweep(now)
    with transaction():
        sessions = child_sessions.end_older(now - DRAFT_LIFE)
        sessions += staff_sessions.end_older(now - LONGEST)
        sessions += sign_in_steps.end_older(now - STEP_LIFE)
        tries.forget_older(now - WINDOW)
        sign_ups.forget_older(now - LINK_LIFE)
    return Swept(links, old_drafts, sessions, _chain_events(now))


def _chain_events(now: datetime) -> int:
    chained = 0
    while waiting := events.waiting(BATCH):
        chained += sum(_chain(event, now) for event in waiting)
    return chained


def _chain(event: Event, now: datetime) -> bool:
    """Move one event into its municipality's log; False when another run had it first."""
    with transaction():
        if not events.take(event.id):
            return False
        access_log.append(
            event.municipality, access_log.BY_CHILD, event.kind, event.meeting_id, now
        )
    return True

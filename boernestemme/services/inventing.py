"""Invented marks for the demo: put where the mixer would put them, and only in a demo database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.framing import Outcome
from boernestemme.domain.instruments.after import VERSION
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import MeetingCount
from boernestemme.domain.period import Period
from boernestemme.domain.submission import WishKind
from boernestemme.services.setting_up import is_demo
from boernestemme.storage import (
    coverage_counts,
    marks,
    people_hashes,
    reply_marks,
    reported_meetings,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.people_hashes import Counted


@dataclass(frozen=True)
class InventedMark:
    """One invented child's taps, by item; the number of the case worker in its municipality."""

    municipality: str
    age_group: AgeGroup
    is_first: bool
    worker: int
    taps: dict[str, str]
    record_key: int
    is_helped: bool = False
    is_interpreted: bool = False


@dataclass(frozen=True)
class InventedOutcome:
    """What became of one invented wish."""

    municipality: str
    age_group: AgeGroup
    kind: WishKind
    outcome: Outcome
    in_time: bool
    record_key: int


def invent(
    period: Period, invented: Sequence[InventedMark], outcomes: Sequence[InventedOutcome]
) -> None:
    """Write one half-year's invented marks. Raises NotPermitted outside a demo."""
    if not is_demo():
        raise NotPermitted("invented marks belong in a demo")
    with transaction():
        marks.add_all([_mark_values(period, one) for one in invented])
        reply_marks.add_all(
            [
                {
                    "period": str(period),
                    "municipality": one.municipality,
                    "age_group": one.age_group,
                    "kind": one.kind,
                    "outcome": one.outcome,
                    "in_time": one.in_time,
                    "record_key": one.record_key,
                }
                for one in outcomes
            ]
        )
        people_hashes.add_all(period, _people(invented))


def invent_meetings(
    period: Period, meetings: Sequence[MeetingCount], reported: Mapping[str, int], day: date
) -> None:
    """Write how many invented meetings were held, and told of. Raises NotPermitted as well."""
    if not is_demo():
        raise NotPermitted("invented meetings belong in a demo")
    with transaction():
        for code in sorted({one.municipality for one in meetings}):
            own = [one for one in meetings if one.municipality == code]
            coverage_counts.put(period, code, own)
        for code, number in reported.items():
            reported_meetings.tell(code, period, number, day)


def _mark_values(period: Period, one: InventedMark) -> dict[str, object]:
    return {
        "period": str(period),
        "municipality": one.municipality,
        "age_group": one.age_group,
        "version": VERSION,
        "is_first": one.is_first,
        "is_helped": one.is_helped,
        "is_interpreted": one.is_interpreted,
        "influence": None,
        "record_key": one.record_key,
        **one.taps,
    }


def _people(
    invented: Sequence[InventedMark],
) -> set[tuple[str, AgeGroup, Counted, bytes]]:
    """A child and a case worker for each first answer; numbers stand in for the hashes."""
    found = set()
    for number, one in enumerate(invented):
        if one.is_first:
            child, worker = number.to_bytes(32), one.worker.to_bytes(32)
            found.add((one.municipality, one.age_group, Counted.CHILD, child))
            found.add((one.municipality, one.age_group, Counted.WORKER, worker))
    return found

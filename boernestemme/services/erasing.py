"""Erasing what was filed, and erasing it again after a backup was restored.

The ledger is on disk before a row goes. A crash in between leaves a row that the next run removes.
"""

from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from boernestemme.domain.errors import LedgerDamaged
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.retention import is_due
from boernestemme.storage import access_log, erasing, erasure_ledger, papers
from boernestemme.storage.db import transaction
from boernestemme.storage.erasure_ledger import Erased, Kind, Ledger

BATCH = 200


def erase_due(ledger: Path, now: datetime) -> int:
    """Erase the papers of every meeting whose day has come; how many rows.

    Any number of runs may go on at once. Raises OSError when the ledger cannot be written; then
    nothing more is erased.
    """
    erased, last = 0, ""
    while batch := papers.settled(now, last, BATCH):
        erased += sum(_erase(meeting_id, code, ledger, now) for meeting_id, code in batch)
        last, _ = batch[-1]
    erasing.leave_nothing(erased)
    return erased


def _erase(meeting_id: str, municipality: str, ledger: Path, now: datetime) -> int:
    """Erase what is due of one meeting; how many rows.

    Whoever files, holds or erases writes the log's line first, and so waits here for each other.
    """
    with transaction() as current:
        access_log.append(municipality, access_log.BY_HOUSE, "erased", meeting_id, now)
        erasing.keep_framing_still(meeting_id)
        due = _due(meeting_id, now)
        if not due:
            current.rollback()
            return 0
        erasure_ledger.append(ledger, due)
        return sum(erasing.erase(one.kind, [one.row_id], one.day) for one in due)


def _due(meeting_id: str, now: datetime) -> list[Erased]:
    day, due = danish_day(now), []
    if papers.child_waits(meeting_id):
        return []
    if is_due(papers.of_meeting(meeting_id), now):
        due += erasing.papers_of(meeting_id, day)
    if is_due(papers.wishes_of(meeting_id), now):
        due += erasing.wishes_of(meeting_id, day)
    return due


def replay(ledger: Path) -> int:
    """Remove every row that was erased and that a restored backup brought back; how many.

    May be run again. Raises LedgerDamaged when a line cannot be read, after all others were
    followed, and when there is no ledger though papers were erased before the backup was taken.
    """
    held = _held(ledger)
    lines = sorted(held.erased, key=_day_and_kind)
    removed = sum(
        _remove(day, kind, list(alike)) for (day, kind), alike in groupby(lines, _day_and_kind)
    )
    erasing.leave_nothing(removed)
    if held.damaged:
        numbers = ", ".join(map(str, held.damaged))
        raise LedgerDamaged(f"{ledger}: cannot read line {numbers}; all others were followed")
    return removed


def _held(ledger: Path) -> Ledger:
    try:
        return erasure_ledger.read(ledger)
    except FileNotFoundError:
        if erasing.was_anything_erased():
            raise LedgerDamaged(f"{ledger} is gone, and papers have been erased") from None
        return Ledger()


def _day_and_kind(one: Erased) -> tuple[date, Kind]:
    return one.day, one.kind


def _remove(day: date, kind: Kind, alike: list[Erased]) -> int:
    removed = 0
    for start in range(0, len(alike), BATCH):
        with transaction():
            row_ids = [one.row_id for one in alike[start : start + BATCH]]
            removed += erasing.erase(kind, row_ids, day)
    return removed

"""Correcting a half-year: its next number, from the very marks of the first, audited beside it.

What was published stays as it is and stays readable. The hashes of children and case workers are
destroyed; how many they were was kept, and nothing that was counted has changed since.
"""

from datetime import datetime

from boernestemme.domain.entries import tidy_words, words_rule
from boernestemme.domain.errors import ReleaseRefused
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.release import Release, digest, from_bytes, to_bytes
from boernestemme.domain.tally import People
from boernestemme.services import auditing, releasing
from boernestemme.services.publishing import published_numbers
from boernestemme.services.releasing import Turn
from boernestemme.storage import people_counts, releases, statistics_keys
from boernestemme.storage.db import transaction

LONGEST_NOTE = 500


def correct(period: Period, note: str, now: datetime) -> Release:
    """Make a half-year's next number, a draft; ``note`` says to everybody what it corrects.

    A draft that waits is in the way, but not one whose audit fails: nobody can ever approve it.
    Raises ReleaseRefused.
    """
    words = _checked(note)
    with transaction():
        statistics_keys.lock(period)
        turn = _turn(period, words)
        release = releasing.counted(period, _people(period), turn, now)
        content = to_bytes(release)
        if not releases.add(period, turn.number, content, digest(content), release.made_on):
            raise ReleaseRefused("draft_waits")
    return release


def _checked(note: str) -> str:
    words = tidy_words(note)
    rule = words_rule(words, LONGEST_NOTE)
    if rule:
        raise ReleaseRefused(f"note_{rule}")
    return words


def _turn(period: Period, note: str) -> Turn:
    """The number after the newest, beside all that is published of the half-year."""
    newest = releases.of_period(period)
    if newest is None:
        raise ReleaseRefused("no_draft")
    numbers = published_numbers(period)
    earlier = tuple(one.release for one in numbers)
    is_draft = newest.number not in {one.number for one in numbers}
    if is_draft and auditing.audit((from_bytes(newest.content), *earlier)).holds:
        raise ReleaseRefused("draft_waits")
    if not auditing.audit(earlier).holds:
        raise ReleaseRefused("published_too_narrow")
    return Turn(newest.number + 1, note, earlier)


def _people(period: Period) -> list[People]:
    return [
        People(one.municipality, AgeGroup(one.age_group), one.children, one.workers)
        for one in people_counts.of_period(period)
    ]

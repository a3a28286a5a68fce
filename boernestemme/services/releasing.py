"""Freezing a half-year: counted, made safe to publish, written once, and its key destroyed.

A release is a draft until two people of the board approve it; its bytes never change.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from boernestemme.domain.disclosure import PROTECTION, disclose
from boernestemme.domain.errors import ReleaseRefused
from boernestemme.domain.framing import Outcome
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES, hierarchy
from boernestemme.domain.release import Release, digest, to_bytes
from boernestemme.domain.reply_figures import disclose_replies
from boernestemme.domain.submission import WishKind
from boernestemme.domain.tally import (
    OutcomeCount,
    People,
    TapCount,
    tally,
    tally_replies,
)
from boernestemme.services import auditing
from boernestemme.storage import (
    deliveries,
    installation,
    marks,
    mixer_box,
    people_counts,
    people_hashes,
    releases,
    reply_marks,
    statistics_keys,
    statistics_secret,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.people_hashes import Counted

FIRST = 1
INVENTED = "Opdigtede tal: lavet til at prøve systemet med. Ingen børn har svaret."


def freeze(period: Period, folder: Path, now: datetime) -> Release:
    """Make a half-year's release, a draft; ``folder`` holds the half-years' secrets.

    A half-year without a key, as a demo's, freezes too. Raises ReleaseRefused.
    """
    destroy_spent_secrets(folder, now)
    with transaction():
        statistics_keys.lock(period)
        _refuse_if_not_due(period, now)
        people = list(_people(period))
        release = _release(period, people, now)
        content = to_bytes(release)
        if not releases.add(period, FIRST, content, digest(content), release.made_on):
            raise ReleaseRefused("frozen_already")
        people_counts.add_all([asdict(one) | {"period": str(period)} for one in people])
        people_hashes.destroy(period)
    destroy_spent_secrets(folder, now)
    return release


def destroy_spent_secrets(folder: Path, now: datetime) -> int:
    """Destroy the secret of every half-year that is frozen or delivered; how many were left.

    A freeze that died between its commit and this leaves one, and the next run takes it.
    """
    done = {row.period for row in releases.every()} | deliveries.periods_sent()
    spent = [period for period in statistics_keys.not_destroyed() if str(period) in done]
    for period in spent:
        statistics_secret.destroy(folder, period)
        with transaction():
            statistics_keys.mark_destroyed(period, danish_day(now))
    return len(spent)


def _refuse_if_not_due(period: Period, now: datetime) -> None:
    if releases.of_period(period) is not None:
        raise ReleaseRefused("frozen_already")
    if danish_day(now) < period.may_freeze_from:
        raise ReleaseRefused("too_early")
    if period in mixer_box.periods():
        raise ReleaseRefused("not_mixed")
    if str(period) in deliveries.periods_sent():
        raise ReleaseRefused("delivered")


def _release(period: Period, people: list[People], now: datetime) -> Release:
    cells = tally(_taps(period), people)
    replies = tally_replies(_outcomes(period))
    if not cells and not any(counts.wishes for counts in replies.values()):
        raise ReleaseRefused("nothing_counted")
    regions = hierarchy(period)
    draft = Release(
        period,
        FIRST,
        regions.version,
        len({cell.municipality for cell in cells}),
        len(MUNICIPALITIES),
        danish_day(now),
        INVENTED if installation.fact(installation.DEMO) else "",
        disclose(cells, regions),
        disclose_replies(replies),
        tuple(marks.versions(period)),
        PROTECTION,
    )
    return auditing.made_safe(draft, cells, regions)


def _taps(period: Period) -> Iterator[TapCount]:
    for code, age, item, value, number, keys in marks.count_first(period):
        if code in MUNICIPALITIES:
            yield TapCount(code, AgeGroup(age), item, value, number, keys)


def _people(period: Period) -> Iterator[People]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for code, age, who, number in people_hashes.count(period):
        found.setdefault((code, age), {})[who] = number
    for (code, age), counts in found.items():
        children, workers = (counts.get(who, 0) for who in Counted)
        yield People(code, AgeGroup(age), children, workers)


def _outcomes(period: Period) -> Iterator[OutcomeCount]:
    for code, kind, outcome, in_time, number, keys in reply_marks.count(period):
        if code in MUNICIPALITIES:
            yield OutcomeCount(code, WishKind(kind), Outcome(outcome), in_time, number, keys)

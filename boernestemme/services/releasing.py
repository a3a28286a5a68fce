"""Freezing a half-year: counted, made safe to publish, written once, and its key destroyed.

A release is a draft until two people of the board approve it; its bytes never change.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from boernestemme.domain.area_names import named
from boernestemme.domain.disclosure import PROTECTION, disclose
from boernestemme.domain.errors import ReleaseRefused
from boernestemme.domain.framing import Outcome
from boernestemme.domain.manner_figures import GivenCount
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.domain.meeting_counts import tally_meetings
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES, hierarchy
from boernestemme.domain.release import Release, digest, to_bytes
from boernestemme.domain.reply_figures import disclose_replies
from boernestemme.domain.silent_cells import with_silent
from boernestemme.domain.submission import WishKind
from boernestemme.domain.tally import (
    OutcomeCount,
    People,
    TapCount,
    tally,
    tally_replies,
)
from boernestemme.domain.who_is_missing import Missing
from boernestemme.domain.yearly import told_in
from boernestemme.services import auditing
from boernestemme.storage import (
    coverage_counts,
    deliveries,
    installation,
    marks,
    mixer_box,
    people_counts,
    people_hashes,
    releases,
    reply_marks,
    reported_meetings,
    statistics_keys,
    statistics_secret,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.people_hashes import Counted

FIRST = 1
INVENTED = "Opdigtede tal: lavet til at prøve systemet med. Ingen børn har svaret."


@dataclass(frozen=True)
class Turn:
    """Which number of a half-year is made, why, and the published ones that it corrects."""

    number: int = FIRST
    note: str = ""
    earlier: tuple[Release, ...] = ()


def freeze(period: Period, folder: Path, now: datetime) -> Release:
    """Make a half-year's release, a draft; ``folder`` holds the half-years' secrets.

    A half-year without a key, as a demo's, freezes too. Raises ReleaseRefused.
    """
    destroy_spent_secrets(folder, now)
    with transaction():
        statistics_keys.lock(period)
        _refuse_if_not_due(period, now)
        people = list(_people(period))
        release = counted(period, people, Turn(), now)
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


def counted(period: Period, people: list[People], turn: Turn, now: datetime) -> Release:
    """A half-year's marks as a release that may be published. Raises ReleaseRefused."""
    answered = tally(_taps(period), people)
    replies = tally_replies(_outcomes(period))
    if not answered and not any(counts.wishes for counts in replies.values()):
        raise ReleaseRefused("nothing_counted")
    regions, missing = hierarchy(period), _missing(period)
    cells = with_silent(answered, missing.meetings)
    draft = Release(
        period,
        turn.number,
        regions.version,
        len({cell.municipality for cell in cells}),
        len(told_in(period) if period.is_year else MUNICIPALITIES),
        danish_day(now),
        " ".join(filter(None, (_is_invented(), turn.note))),
        disclose(cells, regions),
        disclose_replies(replies),
        tuple(marks.versions(period)),
        PROTECTION,
    )
    whole = missing.told_in(draft, cells, regions)
    return named(auditing.made_safe(whole, cells, regions, turn.earlier, missing))


def _is_invented() -> str:
    return INVENTED if installation.fact(installation.DEMO) else ""


def _taps(period: Period) -> Iterator[TapCount]:
    told = told_in(period)
    for code, age, item, value, number, keys in marks.count_first(period):
        if code in told:
            yield TapCount(code, AgeGroup(age), item, value, number, keys)


def _people(period: Period) -> Iterator[People]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for code, age, who, number in people_hashes.count(period):
        found.setdefault((code, age), {})[who] = number
    for (code, age), counts in found.items():
        children, workers = (counts.get(who, 0) for who in Counted)
        yield People(code, AgeGroup(age), children, workers)


def _outcomes(period: Period) -> Iterator[OutcomeCount]:
    told = told_in(period)
    for code, kind, outcome, in_time, number, keys in reply_marks.count(period):
        if code in told:
            yield OutcomeCount(code, WishKind(kind), Outcome(outcome), in_time, number, keys)


def _missing(period: Period) -> Missing:
    told = told_in(period)
    return Missing(
        tally_meetings(coverage_counts.of_period(period, told)),
        tuple(
            GivenCount(AgeGroup(age), *manner, *counts)
            for code, age, manner, counts in marks.count_given(period)
            if code in told
        ),
        {code: one for code, one in reported_meetings.of_period(period).items() if code in told},
    )

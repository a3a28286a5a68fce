"""The post box: what of a meeting must be filed, by when, and the day it is erased here.

Filed means copied to the municipality's own case system, its receipt ticked. Nothing is erased
before that. Until the meeting is over, filing can wait. From its end it is the case worker's task;
from the expiry of the link, two weeks after the meeting, it is the leader's too. What is filed is
erased 30 days after the later of filing and expiry, unless a hold stops it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from boernestemme.domain.meeting import danish_day

ERASED_AFTER = timedelta(days=30)
# Whoever runs the service promises this of every backup, and the pages say it: no code can.
BACKUP_LIFE = timedelta(days=35)


class FilingState(StrEnum):
    """How the papers of a meeting stand: nothing there, three ways of waiting, or filed."""

    NOTHING = "nothing"
    LATER = "later"
    TO_FILE = "to_file"
    OVERDUE = "overdue"
    FILED = "filed"

    @property
    def is_task(self) -> bool:
        """True while the case worker has something to do."""
        return self in {FilingState.TO_FILE, FilingState.OVERDUE}


@dataclass(frozen=True)
class Papers:
    """The papers of one meeting: every answer to it, and the replies to their wishes.

    ``filed`` has a day for each paper, None for one that was not filed. ``ends_at`` and
    ``expires_at`` (both aware) are those of the meeting and of its links; ``hold_since`` is the
    day from which nothing may be erased, for an access request or a complaint.
    """

    filed: Sequence[date | None]
    ends_at: datetime
    expires_at: datetime
    hold_since: date | None = None

    @property
    def filed_on(self) -> date | None:
        """The day the last of them was filed; None when there is none, or one was not."""
        days = [day for day in self.filed if day is not None]
        return max(days) if days and len(days) == len(self.filed) else None


def filing_state(papers: Papers, now: datetime) -> FilingState:
    """Whether the papers of a meeting must be filed at ``now`` (aware), and whose task that is."""
    if not papers.filed:
        return FilingState.NOTHING
    if papers.filed_on is not None:
        return FilingState.FILED
    if now >= papers.expires_at:
        return FilingState.OVERDUE
    return FilingState.TO_FILE if now >= papers.ends_at else FilingState.LATER


def erased_from(papers: Papers) -> date | None:
    """The Danish day from which the papers are erased; None while one of them is not filed.

    A hold does not move the day: it stops what happens on it.
    """
    if papers.filed_on is None:
        return None
    return max(papers.filed_on, danish_day(papers.expires_at)) + ERASED_AFTER


def is_due(papers: Papers, now: datetime) -> bool:
    """True when the papers are to be erased at ``now`` (aware)."""
    day = erased_from(papers)
    return papers.hold_since is None and day is not None and danish_day(now) >= day

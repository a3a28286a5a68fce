"""The case worker's day, made of the list of meetings: what waits, today, what comes, what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.task_order import urgency
from boernestemme.services.listing_meetings import ListedMeeting


@dataclass(frozen=True)
class DayOfMeetings:
    """One day and its meetings, by time."""

    day: date
    meetings: tuple[ListedMeeting, ...]


@dataclass(frozen=True)
class Day:
    """The list in its parts; each meeting stands in one of them."""

    waiting: tuple[ListedMeeting, ...]
    today: tuple[ListedMeeting, ...]
    coming: tuple[DayOfMeetings, ...]
    earlier: tuple[ListedMeeting, ...]

    @property
    def is_empty(self) -> bool:
        """True when there is no meeting at all."""
        return not (self.waiting or self.today or self.coming or self.earlier)


def arrange(lines: Sequence[ListedMeeting], now: datetime) -> Day:
    """The day at ``now`` (aware): what waits in the order of what a child is waiting for.

    The rest stands by its time: today's, those to come by day, and what is over with the latest
    first.
    """
    today = danish_day(now)
    rest = sorted((one for one in lines if not one.waits), key=lambda one: (one.starts_at, one.id))
    coming = (one for one in rest if danish_day(one.starts_at) > today)
    return Day(
        waiting=tuple(sorted((one for one in lines if one.waits), key=_urgency)),
        today=tuple(one for one in rest if danish_day(one.starts_at) == today),
        coming=tuple(
            DayOfMeetings(day, tuple(meetings))
            for day, meetings in groupby(coming, lambda one: danish_day(one.starts_at))
        ),
        earlier=tuple(one for one in reversed(rest) if danish_day(one.starts_at) < today),
    )


def _urgency(meeting: ListedMeeting) -> tuple[int, date, datetime, str]:
    return (*urgency(meeting.tasks, meeting.reply_due, meeting.starts_at), meeting.id)

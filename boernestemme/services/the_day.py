"""The case worker's day, made of the list of meetings: what waits, today, what comes, what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.meeting import danish_day, first_moment
from boernestemme.domain.task_order import urgency

SHOWN = 25
LONGEST_KEY = 12  # digits of a moment in seconds
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOfMeetings:
    """One day and its meetings, by time."""

    day: date
    meetings: tuple[ListedMeeting, ...]


@dataclass(frozen=True)
class Stretch:
    """As many meetings of one part as a page shows.

    ``in_all`` counts the whole part. ``onward`` is the key of the last one here, which the rest
    begin after; nothing where this is the end.
    """

    meetings: tuple[ListedMeeting, ...]
    in_all: int
    onward: str

    @property
    def by_day(self) -> tuple[DayOfMeetings, ...]:
        """The same, each under its day."""
        days = groupby(self.meetings, lambda one: danish_day(one.starts_at))
        return tuple(DayOfMeetings(day, tuple(meetings)) for day, meetings in days)


@dataclass(frozen=True)
class Day:
    """The list in its parts; each meeting stands in one of them."""

    waiting: tuple[ListedMeeting, ...]
    today: tuple[ListedMeeting, ...]
    coming: Stretch
    earlier: Stretch

    @property
    def is_empty(self) -> bool:
        """True when there is no meeting at all."""
        return not (self.waiting or self.today or self.coming.in_all or self.earlier.in_all)


def arrange(lines: Sequence[ListedMeeting], now: datetime) -> Day:
    """The day at ``now`` (aware): what waits in the order of what a child is waiting for.

    All that waits is there, and all of today. Of the rest only the nearest: what is to come by
    its day, and what is over with the latest first.
    """
    begins, ends = _bounds(now)
    rest = (one for one in lines if not one.waits and begins <= one.starts_at < ends)
    return Day(
        waiting=tuple(sorted((one for one in lines if one.waits), key=_urgency)),
        today=tuple(sorted(rest, key=_place)),
        coming=coming(lines, now),
        earlier=earlier(lines, now),
    )


def coming(lines: Sequence[ListedMeeting], now: datetime, after: str = "") -> Stretch:
    """The next meetings after today in which nothing waits, from those after this key on."""
    _, ends = _bounds(now)
    part = [one for one in lines if not one.waits and one.starts_at >= ends]
    passed = _read(after)
    left = [one for one in part if passed is None or _place(one) > passed]
    return _stretch(sorted(left, key=_place), len(part))


def earlier(lines: Sequence[ListedMeeting], now: datetime, after: str = "") -> Stretch:
    """The last meetings before today in which nothing waits, latest first, from this key back."""
    begins, _ = _bounds(now)
    part = [one for one in lines if not one.waits and one.starts_at < begins]
    passed = _read(after)
    left = [one for one in part if passed is None or _place(one) < passed]
    return _stretch(sorted(left, key=_place, reverse=True), len(part))


def _bounds(now: datetime) -> tuple[datetime, datetime]:
    """When the day began and when the next one will."""
    today = danish_day(now)
    return first_moment(today), first_moment(today + ONE_DAY)


def _stretch(left: Sequence[ListedMeeting], in_all: int) -> Stretch:
    shown = tuple(left[:SHOWN])
    return Stretch(shown, in_all, _key(shown[-1]) if len(left) > SHOWN else "")


def _place(meeting: ListedMeeting) -> tuple[int, str]:
    """Where a meeting stands by its time, to the second."""
    return int(meeting.starts_at.timestamp()), meeting.id


def _key(meeting: ListedMeeting) -> str:
    """The place as it stands in an address."""
    return "{}.{}".format(*_place(meeting))


def _read(key: str) -> tuple[int, str] | None:
    """The place a key names, or None where it names none: then the part is told from its start."""
    seconds, _, meeting_id = key.partition(".")
    is_place = seconds.isascii() and seconds.isdigit() and len(seconds) <= LONGEST_KEY
    return (int(seconds), meeting_id) if is_place else None


def _urgency(meeting: ListedMeeting) -> tuple[int, date, datetime, str]:
    return (*urgency(meeting.tasks, meeting.reply_due, meeting.starts_at), meeting.id)

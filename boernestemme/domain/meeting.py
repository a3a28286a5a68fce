"""The meeting a link is about: its times, its age group, and when each phase is open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")
DEFAULT_START = time(12, 0)
DEFAULT_LENGTH = timedelta(hours=1)
LINK_LIFE_AFTER_MEETING = timedelta(days=14)
FURTHEST_AHEAD = timedelta(days=366)


class AgeGroup(StrEnum):
    """Chooses instrument, wording and scale; the two are never pooled."""

    YOUNGER = "6-9"
    OLDER = "10-17"


def other_age(age_group: AgeGroup) -> AgeGroup:
    """The age group that is not this one."""
    return AgeGroup.OLDER if age_group is AgeGroup.YOUNGER else AgeGroup.YOUNGER


class Phase(StrEnum):
    """A link carries one right to answer for each phase."""

    BEFORE = "before"
    AFTER = "after"


class Phone(StrEnum):
    """Who can see the child's phone, as the child said when asked alone."""

    CHILD = "child"
    SHARED = "shared"
    UNSURE = "unsure"
    NONE = "none"

    @property
    def is_safe(self) -> bool:
        """True where a message, names, meeting facts and a reply may stand on the phone."""
        return self is Phone.CHILD


@dataclass(frozen=True)
class MeetingTimes:
    """Start and end of a meeting, both aware."""

    starts_at: datetime
    ends_at: datetime

    @property
    def expires_at(self) -> datetime:
        """When the meeting's links die."""
        return self.ends_at + LINK_LIFE_AFTER_MEETING


def meeting_times(starts_at: datetime, length: timedelta = DEFAULT_LENGTH) -> MeetingTimes:
    """The times of a meeting from its start (aware) and length."""
    return MeetingTimes(starts_at, starts_at + length)


def start_on(day: date, at: time = DEFAULT_START) -> datetime:
    """The aware moment a meeting starts, from a Danish day and clock time."""
    return datetime.combine(day, at, tzinfo=DENMARK)


def first_moment(day: date) -> datetime:
    """The aware moment a day begins in Denmark."""
    return datetime.combine(day, time(0), tzinfo=DENMARK)


def danish_day(moment: datetime) -> date:
    """The calendar day in Denmark at an aware moment."""
    return moment.astimezone(DENMARK).date()


# Why there is a meeting, what of it the child may change, and why the rest stays (child's page).
PURPOSES = ("wellbeing", "support", "home", "plan", "decision")
CAN_CHANGE = ("who", "where", "when", "topics")
FIXED_BECAUSE = ("others", "law", "other")


@dataclass(frozen=True)
class Settled:
    """What the case worker has told of a meeting beforehand.

    ``persons`` are codes of those who may come, first those the child should be asked about first.
    ``place`` is the code of the place where it cannot be changed, else None. ``purposes`` are codes
    of why there is a meeting, ``can_change`` of what the child may have changed, both in the order
    of their tables; ``fixed_because`` is the code of why the rest stays as it is, else None.
    """

    persons: tuple[str, ...] = ()
    place: str | None = None
    purposes: tuple[str, ...] = ()
    can_change: tuple[str, ...] = ()
    fixed_because: str | None = None

"""What staff say of their own practice: one statement, five steps, told only for many together.

It is asked in a window and told when the window is closed, so that nobody can see an answer come.
Each occasion is counted by itself: the year, or the start or the end of a course of advice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from boernestemme.domain.shares import FEWEST_FOR_PERCENT, Share, rounded, share

STEPS = (1, 2, 3, 4, 5)
AGREES_FROM = 4
FEWEST = 10
OPENS, CLOSES = (10, 1), (11, 30)  # month and day, each year
COURSE_MONTHS = 12
WINDOW = timedelta(days=30)
FEW, MOST = 35, 65  # per cent


class Moment(StrEnum):
    """When it is asked."""

    YEAR = "year"
    START = "start"
    END = "end"


class Part(StrEnum):
    """How many agree, where there are too few for a percentage."""

    FEW = "few"
    HALF = "half"
    MOST = "most"


class Change(StrEnum):
    """What may be said of two figures."""

    TOO_FEW = "too_few"
    UNSURE = "unsure"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Course:
    """Twelve months of advice in a municipality."""

    id: str
    starts_on: date

    @property
    def ends_on(self) -> date:
        """The last day: twelve months after the first, less a day."""
        first, years = self.starts_on, COURSE_MONTHS // 12
        leap = (first.month, first.day) == (2, 29)
        same = first.replace(year=first.year + years, day=28 if leap else first.day)
        return same if leap else same - timedelta(days=1)

    @property
    def occasions(self) -> "tuple[Occasion, Occasion]":
        """It is asked in the first thirty days, and in the last thirty."""
        begins, ends = self.starts_on, self.ends_on
        return (
            Occasion(f"{self.id}-{Moment.START}", Moment.START, begins, begins + WINDOW),
            Occasion(f"{self.id}-{Moment.END}", Moment.END, ends - WINDOW, ends),
        )


@dataclass(frozen=True)
class Occasion:
    """One time it is asked: a key of its own, the first day and the last."""

    key: str
    moment: Moment
    opens: date
    closes: date


@dataclass(frozen=True)
class Agreement:
    """How many agree. ``n`` is rounded to 5; ``share`` from 30 answers, below that ``part``."""

    n: int
    share: Share | None
    part: Part


def of_year(year: int) -> Occasion:
    """The yearly occasion."""
    return Occasion(str(year), Moment.YEAR, date(year, *OPENS), date(year, *CLOSES))


def open_on(courses: Sequence[Course], day: date) -> Occasion | None:
    """What is asked on a day; in a year with a course's start or end nothing but that."""
    of_courses = [one for course in courses for one in course.occasions]
    for one in of_courses:
        if one.opens <= day <= one.closes:
            return one
    yearly = of_year(day.year)
    is_yearly = is_asked_yearly(courses, day.year) and yearly.opens <= day <= yearly.closes
    return yearly if is_yearly else None


def is_asked_yearly(courses: Sequence[Course], year: int) -> bool:
    """False in a year in which a course starts or ends: it is asked then instead."""
    of_courses = [one for course in courses for one in course.occasions]
    return not any(year in (one.opens.year, one.closes.year) for one in of_courses)


def can_start(courses: Iterable[Course], day: date) -> bool:
    """True where no course runs on a day or begins later."""
    return all(course.ends_on < day for course in courses)


def agreement(counts: Sequence[int]) -> Agreement | None:
    """How many of those who answered agree, from the count of each step; None below 10 answers.

    Everything that is told comes from two rounded counts.
    """
    if sum(counts) < FEWEST:
        return None
    n, agree = rounded(sum(counts)), rounded(sum(counts[AGREES_FROM - 1 :]))
    percent = 100 * agree / n
    part = Part.FEW if percent < FEW else Part.MOST if percent > MOST else Part.HALF
    return Agreement(n, share(agree, n) if n >= FEWEST_FOR_PERCENT else None, part)


def change(start: Agreement | None, end: Agreement | None) -> Change:
    """What may be said of two: nothing below 30 answers, nor while the intervals meet."""
    if start is None or end is None or start.share is None or end.share is None:
        return Change.TOO_FEW
    if end.share.low > start.share.high:
        return Change.HIGHER
    return Change.LOWER if end.share.high < start.share.low else Change.UNSURE

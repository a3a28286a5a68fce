"""The period of a release, a half-year or a whole year: when it is over for all who answer."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from boernestemme.domain.meeting import LINK_LIFE_AFTER_MEETING, danish_day, first_moment

WRITTEN = re.compile(r"([0-9]{4})(?:H([12]))?", re.ASCII)
WHOLE_YEAR = 0
FIRST_MONTH = {WHOLE_YEAR: 1, 1: 1, 2: 7}
FREEZE_AFTER = timedelta(days=31)


@dataclass(frozen=True, order=True)
class Period:
    """A half-year, written like ``2026H2``, or a whole year, ``2027``.

    Of one kind they sort by time and never overlap. A municipality has but one kind at a time:
    ``domain.yearly`` says which.
    """

    year: int
    half: int = WHOLE_YEAR

    def __str__(self) -> str:
        return f"{self.year}" if self.is_year else f"{self.year}H{self.half}"

    @property
    def is_year(self) -> bool:
        """True for a whole year."""
        return self.half == WHOLE_YEAR

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(self.year, FIRST_MONTH[self.half], 1)

    @property
    def begins_at(self) -> datetime:
        """The first moment (aware) of the period in Denmark."""
        return first_moment(self.first_day)

    @property
    def next(self) -> "Period":
        """The period of the same kind that follows."""
        if self.is_year:
            return Period(self.year + 1)
        return Period(self.year, 2) if self.half == 1 else Period(self.year + 1, 1)

    @property
    def previous(self) -> "Period":
        """The period of the same kind before."""
        if self.is_year:
            return Period(self.year - 1)
        return Period(self.year, 1) if self.half == 2 else Period(self.year - 1, 2)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.next.first_day - timedelta(days=1)

    @property
    def answers_end(self) -> datetime:
        """The moment (aware) from which no link of the period's meetings can be used."""
        return first_moment(self.next.first_day + timedelta(days=1)) + LINK_LIFE_AFTER_MEETING

    @property
    def may_freeze_from(self) -> date:
        """The first day the period may be frozen: 31 days after its last."""
        return self.last_day + FREEZE_AFTER


def half_year_of(moment: datetime) -> Period:
    """The half-year of a moment (aware), by its Danish day."""
    day = danish_day(moment)
    return Period(day.year, 1 if day.month < FIRST_MONTH[2] else 2)


def newest_to_freeze(day: date) -> Period:
    """The newest half-year that may be frozen on a Danish day."""
    period = Period(day.year, 2)
    while day < period.may_freeze_from:
        period = period.previous
    return period


def parse_period(text: str) -> Period | None:
    """The period written as ``2026H2`` or ``2027``, or None when it is none."""
    found = WRITTEN.fullmatch(text)
    return None if found is None else Period(int(found[1]), int(found[2] or WHOLE_YEAR))

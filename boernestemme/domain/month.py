"""The calendar month in Denmark: the unit in which work is counted and the access log reviewed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from boernestemme.domain.meeting import LINK_LIFE_AFTER_MEETING, danish_day, first_moment

WRITTEN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)
DECEMBER = 12


@dataclass(frozen=True, order=True)
class Month:
    """A month, written like ``2027-03``; they sort by time and never overlap."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def begins_at(self) -> datetime:
        """The first moment (aware) of the month in Denmark."""
        return first_moment(self.first_day)

    @property
    def next(self) -> "Month":
        """The month that follows."""
        last = self.number == DECEMBER
        return Month(self.year + 1, 1) if last else Month(self.year, self.number + 1)

    @property
    def previous(self) -> "Month":
        """The month before."""
        first = self.number == 1
        return Month(self.year - 1, DECEMBER) if first else Month(self.year, self.number - 1)

    @property
    def answers_end(self) -> datetime:
        """The moment (aware) from which no link of the month's meetings can be used."""
        return first_moment(self.next.first_day + timedelta(days=1)) + LINK_LIFE_AFTER_MEETING


def month_of(moment: datetime) -> Month:
    """The month of the Danish day at an aware moment."""
    day = danish_day(moment)
    return Month(day.year, day.month)


def parse_month(text: str) -> Month | None:
    """The month written as ``2027-03``, or None when it is none."""
    found = WRITTEN.fullmatch(text)
    return None if found is None else Month(int(found[1]), int(found[2]))

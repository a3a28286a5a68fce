"""The day by which somebody reads, in as few words as are sure to be understood."""

from datetime import date, datetime, timedelta

from boernestemme.domain.meeting import danish_day
from boernestemme.web.locale import day_in_words, long_day
from boernestemme.web.tools import tools

WEEK = timedelta(days=7)
DAY_NAME = "EEEE"


def read_by(now: datetime) -> str:
    """*mandag*: when what is sent now is read at the latest."""
    return near_day(tools().days.read_by(now), danish_day(now))


def near_day(day: date, today: date) -> str:
    """*mandag*, or with its date where the name alone could mean another week's."""
    return day_in_words(day, DAY_NAME) if day - today < WEEK else long_day(day)

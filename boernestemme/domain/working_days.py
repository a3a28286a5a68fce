"""Working days in Denmark: when an answer is read at the latest, and when a reply is due."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from boernestemme.domain.meeting import danish_day

READ_WITHIN = 1
TEAM_READS_WITHIN = 2
TALK_WITHIN = 2
REPLY_WITHIN = 3
SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """Counts working days around weekends and the holidays it is given."""

    holidays: Container[date]

    def is_working_day(self, day: date) -> bool:
        """True unless the day is a Saturday, a Sunday or a holiday."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """The day that lies ``count`` working days after ``day``; with 0 the day itself."""
        while count:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def read_by(self, sent: datetime) -> date:
        """The last day on which an answer sent now is read by its case worker."""
        return self.after(danish_day(sent), READ_WITHIN)

    def reply_by(self, sent: date, meeting: date) -> date:
        """When the child has its reply: three working days, or the meeting if that is earlier."""
        return min(self.after(sent, REPLY_WITHIN), meeting)

"""The demo's access log of last month, read by its case worker, so that a leader has a sample."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from boernestemme.cli.demo_data import ACCOUNTS
from boernestemme.domain.meeting import start_on
from boernestemme.domain.month import month_of
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services import administering, framing
from boernestemme.services.access import Setting
from boernestemme.services.log_drawing import draw_due

OPENINGS = 24
LATE = time(23, 15)  # one of them stands out


def fill_log(
    rows: Sequence[Mapping[str, Any]], tools: LinkTools, days: WorkingDays, now: datetime
) -> None:
    """Let the first case worker open what was answered in the month before, and draw its sample."""
    meeting_ids = [row["meeting"] for row in rows if row["state"] == "used"]
    person = administering.person_of(ACCOUNTS[0].email)
    first = month_of(now).previous.first_day
    for number in range(OPENINGS):
        at = start_on(days.after(first, number % 10), LATE if number == 0 else time(9 + number % 6))
        read = Setting(person, at, days)
        meeting_id = meeting_ids[number % len(meeting_ids)]
        framing.read(read, meeting_id, tools.keys.opener, tools.epoch)
    draw_due(days, now)

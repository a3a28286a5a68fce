"""A meeting for the case worker's own calendar: when it is, under a title that tells nothing.

Others may look into a calendar: no child, no words, no case and no place stand in it.
"""

from datetime import UTC

from flask import Response

from boernestemme.domain.roles import Permission
from boernestemme.services.calendar_entries import CalendarEntry, calendar_entry
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.meetings import MEETING
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now, tools


@blueprint.get(f"{MEETING}/moede.ics")
@opens(Permission.READ_MEETING)
def calendar_file(meeting_id: str) -> Response:
    """The entry. Taken again after a change, it takes the place of the one before."""
    text = _calendar(calendar_entry(setting(), meeting_id))
    shown = {"Content-Disposition": 'attachment; filename="moede.ics"'}
    return Response(text, headers=shown, content_type="text/calendar; charset=utf-8")


def _calendar(entry: CalendarEntry) -> bytes:
    """The entry as a file. Times in UTC, so that no calendar must know Denmark's."""
    from icalendar import Calendar, Event  # a tenth of a second, which most processes never need

    event = Event()
    event.add("uid", f"{entry.meeting_id}@boernestemme")
    event.add("sequence", entry.changes)
    event.add("dtstamp", now().astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", _("Møde (Børnestemme)"))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if door := tools().settings.staff_url:
        event.add("url", f"{door}/raadgiver/moeder/{entry.meeting_id}")
    calendar = Calendar({"version": "2.0", "prodid": "-//Boernestemme//DA", "method": "PUBLISH"})
    calendar.add_component(event)
    return bytes(calendar.to_ical())

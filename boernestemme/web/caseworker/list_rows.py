"""The rows of the list: what to do first in a meeting in one line, and the button that does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from boernestemme.domain.instruments.after import TO_ANOTHER
from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.task_order import Task
from boernestemme.services.finding_meetings import Found
from boernestemme.services.the_day import DayOfMeetings, Stretch
from boernestemme.web.caseworker.wording_list import BUTTONS, ICONS, PLACES
from boernestemme.web.languages import danish_name
from boernestemme.web.locale import clock, long_day, short_day
from boernestemme.web.locale import gettext as _

MEETINGS = "/raadgiver/moeder"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One thing to do: its drawing and its sentence, and the button's words and address."""

    icon: str
    text: str
    button: str
    address: str


@dataclass(frozen=True)
class Row:
    """One meeting in the list: ``first`` is what to do first, ``more`` what else there is to do."""

    meeting: ListedMeeting
    address: str
    when: str
    first: Step | None
    more: tuple[Step, ...]
    case_number: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows that stand together, under their day where they stand by day."""

    rows: tuple[Row, ...]
    day: str = ""


@dataclass(frozen=True)
class Onward:
    """What comes after a stretch of a part: its address, or nothing, and the part's whole size."""

    address: str
    in_all: int


def together(meetings: Sequence[ListedMeeting], today: date) -> tuple[Rows, ...]:
    """A row for each meeting, in their order; nothing where there is none."""
    rows = tuple(_row(one, _when(one, today), today) for one in meetings)
    return (Rows(rows),) if rows else ()


def by_day(days: Sequence[DayOfMeetings], today: date) -> tuple[Rows, ...]:
    """A row for each meeting, under its day."""
    return tuple(
        Rows(tuple(_row(one, _clock(one), today) for one in day.meetings), _day(day.day, today))
        for day in days
    )


def onward(address: str, part: Stretch) -> Onward:
    """Where the part goes on after what is shown of it."""
    return Onward(f"{address}?efter={part.onward}" if part.onward else "", part.in_all)


def found_rows(found: Sequence[Found], today: date) -> tuple[Rows, ...]:
    """A row for each meeting that was found, with its case number."""
    rows = tuple(
        replace(_row(one.meeting, _when(one.meeting, today), today), case_number=one.case_number)
        for one in found
    )
    return (Rows(rows),) if rows else ()


def _row(meeting: ListedMeeting, when: str, today: date) -> Row:
    whole = f"{MEETINGS}/{meeting.id}"
    address = whole if meeting.opens_meeting else f"{whole}/efter"
    steps = tuple(_step(task, meeting, address, today) for task in meeting.tasks)
    return Row(meeting, address, when, steps[0] if steps else None, steps[1:])


def _clock(meeting: ListedMeeting) -> str:
    return _("kl. %(time)s", time=clock(meeting.starts_at))


def _day(day: date, today: date) -> str:
    is_next = day - today == ONE_DAY
    return _("I morgen, %(day)s", day=long_day(day)) if is_next else long_day(day)


def _when(meeting: ListedMeeting, today: date) -> str:
    day, at = danish_day(meeting.starts_at), clock(meeting.starts_at)
    if day == today:
        return _("I dag kl. %(time)s", time=at)
    if day - today == ONE_DAY:
        return _("I morgen kl. %(time)s", time=at)
    return _("%(day)s kl. %(time)s", day=short_day(day), time=at)


def _step(task: Task, meeting: ListedMeeting, address: str, today: date) -> Step:
    place = PLACES[task] if meeting.opens_meeting else ""
    return Step(ICONS[task], SAID[task](meeting, today), _(BUTTONS[task]), f"{address}{place}")


def _talk(meeting: ListedMeeting, _today: date) -> str:
    if meeting.talk_to == TO_ANOTHER:
        return _("Barnet vil tale med en anden")
    if meeting.is_backup:
        return _("Barnet vil tale med sin rådgiver")
    return _("Barnet vil tale med dig")


def _read_after(meeting: ListedMeeting, _today: date) -> str:
    if meeting.after_language:
        language = danish_name(meeting.after_language)
        return _("Nye ord efter mødet, på %(language)s", language=language)
    return _("Nye ord efter mødet")


def _read(meeting: ListedMeeting, _today: date) -> str:
    if meeting.text_language:
        return _("Ulæst tekst på %(language)s", language=danish_name(meeting.text_language))
    return _("Ulæst tekst")


def _reply(meeting: ListedMeeting, today: date) -> str:
    due = meeting.reply_due
    if due is None:
        return _("Svar på ønsker")
    if due < today:
        return _("Svar på ønsker: fristen var %(day)s", day=short_day(due))
    if due == today:
        return _("Svar på ønsker senest i dag")
    return _("Svar på ønsker senest %(day)s", day=short_day(due))


def _new_link(meeting: ListedMeeting, _today: date) -> str:
    return _("Tal med barnet, lav nyt link") if meeting.is_locked else _("Lav nyt link")


SAID: Mapping[Task, Callable[[ListedMeeting, date], str]] = {
    Task.TALK: _talk,
    Task.READ_AFTER: _read_after,
    Task.READ: _read,
    Task.ASK_ALONE: lambda _meeting, _today: _("Spørg barnet alene"),
    Task.REPLY: _reply,
    Task.NEW_LINK: _new_link,
    Task.SEND_AGAIN: lambda _meeting, _today: _("Sms'en kom måske ikke frem"),
    Task.ASK_ABOUT_STARTS: lambda meeting, _today: _(
        "Startet %(n)s gange: spørg barnet selv", n=meeting.starts
    ),
    Task.FILE: lambda _meeting, _today: _("Journalisér svaret"),
}

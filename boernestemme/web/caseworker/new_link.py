"""What the page for a new link shows: choices, what was chosen, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.meeting import DEFAULT_START, Phone
from boernestemme.domain.roles import Person
from boernestemme.services.inviting import colleagues_of, usual_backup
from boernestemme.web.caseworker.forms import NewLinkForm, day_chips
from boernestemme.web.caseworker.wording import AGES, PHONES
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import short_day
from boernestemme.web.tools import tools


@dataclass(frozen=True)
class NewLinkView:
    """The page's fields: (value, label, …, chosen)."""

    ages: list[tuple[str, str, bool]]
    days: list[tuple[str, str, bool]]
    is_other_day: bool
    date: str
    time: str
    phones: list[tuple[str, str, str, bool]]
    backups: list[tuple[str, str, bool]]
    errors: dict[str, str]
    cancel: str = "/raadgiver/"


def new_link_view(
    form: NewLinkForm, person: Person, now: datetime, errors: dict[str, str]
) -> NewLinkView:
    """The fields as they stand."""
    usual = form.backup.data or usual_backup(person)
    at = form.time.data or DEFAULT_START
    return NewLinkView(
        ages=[(age, _(label), form.age.data == age) for age, label in AGES.items()],
        days=[
            (day.isoformat(), short_day(day), form.day.data == day.isoformat())
            for day in day_chips(now, tools().days)
        ],
        is_other_day=form.day.data == "other",
        date=form.date.data.isoformat() if form.date.data else "",
        time=at.strftime("%H:%M"),
        phones=[
            (phone.value, _(PHONES[phone][0]), _(PHONES[phone][1]), form.phone.data == phone.value)
            for phone in Phone
        ],
        backups=[(row.id, row.first_name, row.id == usual) for row in colleagues_of(person)],
        errors=errors,
    )

"""What the page for a new link shows: choices, what was chosen, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import InvitingRefused
from boernestemme.domain.meeting import DEFAULT_START, Phone, Settled
from boernestemme.domain.roles import Person
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.inviting import colleagues_of, usual_backup
from boernestemme.services.meeting_again import EarlierMeeting
from boernestemme.web.caseworker.forms import NewLinkForm, day_chips
from boernestemme.web.caseworker.wording import AGES, COMING, INVITING_REFUSED, PHONES, SETTLED
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import short_day
from boernestemme.web.tools import tools


@dataclass(frozen=True)
class NewLinkView:
    """The page's fields: (value, label, …, chosen).

    ``tells`` is true where something of the meeting is told beforehand; ``same_as`` holds the words
    of the meeting with the same child, if it follows one.
    """

    title: str
    action: str
    cancel: str
    same_as: WordPair | None
    ages: list[tuple[str, str, bool]]
    days: list[tuple[str, str, bool]]
    is_other_day: bool
    date: str
    time: str
    phones: list[tuple[str, str, str, bool]]
    backups: list[tuple[str, str, bool]]
    persons: list[tuple[str, str, bool]]
    places: list[tuple[str, str, bool]]
    tells: bool
    errors: dict[str, str]


def refused_field(refused: InvitingRefused) -> dict[str, str]:
    """Why a link could not be made, at the field it concerns."""
    field = {"no_backup": "backup", "phone_not_asked": "phone"}.get(refused.rule, "day")
    return {field: _(INVITING_REFUSED[refused.rule])}


def new_link_view(
    form: NewLinkForm,
    person: Person,
    now: datetime,
    errors: dict[str, str],
    earlier: EarlierMeeting | None,
) -> NewLinkView:
    """The fields as they stand; ``earlier`` is the meeting that a new one follows."""
    meeting = f"/raadgiver/moeder/{earlier.id}" if earlier else ""
    usual = form.backup.data or usual_backup(person)
    at, settled = form.time.data or DEFAULT_START, form.settled()
    return NewLinkView(
        title=_("Nyt møde med samme barn") if earlier else _("Nyt link"),
        action=f"{meeting}/nyt-moede" if earlier else "/raadgiver/nyt-link",
        cancel=meeting or "/raadgiver/",
        same_as=earlier.words if earlier else None,
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
        persons=[(code, _(label), code in settled.persons) for code, label in COMING.items()],
        places=[(code, _(label), code == form.place.data) for code, label in SETTLED.items()],
        tells=settled != Settled(),
        errors=errors,
    )

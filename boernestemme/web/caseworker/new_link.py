"""What the page for a new link shows: choices, what was chosen, and what is wrong with it."""

import secrets
from dataclasses import dataclass

from boernestemme.domain.errors import CaseNumberRefused, InvitingRefused
from boernestemme.domain.meeting import DEFAULT_START, AgeGroup, Phone, Settled
from boernestemme.domain.roles import Person
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.inviting import colleagues_of, usual_backup
from boernestemme.services.meeting_again import EarlierMeeting
from boernestemme.web.caseworker.forms import member
from boernestemme.web.caseworker.link_forms import OTHER_DAY, LinkForm, NewLinkForm, day_chips
from boernestemme.web.caseworker.preview import told_preview
from boernestemme.web.caseworker.tell_fields import Chip, TellFields, tell_fields
from boernestemme.web.caseworker.wording import AGES, INVITING_REFUSED, PHONES
from boernestemme.web.caseworker.wording_links import CASE_NUMBER_REFUSED
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import short_day
from boernestemme.web.tools import now, tools

OPTIONAL = {"backup", "case_number", "can_change"}


@dataclass(frozen=True)
class When:
    """The meeting's day by chips or by date, and its time, as they stand."""

    days: list[Chip]
    is_other_day: bool
    date: str
    time: str


@dataclass(frozen=True)
class NewLinkView:
    """The page's fields: (value, label, …, chosen).

    ``tells`` is true where what may be left out is to stand open; ``same_as`` holds the words of
    the meeting with the same child, if it follows one.
    """

    title: str
    action: str
    cancel: str
    once: str
    same_as: WordPair | None
    ages: list[Chip]
    when: When
    phones: list[tuple[str, str, str, bool]]
    backups: list[Chip]
    case_number: str
    told: TellFields
    tells: bool
    errors: dict[str, str]


def refused_field(refused: InvitingRefused) -> dict[str, str]:
    """Why a link could not be made, at the field it concerns."""
    field = {"no_backup": "backup", "phone_not_asked": "phone"}.get(refused.rule, "day")
    return {field: _(INVITING_REFUSED[refused.rule])}


def refused_number(refused: CaseNumberRefused) -> dict[str, str]:
    """Why a case number cannot be kept, at its field."""
    return {"case_number": _(CASE_NUMBER_REFUSED[refused.rule])}


def new_link_view(
    form: NewLinkForm,
    person: Person,
    errors: dict[str, str],
    earlier: EarlierMeeting | None,
    *,
    is_preview: bool,
) -> NewLinkView:
    """The fields as they stand; ``earlier`` is the meeting that a new one follows."""
    meeting = f"/raadgiver/moeder/{earlier.id}" if earlier else ""
    return NewLinkView(
        title=_("Nyt møde med samme barn") if earlier else _("Nyt link"),
        action=f"{meeting}/nyt-moede" if earlier else "/raadgiver/nyt-link",
        cancel=meeting or "/raadgiver/",
        once=page_key(),
        same_as=earlier.words if earlier else None,
        ages=age_chips(form),
        when=when_of(form),
        phones=phone_choices(form, tuple(Phone)),
        backups=_backups(form, person),
        case_number=form.case_number.data or "",
        told=_told(form, person, errors),
        tells=is_preview or form.settled() != Settled() or not OPTIONAL.isdisjoint(errors),
        errors=errors,
    )


def page_key() -> str:
    """What tells one page with a form from every other, so that a second press makes nothing."""
    return secrets.token_hex(16)


def age_chips(form: LinkForm) -> list[Chip]:
    """The two age groups."""
    return [(age, _(label), form.age.data == age) for age, label in AGES.items()]


def when_of(form: LinkForm) -> When:
    """The days one tap away, and the date and time given."""
    days = [
        (day.isoformat(), short_day(day), form.day.data == day.isoformat())
        for day in day_chips(now(), tools().days)
    ]
    date, at = form.date.data, form.time.data or DEFAULT_START
    is_other = form.day.data == OTHER_DAY
    return When(days, is_other, date.isoformat() if date else "", at.strftime("%H:%M"))


def phone_choices(form: LinkForm, phones: tuple[Phone, ...]) -> list[tuple[str, str, str, bool]]:
    """Who can see the phone, with what follows from it."""
    return [
        (phone.value, _(PHONES[phone][0]), _(PHONES[phone][1]), form.phone.data == phone.value)
        for phone in phones
    ]


def _backups(form: NewLinkForm, person: Person) -> list[Chip]:
    usual = form.backup.data or usual_backup(person)
    return [(row.id, row.first_name, row.id == usual) for row in colleagues_of(person)]


def _told(form: NewLinkForm, person: Person, errors: dict[str, str]) -> TellFields:
    phone = member(Phone, form.phone.data)
    preview = told_preview(
        AgeGroup(member(AgeGroup, form.age.data) or AgeGroup.OLDER),
        form.settled(),
        person.first_name,
        form.chosen_start(),
        Phone(phone) if phone else None,
    )
    return tell_fields(form, preview, errors)

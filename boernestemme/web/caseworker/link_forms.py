"""The forms a link is asked for with: age, day and phone, and what the child is told beforehand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Day
from datetime import datetime

from flask_babel import lazy_gettext
from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from boernestemme.domain.instruments.before import MAY_BE_SETTLED, MAY_COME
from boernestemme.domain.meeting import (
    CAN_CHANGE,
    DEFAULT_START,
    FIXED_BECAUSE,
    PURPOSES,
    AgeGroup,
    Phone,
    Settled,
    danish_day,
    start_on,
)
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.inviting import LinkOrder
from boernestemme.web.caseworker.forms import PlainForm, member
from boernestemme.web.locale import gettext as _

OTHER_DAY = "other"
CHIPS = (1, 3, 5, 10)
FEWEST_AT_ONCE, MOST_AT_ONCE = 2, 30
HOW_MANY = lazy_gettext("Skriv et tal fra 2 til 30.")
# A sheet is paper: for those whose phone is not their own, or who have none.
ON_PAPER = tuple(phone for phone in Phone if not phone.is_safe)


class TellForm(PlainForm):
    """What the child is told of its meeting, all by chips."""

    persons = SelectMultipleField(choices=MAY_COME, validate_choice=False)
    place = RadioField(choices=MAY_BE_SETTLED, validators=[Optional()], validate_choice=False)
    purposes = SelectMultipleField(choices=PURPOSES, validate_choice=False)
    can_change = SelectMultipleField(choices=CAN_CHANGE, validate_choice=False)
    fixed_because = RadioField(
        choices=FIXED_BECAUSE, validators=[Optional()], validate_choice=False
    )

    def settled(self) -> Settled:
        """What is told; whatever is no chip is left out."""
        return Settled(
            _members(MAY_COME, self.persons.data),
            member(MAY_BE_SETTLED, self.place.data),
            _members(PURPOSES, self.purposes.data),
            _members(CAN_CHANGE, self.can_change.data),
            member(FIXED_BECAUSE, self.fixed_because.data),
        )

    def validate_can_change(self, field: SelectMultipleField) -> None:
        """A place cannot both stay and be changed."""
        if "where" in (field.data or ()) and self.settled().place:
            raise ValidationError(_("Stedet ligger fast. Så kan barnet ikke få det lavet om."))


class LinkForm(PlainForm):
    """What every link needs: age, day and phone; nothing is chosen beforehand or need be typed."""

    once = StringField(default="")
    age = RadioField(
        choices=[age.value for age in AgeGroup],
        validators=[InputRequired(lazy_gettext("Vælg barnets alder."))],
        validate_choice=False,
    )
    day = RadioField(
        choices=[],
        validators=[InputRequired(lazy_gettext("Vælg mødets dag."))],
        validate_choice=False,
    )
    date = DateField(validators=[Optional()])
    time = TimeField(default=DEFAULT_START, validators=[Optional()])
    phone = RadioField(
        choices=[phone.value for phone in Phone],
        validators=[InputRequired(lazy_gettext("Spørg barnet alene, hvem der kan se telefonen."))],
        validate_choice=False,
    )

    def order(self) -> LinkOrder | None:
        """What was asked for, or None with the field's message set."""
        age = member(AgeGroup, self.age.data)
        phone = member(Phone, self.phone.data)
        starts_at = self.starts_at()
        if age is None or phone is None or starts_at is None:
            return None
        return LinkOrder(AgeGroup(age), starts_at, Phone(phone), once=self.once.data or "")

    def starts_at(self) -> datetime | None:
        """The moment the meeting starts, or None with the field's message set."""
        day = self._day()
        return None if day is None else start_on(day, self.time.data or DEFAULT_START)

    def chosen_start(self) -> datetime | None:
        """The moment the meeting starts as far as it was chosen; nothing is said to be wrong."""
        day = self.date.data if self.day.data == OTHER_DAY else _day_in(self.day.data)
        return None if day is None else start_on(day, self.time.data or DEFAULT_START)

    def _day(self) -> Day | None:
        if self.day.data == OTHER_DAY:
            if self.date.data is None:
                self.day.errors = (_("Vælg en dato."),)
            chosen: Day | None = self.date.data
            return chosen
        day = _day_in(self.day.data)
        if day is None:
            self.day.errors = (_("Vælg mødets dag."),)
        return day


class NewLinkForm(LinkForm, TellForm):
    """One new link, and what may be left out: who steps in, the case, what the child is told."""

    backup = SelectField(choices=[], validators=[Optional()], validate_choice=False)
    case_number = StringField(default="")

    def order(self) -> LinkOrder | None:
        """What was asked for, or None with the field's message set."""
        asked = super().order()
        return asked and replace(
            asked,
            backup_id=self.backup.data or None,
            settled=self.settled(),
            case_number=self.case_number.data or "",
        )


class ManyLinksForm(LinkForm):
    """Links for several children at once, given on paper."""

    count = IntegerField(
        validators=[
            InputRequired(HOW_MANY),
            NumberRange(FEWEST_AT_ONCE, MOST_AT_ONCE, HOW_MANY),
        ],
    )

    def validate_phone(self, field: RadioField) -> None:
        """A child's own phone has a message, and a link made for that child alone."""
        if member(ON_PAPER, field.data) is None:
            raise ValidationError(
                _("Et ark er til dem, der ikke har en telefon for sig selv. Lav ellers ét link.")
            )


def _day_in(given: str | None) -> Day | None:
    try:
        return Day.fromisoformat(given or "")
    except ValueError:
        return None


def _members(values: Iterable[str], given: Iterable[str] | None) -> tuple[str, ...]:
    chosen = set(given or ())
    return tuple(code for code in values if code in chosen)


def day_chips(now: datetime, days: WorkingDays) -> list[Day]:
    """The working days one tap away."""
    return [days.after(danish_day(now), ahead) for ahead in CHIPS]

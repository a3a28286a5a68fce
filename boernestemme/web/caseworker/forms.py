"""The case worker's forms: their fields, and a Danish message for everything that can be wrong."""

from collections.abc import Iterable
from datetime import date as Day
from datetime import datetime

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, TimeField
from wtforms.validators import InputRequired, Optional

from boernestemme.domain.framing import Outcome, Reason, WishReply
from boernestemme.domain.instruments.before import MAY_BE_SETTLED, MAY_COME
from boernestemme.domain.meeting import (
    DEFAULT_START,
    AgeGroup,
    Phone,
    Settled,
    danish_day,
    start_on,
)
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.inviting import LinkOrder
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

OTHER_DAY = "other"
CHIPS = (1, 3, 5, 10)


class Danish:
    """What WTForms itself says, in Danish."""

    said = {
        "Not a valid date value.": N_("Det er ikke en dato."),
        "Not a valid time value.": N_("Det er ikke et klokkeslæt."),
    }

    def gettext(self, text: str) -> str:
        """A message of the library's own; one that has no Danish is shown as it is."""
        return _(self.said.get(text, text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Not used by any field here."""
        return one if count == 1 else many


class PlainForm(FlaskForm):
    """A form whose token the guard has checked already, and whose messages are Danish."""

    class Meta:
        """No second token beside the guard's."""

        csrf = False

        def get_translations(self, _form: FlaskForm) -> Danish:
            """The library's messages in Danish."""
            return Danish()


class MeetingTimeForm(PlainForm):
    """A day and a clock time."""

    date = DateField(
        validators=[InputRequired(lazy_gettext("Vælg en dag."))],
    )
    time = TimeField(default=DEFAULT_START, validators=[Optional()])

    def starts_at(self) -> datetime:
        """The moment the meeting starts, in Denmark's time."""
        return start_on(self.date.data, self.time.data or DEFAULT_START)


class NewLinkForm(PlainForm):
    """A new link: age, day and phone; nothing is chosen beforehand, and nothing is typed."""

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
    backup = SelectField(choices=[], validators=[Optional()], validate_choice=False)
    persons = SelectMultipleField(choices=MAY_COME, validate_choice=False)
    place = RadioField(choices=MAY_BE_SETTLED, validators=[Optional()], validate_choice=False)

    def settled(self) -> Settled:
        """Who comes, and where it must be, as far as the case worker tells it."""
        given = self.persons.data or ()
        persons = tuple(code for code in MAY_COME if code in given)
        return Settled(persons, _member(MAY_BE_SETTLED, self.place.data))

    def order(self) -> LinkOrder | None:
        """What was asked for, or None with the field's message set."""
        age = _member(AgeGroup, self.age.data)
        phone = _member(Phone, self.phone.data)
        day = self._day()
        if age is None or phone is None or day is None:
            return None
        starts_at = start_on(day, self.time.data or DEFAULT_START)
        return LinkOrder(
            AgeGroup(age),
            starts_at,
            Phone(phone),
            self.backup.data or None,
            settled=self.settled(),
        )

    def _day(self) -> Day | None:
        if self.day.data == OTHER_DAY:
            if self.date.data is None:
                self.day.errors = (_("Vælg en dato."),)
            chosen: Day | None = self.date.data
            return chosen
        try:
            return Day.fromisoformat(self.day.data or "")
        except ValueError:
            self.day.errors = (_("Vælg mødets dag."),)
            return None


def _member(values: Iterable[str], given: str | None) -> str | None:
    return given if given in set(values) else None


def first_errors(form: FlaskForm) -> dict[str, str]:
    """The first message of each field that has one."""
    return {name: str(messages[0]) for name, messages in form.errors.items() if messages}


def day_chips(now: datetime, days: WorkingDays) -> list[Day]:
    """The working days one tap away."""
    return [days.after(danish_day(now), ahead) for ahead in CHIPS]


def given_replies(
    keys: Iterable[str], form: MultiDict[str, str]
) -> tuple[dict[str, WishReply], dict[str, str]]:
    """The replies in the form, and words written to a wish whose outcome was not chosen."""
    replies: dict[str, WishReply] = {}
    loose: dict[str, str] = {}
    for key in keys:
        outcome, words = _member(Outcome, form.get(f"outcome-{key}")), form.get(f"own-{key}", "")
        if outcome is not None:
            reason = _given_reason(form.get(f"reason-{key}"), Outcome(outcome), words)
            replies[key] = WishReply(Outcome(outcome), reason, words)
        elif words.strip():
            loose[key] = words
    return replies, loose


def _given_reason(given: str | None, outcome: Outcome, words: str) -> Reason | None:
    """The reason that counts: none beside a yes, and own words where they are all there is."""
    reason = _member(Reason, given)
    if reason is not None and (outcome is not Outcome.MET or reason == Reason.OWN):
        return Reason(reason)
    return Reason.OWN if words.strip() else None

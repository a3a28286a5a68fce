"""The case worker's forms: their fields, and a Danish message for everything that can be wrong."""

from collections.abc import Iterable
from datetime import date as Day
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from boernestemme.domain.framing import Outcome, Reason, WishReply
from boernestemme.domain.meeting import DEFAULT_START, AgeGroup, Phone, danish_day, start_on
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.inviting import LinkOrder

OTHER_DAY = "other"
CHIPS = (1, 3, 5, 10)


class MeetingTimeForm(FlaskForm):
    """A day and a clock time. The guard has checked the form's token already."""

    class Meta:
        """No second token beside the guard's."""

        csrf = False

    date = DateField(
        validators=[InputRequired(_l("Vælg en dag."))],
    )
    time = TimeField(default=DEFAULT_START, validators=[Optional()])

    def starts_at(self) -> datetime:
        """The moment the meeting starts, in Denmark's time."""
        return start_on(self.date.data, self.time.data or DEFAULT_START)


class NewLinkForm(FlaskForm):
    """A new link: age, day and phone; nothing is chosen beforehand, and nothing is typed."""

    class Meta:
        """No second token beside the guard's."""

        csrf = False

    age = RadioField(
        choices=[age.value for age in AgeGroup],
        validators=[InputRequired(_l("Vælg barnets alder."))],
        validate_choice=False,
    )
    day = RadioField(
        choices=[],
        validators=[InputRequired(_l("Vælg mødets dag."))],
        validate_choice=False,
    )
    date = DateField(validators=[Optional()])
    time = TimeField(default=DEFAULT_START, validators=[Optional()])
    phone = RadioField(
        choices=[phone.value for phone in Phone],
        validators=[InputRequired(_l("Spørg barnet alene, hvem der kan se telefonen."))],
        validate_choice=False,
    )
    backup = SelectField(choices=[], validators=[Optional()], validate_choice=False)

    def order(self) -> LinkOrder | None:
        """What was asked for, or None with the field's message set."""
        age = _member(AgeGroup, self.age.data)
        phone = _member(Phone, self.phone.data)
        day = self._day()
        if age is None or phone is None or day is None:
            return None
        starts_at = start_on(day, self.time.data or DEFAULT_START)
        return LinkOrder(AgeGroup(age), starts_at, Phone(phone), self.backup.data or None)

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


def given_replies(keys: Iterable[str], form: MultiDict[str, str]) -> dict[str, WishReply]:
    """The replies in the form; wishes without an outcome are left out."""
    replies = {}
    for key in keys:
        outcome = _member(Outcome, form.get(f"outcome-{key}"))
        if outcome is None:
            continue
        words = form.get(f"own-{key}", "")
        reason = _member(Reason, form.get(f"reason-{key}"))
        if outcome == Outcome.MET and reason != Reason.OWN:
            reason = None
        if reason is None and words.strip():
            reason = Reason.OWN
        replies[key] = WishReply(
            Outcome(outcome), None if reason is None else Reason(reason), words
        )
    return replies

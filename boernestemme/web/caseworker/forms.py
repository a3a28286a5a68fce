"""The case worker's forms: their fields, and a Danish message for everything that can be wrong."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, TimeField
from wtforms.validators import InputRequired, Optional

from boernestemme.domain.meeting import DEFAULT_START, start_on
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_


class Danish:
    """What WTForms itself says, in Danish."""

    said = {
        "Not a valid date value.": N_("Det er ikke en dato."),
        "Not a valid time value.": N_("Det er ikke et klokkeslæt."),
        "Not a valid integer value.": N_("Det er ikke et helt tal."),
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


def member(values: Iterable[str], given: str | None) -> str | None:
    """The value if it is one of these, else None."""
    return given if given in set(values) else None


def first_errors(form: FlaskForm) -> dict[str, str]:
    """The first message of each field that has one."""
    return {name: str(messages[0]) for name, messages in form.errors.items() if messages}

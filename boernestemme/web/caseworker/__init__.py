"""The case worker's side: signed in, closed by default, and only one's own meetings."""

from flask import Blueprint

from boernestemme.domain.errors import CannotOpen
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.door import keep_door
from boernestemme.web.staff.pages import problem_page

__all__ = ["blueprint", "problem_page"]

blueprint = Blueprint("caseworker", __name__, template_folder="templates", url_prefix="/raadgiver")
keep_door(blueprint)


@blueprint.errorhandler(CannotOpen)
def cannot_open(_error: CannotOpen) -> tuple[str, int]:
    """An envelope that does not open is an alarm, never an empty answer (CRY-10)."""
    return problem_page(
        _("Svaret kan ikke vises. Sig det straks til den, der driver systemet."), 500
    )


# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.caseworker import (
    account,
    calendar_file,
    case_number,
    day_list,
    exporting,
    guarded_journal,
    handing_over,
    journal_file,
    letter_file,
    links,
    making,
    many_links,
    meetings,
    messages,
    method,
    method_file,
    plan,
    point_saving,
    practice,
    reading_ease,
    reflecting,
    reflection_sheet,
    replies,
    sheet_file,
    sheets,
    statement,
    telling,
)

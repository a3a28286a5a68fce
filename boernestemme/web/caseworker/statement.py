"""One statement about one's own practice, once a year, in one tap; and the month's counts."""

from contextlib import suppress

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import NotFound
from boernestemme.domain.roles import Permission
from boernestemme.domain.statements import STEPS
from boernestemme.services import stating
from boernestemme.services.month_counting import counted_months
from boernestemme.services.stating import StatementRefused
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.staff.month_tables import tables_of

HERE = "/mit-udsagn"
LABELS = (
    N_("Helt uenig"),
    N_("Delvist uenig"),
    N_("Hverken enig eller uenig"),
    N_("Delvist enig"),
    N_("Helt enig"),
)
NOTHING_CHOSEN = N_("Vælg et af de fem svar, eller sig nej tak.")


@blueprint.get(HERE)
@opens(Permission.READ_MEETING)
def statement() -> str:
    """The statement with its five steps, while it is asked."""
    return _page({})


@blueprint.post(HERE)
@opens(Permission.READ_MEETING)
def make_statement() -> Response | tuple[str, int]:
    """Count the step that was tapped. A second tap counts nothing."""
    chosen = request.form.get("step", "")
    try:
        stating.state(setting(), int(chosen) if chosen.isascii() and chosen.isdecimal() else 0)
    except StatementRefused:
        return _page({"step": _(NOTHING_CHOSEN)}), 422
    except NotFound:
        return make_response(redirect("/raadgiver/", 303))
    return make_response(redirect("/raadgiver/?talt-med", 303))


@blueprint.post(f"{HERE}/nej-tak")
@opens(Permission.READ_MEETING)
def decline_statement() -> Response:
    """Rather not, and not be asked again this time."""
    with suppress(NotFound):
        stating.decline(setting())
    return make_response(redirect("/raadgiver/", 303))


@blueprint.get("/maaneder")
@opens(Permission.READ_MEETING)
def months() -> str:
    """The same counts that the leaders see."""
    return render_template(
        "caseworker/months.html", months=tables_of(counted_months(setting())), **page_context()
    )


def is_asked() -> bool:
    """True while the list should show its card about the statement."""
    return stating.asked(setting()) is not None


def _page(errors: dict[str, str]) -> str:
    return render_template(
        "caseworker/statement.html",
        is_asked=is_asked(),
        steps=tuple((step, _(label)) for step, label in zip(STEPS, LABELS, strict=True)),
        errors=errors,
        **page_context(),
    )

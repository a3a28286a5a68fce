"""The list, which is the case worker's day, and the search in it; no answer text on either."""

from flask import render_template, request

from boernestemme.domain.errors import SearchRefused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services import the_day
from boernestemme.services.finding_meetings import find
from boernestemme.services.listing_meetings import list_meetings
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.list_rows import Rows, by_day, found_rows, together
from boernestemme.web.caseworker.statement import is_asked
from boernestemme.web.caseworker.wording_list import SEARCH_REFUSED
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now, staff_links, tools


@blueprint.get("/")
@opens(Permission.READ_MEETING)
def meetings() -> str:
    """What waits first, then today, then what is coming by day, then what is over."""
    today = danish_day(now())
    day = the_day.arrange(list_meetings(setting(), tools().epoch), now())
    return render_template(
        "caseworker/list.html",
        is_empty=day.is_empty,
        waiting=together(day.waiting, today),
        today=together(day.today, today),
        coming=by_day(day.coming, today),
        earlier=together(day.earlier, today),
        was_given="givet" in request.args,
        was_counted="talt-med" in request.args,
        asks_statement=is_asked(),
        **page_context(),
    )


@blueprint.post("/soeg")
@opens(Permission.READ_MEETING)
def search() -> str | tuple[str, int]:
    """The meetings that fit. By POST, for a case number must not stand in an address."""
    wanted = request.form.get("q", "")
    try:
        found = find(setting(), wanted, staff_links().keys.opener, tools().epoch)
    except SearchRefused as refused:
        return _found_page(wanted, (), {"q": _(SEARCH_REFUSED[refused.rule])}), 422
    return _found_page(wanted, found_rows(found, danish_day(now())), {})


def _found_page(wanted: str, found: tuple[Rows, ...], errors: dict[str, str]) -> str:
    return render_template(
        "caseworker/found.html",
        wanted=wanted,
        found=found,
        errors=errors,
        **page_context(),
    )

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
from boernestemme.web.caseworker.list_rows import Rows, by_day, found_rows, onward, together
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
        coming=by_day(day.coming.by_day, today),
        more_coming=onward("/raadgiver/kommende", day.coming),
        earlier=together(day.earlier.meetings, today),
        more_earlier=onward("/raadgiver/tidligere", day.earlier),
        was_given="givet" in request.args,
        was_counted="talt-med" in request.args,
        asks_statement=is_asked(),
        **page_context(),
    )


@blueprint.get("/kommende")
@opens(Permission.READ_MEETING)
def coming() -> str:
    """What is to come and waits for nothing, from one meeting on."""
    part = the_day.coming(list_meetings(setting(), tools().epoch), now(), _passed())
    return render_template(
        "caseworker/coming.html",
        coming=by_day(part.by_day, danish_day(now())),
        more=onward("/raadgiver/kommende", part),
        **page_context(),
    )


@blueprint.get("/tidligere")
@opens(Permission.READ_MEETING)
def earlier() -> str:
    """What is over and waits for nothing, from one meeting back."""
    part = the_day.earlier(list_meetings(setting(), tools().epoch), now(), _passed())
    return render_template(
        "caseworker/earlier.html",
        earlier=together(part.meetings, danish_day(now())),
        more=onward("/raadgiver/tidligere", part),
        **page_context(),
    )


def _passed() -> str:
    return request.args.get("efter", "")


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

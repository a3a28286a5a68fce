"""Somebody asks who read a child's answers: the leader finds the meeting, and prints the list."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, make_response, render_template, request

from boernestemme.domain.errors import SearchRefused
from boernestemme.domain.log_insight import Asker
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services.telling_readers import Opening, ToldMeeting, asked_about, find, tell
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint
from boernestemme.web.leader.handing_over import leader
from boernestemme.web.leader.wording_insight import (
    ASKERS,
    COLUMNS,
    DONE,
    NO_ASKER,
    SEARCH_REFUSED,
    WHO,
)
from boernestemme.web.locale import clock, full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context
from boernestemme.web.tools import now

SEARCH = "/hvem-har-laest"
HERE = "/moeder/<meeting_id>/hvem-har-laest"
# What a spreadsheet takes for a formula, whoever wrote it.
FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Row:
    """Somebody who did one thing on one day, and how often."""

    day: str
    who: str
    name: str
    what: str
    times: int


@dataclass(frozen=True)
class Told:
    """One meeting's day, and who opened its papers."""

    day: str
    rows: tuple[Row, ...]


@blueprint.get(SEARCH)
@opens(Permission.TELL_READERS)
def ask_which_child() -> str:
    """Whose answers? By the two words, for no name stands here."""
    return _search_page("", (), {})


@blueprint.post(SEARCH)
@opens(Permission.TELL_READERS)
def find_child() -> str | tuple[str, int]:
    """The meetings with these words. By POST, for words must not stand in an address."""
    wanted = request.form.get("q", "")
    try:
        found = find(leader(), wanted)
    except SearchRefused as refused:
        return _search_page(wanted, (), {"q": _(SEARCH_REFUSED[refused.rule])}), 422
    return _search_page(wanted, found, {})


@blueprint.get(HERE)
@opens(Permission.TELL_READERS)
def ask_who_asks(meeting_id: str) -> str:
    """Who has asked, and are first names needed?"""
    return _ask_page(meeting_id, {})


@blueprint.post(HERE)
@opens(Permission.TELL_READERS)
def tell_readers(meeting_id: str) -> Response | str | tuple[str, int]:
    """The list, to print or as a table; that it was made is in the log."""
    asker = request.form.get("asker", "")
    if asker not in set(Asker):
        return _ask_page(meeting_id, {"asker": _(NO_ASKER)}), 422
    with_names = request.form.get("names") == "yes"
    told = tell(leader(), meeting_id, Asker(asker), with_names=with_names)
    if request.form.get("form") == "csv":
        return _table(told)
    return render_template(
        "leader/readers_told.html",
        told=tuple(_told(one) for one in told),
        made_on=full_day(now()),
        **page_context(),
    )


def _search_page(wanted: str, found: Sequence[object], errors: dict[str, str]) -> str:
    return render_template(
        "leader/readers_search.html",
        wanted=wanted,
        found=found,
        errors=errors,
        was_asked=request.method == "POST",
        **page_context(),
    )


def _ask_page(meeting_id: str, errors: dict[str, str]) -> str:
    return render_template(
        "leader/readers_ask.html",
        meeting=asked_about(leader(), meeting_id),
        askers=tuple((code, _(text)) for code, text in ASKERS.items()),
        errors=errors,
        **page_context(),
    )


def _told(meeting: ToldMeeting) -> Told:
    """What the same person did on the same day in one line, the days in order."""
    times = Counter((danish_day(one.at), one.right, one.who, one.what) for one in meeting.openings)
    rows = tuple(
        Row(full_day(day), _(WHO[right]), name, _(DONE[what]), many)
        for (day, right, name, what), many in sorted(times.items(), key=lambda one: one[0][0])
    )
    return Told(full_day(meeting.starts_at), rows)


def _table(told: Sequence[ToldMeeting]) -> Response:
    """Every single time, for a spreadsheet."""
    lines = io.StringIO("\ufeff")
    lines.seek(0, io.SEEK_END)
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([_(column) for column in COLUMNS])
    for meeting in told:
        writer.writerows(_cells(meeting, one) for one in meeting.openings)
    answer = make_response(lines.getvalue())
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="hvem-har-laest.csv"'
    return answer


def _cells(meeting: ToldMeeting, one: Opening) -> list[str]:
    name = f"'{one.who}" if one.who.startswith(FORMULA) else one.who
    days = [danish_day(moment).isoformat() for moment in (meeting.starts_at, one.at)]
    return [*days, clock(one.at), _(WHO[one.right]), name, _(DONE[one.what])]

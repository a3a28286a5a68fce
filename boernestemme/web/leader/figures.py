"""The municipality's own view: its children's published figures, its staff's statement, months."""

from dataclasses import dataclass
from datetime import date

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import half_year_of
from boernestemme.domain.release import Release
from boernestemme.domain.reporting import ReportRefused
from boernestemme.domain.roles import Permission
from boernestemme.domain.statements import Agreement
from boernestemme.domain.yearly import is_told_in
from boernestemme.services.own_figures import (
    CourseRefused,
    CourseSaid,
    Said,
    own_figures,
    start_course,
)
from boernestemme.services.reporting_meetings import report
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint, reported, wording_statement
from boernestemme.web.leader.handing_over import leader
from boernestemme.web.locale import full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.releases.tables import Told, interval_of, share_of, tables_of
from boernestemme.web.releases.wording import AGES
from boernestemme.web.staff.browser import page_context
from boernestemme.web.staff.month_tables import tables_of as month_tables
from boernestemme.web.tools import now, tools

HERE = "/tal"


@dataclass(frozen=True)
class SaidView:
    """What was said on one occasion: its name, what may be told, and on how many answers."""

    title: str
    told: str
    answers: str


@dataclass(frozen=True)
class CourseView:
    """A course in words."""

    title: str
    said: tuple[SaidView, ...]
    change: str


@dataclass(frozen=True)
class ChildrenView:
    """One age group's figures: each question, and what is published of it."""

    age: str
    told: tuple[tuple[str, Told], ...]


@blueprint.get(HERE)
@opens(Permission.SEE_COUNTS)
def figures_page() -> str:
    """The figures of the municipality, with a way to begin a course."""
    return _page({})


@blueprint.post("/forloeb")
@opens(Permission.SEE_COUNTS)
def begin_course() -> Response | tuple[str, int]:
    """Begin twelve months of advice; a refused day stays on the page."""
    typed = request.form.get("starts_on", "")
    try:
        start_course(leader(), date.fromisoformat(typed))
    except ValueError:
        return _refused(typed, "no_day")
    except CourseRefused as refused:
        return _refused(typed, refused.rule)
    return make_response(redirect(f"/leder{HERE}?begyndt", 303))


def _refused(typed: str, rule: str) -> tuple[str, int]:
    errors = {"starts_on": _(wording_statement.REFUSED[rule])}
    return _page(errors, typed), 422


@blueprint.post("/moedetal")
@opens(Permission.SEE_COUNTS)
def tell_meetings() -> Response | tuple[str, int]:
    """Keep how many meetings were held; what is no number stays on the page."""
    typed = request.form.get(reported.FIELD, "").strip()
    try:
        report(leader(), reported.number_in(typed))
    except ReportRefused as refused:
        errors = {reported.FIELD: _(reported.REFUSED[refused.rule])}
        return _page(errors, reported_typed=typed), 422
    return make_response(redirect(f"/leder{HERE}?fortalt#h-reported", 303))


def _page(errors: dict[str, str], typed: str = "", reported_typed: str | None = None) -> str:
    found = own_figures(leader())
    release = found.release
    return render_template(
        "leader/figures.html",
        period=release.period if release else None,
        children=_children(release) if release and release.figures else (),
        is_yearly=not is_told_in(half_year_of(now()), leader().person.municipality),
        is_public_here="board" in tools().audiences,
        years=tuple(_said(one, str(one.occasion.opens.year)) for one in found.years),
        courses=tuple(_course(one) for one in found.courses),
        months=month_tables(found.months),
        report=reported.report_view(reported_typed),
        was_told="fortalt" in request.args,
        errors=errors,
        typed=typed,
        today=danish_day(now()),
        was_begun="begyndt" in request.args,
        **page_context(),
    )


def _children(release: Release) -> tuple[ChildrenView, ...]:
    """The municipality's line of each table, one question under the other."""
    return tuple(
        ChildrenView(_(age), tuple(zip(table.questions, table.lines[0].told, strict=True)))
        for age, table in zip(AGES.values(), tables_of(release), strict=True)
        if table.lines
    )


def _course(one: CourseSaid) -> CourseView:
    days = {"start": full_day(one.course.starts_on), "end": full_day(one.course.ends_on)}
    said = (_said(one.start, _("Ved starten")), _said(one.end, _("Ved slutningen")))
    is_over = one.start.is_over and one.end.is_over
    change = _(wording_statement.CHANGES[one.change]) if is_over else ""
    return CourseView(_("Forløb %(start)s – %(end)s", **days), said, change)


def _said(one: Said, title: str) -> SaidView:
    if not one.is_over:
        is_open = one.occasion.opens <= danish_day(now())
        words = wording_statement.ASKED_TILL if is_open else wording_statement.ASKED_FROM
        day = one.occasion.closes if is_open else one.occasion.opens
        return SaidView(title, _(words, day=full_day(day)), "")
    if one.agreement is None:
        return SaidView(title, _(wording_statement.TOO_FEW), "")
    return SaidView(title, *_told(one.agreement))


def _told(found: Agreement) -> tuple[str, str]:
    if found.share is None:
        part = _(wording_statement.PARTS[found.part])
        return part, _(wording_statement.UNSURE, n=found.n)
    told = {"share": share_of(found.share), "interval": interval_of(found.share)}
    return _(wording_statement.SHARE, **told), _(wording_statement.ANSWERS, n=found.n)

"""The access log's monthly sample: each line in words, signed off one by one or all at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response, abort, make_response, redirect, render_template, request

from boernestemme.domain.log_watch import Verdict
from boernestemme.domain.month import Month, parse_month
from boernestemme.domain.roles import Permission, Role
from boernestemme.services.log_review import DrawnLine, Review, reviews, sign
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint
from boernestemme.web.leader.handing_over import leader
from boernestemme.web.leader.log_words import ACTIONS, OPERATOR, RIGHTS, RULES, VERDICTS
from boernestemme.web.locale import clock, full_day, month, short_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context

HERE = "/log"


@dataclass(frozen=True)
class LineView:
    """One line: who did what, when, about which meeting, why they could, and what is said of it.

    ``why`` is empty for a line drawn by lot. ``buttons`` are (verdict, label); none where it is
    signed off, or is the reader's own.
    """

    action: str
    who: str
    what: str
    why: str
    facts: tuple[str, ...]
    said: str
    is_own: bool
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReviewView:
    """One month that waits; ``findings`` and ``lot`` are its lines."""

    address: str
    title: str
    lead: str
    due: str
    is_overdue: bool
    can_sign_all: bool
    findings: tuple[LineView, ...]
    lot: tuple[LineView, ...]


@blueprint.get(HERE)
@opens(Permission.SIGN_LOG)
def log_page() -> str:
    """The months that wait first, then those that are signed off, in a line each."""
    acting = leader()
    found, is_leader = reviews(acting), acting.person.role is Role.LEADER
    return render_template(
        "leader/log.html",
        waiting=tuple(_view(one) for one in found if one.open),
        done=tuple(month(one.month.first_day) for one in found if is_leader and not one.open),
        is_leader=is_leader,
        was_signed="kvitteret" in request.args,
        **page_context(),
    )


@blueprint.post(f"{HERE}/<month_text>")
@opens(Permission.SIGN_LOG)
def sign_all(month_text: str) -> Response:
    """Say of all lines that nobody has looked at that they are in order."""
    sign(leader(), _month(month_text), Verdict.FINE)
    return _back()


@blueprint.post(f"{HERE}/<month_text>/<rule>/<int:number>")
@opens(Permission.SIGN_LOG)
def sign_line(month_text: str, rule: str, number: int) -> Response:
    """Say of one line what it is."""
    verdict = request.form.get("verdict", "")
    if verdict not in set(Verdict):
        abort(400)
    sign(leader(), _month(month_text), Verdict(verdict), (rule, number))
    return _back()


def notices_of(found: Iterable[Review]) -> tuple[tuple[bool, str], ...]:
    """What waits in the log, for the top of the overview: whether overdue, and the sentence."""
    return tuple((one.is_overdue, _notice(one)) for one in found if one.open)


def _notice(review: Review) -> str:
    told = {"month": month(review.month.first_day), "day": full_day(review.sign_by)}
    if review.is_overdue:
        return _("Adgangsloggen for %(month)s skulle være kvitteret %(day)s.", **told)
    return _("Adgangsloggen for %(month)s skal kvitteres senest %(day)s.", **told)


def _month(text: str) -> Month:
    found = parse_month(text)
    return abort(404) if found is None else found


def _back() -> Response:
    return make_response(redirect(f"/leder{HERE}?kvitteret", 303))


def _view(review: Review) -> ReviewView:
    address = f"/leder{HERE}/{review.month}"
    lead = _(
        "%(drawn)s af månedens %(lines)s linjer er trukket ved lodtrækning.",
        drawn=len(review.lot),
        lines=review.lines,
    )
    return ReviewView(
        address,
        month(review.month.first_day).capitalize(),
        lead,
        _notice(review),
        review.is_overdue,
        review.can_sign_all,
        _lines(review.findings, address),
        _lines(review.lot, address),
    )


def _lines(lines: Sequence[DrawnLine], address: str) -> tuple[LineView, ...]:
    return tuple(_line(one, f"{address}/{one.rule}/{one.number}") for one in lines)


def _line(one: DrawnLine, address: str) -> LineView:
    about = one.words or one.about
    facts = (
        _("%(day)s kl. %(time)s", day=short_day(one.at), time=clock(one.at)),
        *((str(about),) if about else ()),
        _(RIGHTS[one.right]),
    )
    return LineView(
        address,
        one.who or _(OPERATOR),
        _(ACTIONS[one.what]),
        _(RULES[one.rule], n=one.meetings) if one.rule in RULES else "",
        facts,
        _said(one),
        one.is_own,
        () if one.is_own else tuple(_buttons(one)),
    )


def _said(one: DrawnLine) -> str:
    if one.verdict is None or one.signed_on is None:
        return ""
    told = {"name": one.signed_by, "day": full_day(one.signed_on)}
    return " · ".join((_(VERDICTS[one.verdict]), _("%(name)s, %(day)s", **told)))


def _buttons(one: DrawnLine) -> list[tuple[str, str]]:
    """First it is in order, or somebody is asked; then what came of asking."""
    if one.verdict is None:
        return [(Verdict.FINE, _("I orden")), (Verdict.ASKED, _("Jeg spørger"))]
    if one.verdict is Verdict.ASKED:
        return [
            (Verdict.FINE, _("Afklaret, i orden")),
            (Verdict.REPORTED, _("Meldt som muligt brud")),
        ]
    return []

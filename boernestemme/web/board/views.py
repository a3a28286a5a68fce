"""The board's pages: every release, what one contains, and the button that approves it."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from boernestemme.domain.errors import NotFound, NotPermitted, ReleaseRefused
from boernestemme.domain.period import parse_period
from boernestemme.domain.roles import Permission
from boernestemme.services import approving
from boernestemme.services.approving import ReleaseState
from boernestemme.services.publishing import PublishedRelease, published_before
from boernestemme.web.board import blueprint
from boernestemme.web.board.archive import archive_of
from boernestemme.web.board.audit_words import box_of
from boernestemme.web.board.comparison import compared, compared_with, corrected
from boernestemme.web.board.verdict import verdict_of
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.releases.headlines import headlines_of
from boernestemme.web.releases.tables import tables_of, wishes_of
from boernestemme.web.staff.browser import page_context, signed_in
from boernestemme.web.tools import now

REFUSED = {
    "approved_already": N_(
        "Du har allerede godkendt tallene. Den anden godkendelse skal komme fra en anden."
    ),
    "published_already": N_("Tallene er allerede udgivet."),
    "too_narrow": N_("Prøven er ikke bestået, så tallene kan ikke godkendes."),
    "changed": N_("Tallene er ikke længere dem, du så. Læs dem igen, og godkend så."),
}
CONFLICT = 409


@blueprint.get("/")
@opens(Permission.APPROVE_RELEASE)
def releases() -> str:
    """Drafts first, then all that is published or was to be."""
    states = approving.states()
    return render_template(
        "board/releases.html",
        drafts=tuple((state, _is_mine(state)) for state in states if _waits(state)),
        published=archive_of(states),
        **page_context(),
    )


@blueprint.get("/<period>/")
@opens(Permission.APPROVE_RELEASE)
def release(period: str) -> str:
    """One release: its headlines, its tables, its digest, and who has approved it."""
    return _page(_found(period), None)


@blueprint.post("/<period>/godkend")
@opens(Permission.APPROVE_RELEASE)
def approve(period: str) -> Response | tuple[str, int]:
    """Approve the very numbers that were seen; the second approval publishes them."""
    person, state = signed_in(), _found(period)
    if person is None:
        raise NotPermitted("not signed in")
    try:
        approving.approve(person, state.period, now(), seen=request.form.get("digest", ""))
    except ReleaseRefused as refused:
        return _page(_found(period), _(REFUSED[refused.rule])), CONFLICT
    return make_response(redirect(url_for("board.release", period=str(state.period)), 303))


def _found(written: str) -> ReleaseState:
    period = parse_period(written)
    if period is None:
        raise NotFound(written)
    try:
        return approving.find(period)
    except ReleaseRefused as refused:
        raise NotFound(written) from refused


def _waits(state: ReleaseState) -> bool:
    return not state.is_published and not state.is_replaced


def _is_mine(state: ReleaseState) -> bool:
    person = signed_in()
    return person is not None and state.is_approved_by(person)


def _page(state: ReleaseState, problem: str | None) -> str:
    before = published_before(state.period, state.number)
    return render_template(
        "board/release.html",
        state=state,
        is_mine=_is_mine(state),
        problem=problem,
        **_deciding(state, before),
        before=compared_with(state.release, before),
        corrected=corrected(state.release, before),
        comparisons=compared(state.release, before),
        headlines=headlines_of(state.release),
        tables=tables_of(state.release),
        wishes=wishes_of(state.release),
        **page_context(),
    )


def _deciding(state: ReleaseState, before: PublishedRelease | None) -> dict[str, Any]:
    """What is asked of a draft, and of nothing that is published: may it be approved?"""
    if state.is_published:
        return {"verdict": None, "audited": None}
    audit, is_mine = approving.audit_of(state.period), _is_mine(state)
    return {
        "verdict": verdict_of(state.release, before, audit, is_mine),
        "audited": box_of(audit, state.release),
    }

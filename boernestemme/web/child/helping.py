"""An adult helps the child: who it is, the adult's card, and when not to go on."""

from flask import Response, render_template, request

from boernestemme.domain.asking import PRIVATE_CODES
from boernestemme.domain.errors import AlreadyAnswered, LinkDead
from boernestemme.domain.instruments.helping import (
    ALONE,
    CASEWORKER,
    FAMILY,
    HELPED_AFTER,
    HELPED_BY,
    helper_in,
)
from boernestemme.domain.invitation import Standing
from boernestemme.domain.questionnaire import Question
from boernestemme.domain.roles import Permission
from boernestemme.services import answering, answering_after, entering
from boernestemme.services.visiting import Visit
from boernestemme.web.child import blueprint
from boernestemme.web.child.after_screens import Tap
from boernestemme.web.child.browser import PLACES, current_visit, go_to, here, names, page_context
from boernestemme.web.child.wording import REFUSED
from boernestemme.web.child.wording_helping import (
    A_HELPER,
    CARD,
    CARD_PRIVATE,
    CARD_TITLE,
    HELPING,
    WHO_HELPS,
)
from boernestemme.web.guard import opens
from boernestemme.web.labels import HELPED_BY as HELPERS_LABELS
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now

HELPER_PAGE = "/hjaelper"
CARD_PAGE, OWN_LINK_PAGE, WAIT_PAGE = (f"{HELPER_PAGE}/{one}" for one in ("kort", "selv", "vent"))
ASKS = frozenset({Standing.BEFORE, Standing.AFTER})


@blueprint.get(HELPER_PAGE)
@opens(Permission.CHILD_SESSION)
def helper_page() -> str | Response:
    """Who helps you? Each answer is a button, *nobody* the first of them."""
    visit = current_visit()
    return _helper_page(visit) if visit.standing in ASKS else go_to("/svar/1")


def _helper_page(visit: Visit, problem: str = "") -> str:
    chosen, told = visit.draft.shown(_asked(visit).code), HELPING[visit.age_group].told
    return render_template(
        "child/who_helps.html",
        question=_(WHO_HELPS),
        told=_(told, **names(visit)) if visit.standing is Standing.BEFORE else "",
        taps=tuple(
            Tap(HELPED_BY.code, code, _(HELPERS_LABELS[code]), code == chosen)
            for code in HELPED_BY.choices
        ),
        action=_with_way_back(HELPER_PAGE),
        back=_onward(),
        problem=problem,
        **page_context(visit),
    )


@blueprint.post(HELPER_PAGE)
@opens(Permission.CHILD_SESSION)
def choose_helper() -> Response | tuple[str, int]:
    """Keep who helps in the draft. After the meeting the case worker's own is no device for it."""
    visit, helper = current_visit(), request.form.get(HELPED_BY.code, "")
    asked, is_after = _asked(visit), visit.standing is Standing.AFTER
    if helper not in asked.choices:
        return _helper_page(visit, _(REFUSED["unknown_choice"])), 422
    if is_after and helper == CASEWORKER:
        return go_to(_with_way_back(OWN_LINK_PAGE))
    try:
        if is_after:
            answering_after.tap(visit, asked, helper, now())
        else:
            # Whoever pressed, also *nobody*: what was private until now is shown to none of them.
            answering.save(visit, (asked,), {asked.code: helper}, now(), aside=PRIVATE_CODES)
    except (LinkDead, AlreadyAnswered):
        return go_to("/svar/1")
    return go_to(_onward() if helper == ALONE else _with_way_back(CARD_PAGE))


@blueprint.get(CARD_PAGE)
@opens(Permission.CHILD_SESSION)
def helper_card() -> str | Response:
    """What the adult must know before it helps, the duty to report among it."""
    visit = current_visit()
    helper = _helper(visit)
    if visit.standing not in ASKS or helper is None:
        return go_to("/svar/1")
    is_before = visit.standing is Standing.BEFORE
    has_private = is_before and helper != FAMILY
    return render_template(
        "child/helper_card.html",
        title=_(CARD_TITLE),
        lines=[_(line) for line in (*CARD, *((CARD_PRIVATE,) if has_private else ()))],
        onward=_onward(),
        can_practise=is_before,
        **page_context(visit),
    )


@blueprint.get(OWN_LINK_PAGE)
@opens(Permission.CHILD_SESSION)
def own_link_page() -> str | Response:
    """The case worker's own device is none to tap on: kind words, and nothing is saved."""
    visit = current_visit()
    if visit.standing is not Standing.AFTER:
        return go_to("/svar/1")
    wording = HELPING[visit.age_group]
    return render_template(
        "child/helper_stop.html",
        title=_(wording.own_title),
        lines=[_(line, **names(visit)) for line in wording.own],
        back=_with_way_back(HELPER_PAGE),
        **page_context(visit),
    )


@blueprint.post(WAIT_PAGE)
@opens(Permission.CHILD_SESSION)
def wait() -> Response:
    """The child would rather wait: nothing is sent, and what was answered so far is masked."""
    entering.come_back(current_visit(), now())
    return go_to(_with_way_back(WAIT_PAGE))


@blueprint.get(WAIT_PAGE)
@opens(Permission.CHILD_SESSION)
def waiting() -> str:
    """Nothing was sent, and how to go on another day."""
    visit = current_visit()
    wording = HELPING[visit.age_group]
    return render_template(
        "child/helper_stop.html",
        title=_(wording.wait_title),
        lines=[_(line, **names(visit)) for line in wording.wait],
        back=_onward(),
        **page_context(visit),
    )


def turned_away(visit: Visit) -> Response | None:
    """After the meeting nothing is asked where the case worker was the helper before it."""
    is_here = visit.draft.answers.get(HELPED_BY.code) == CASEWORKER
    return go_to(_with_way_back(OWN_LINK_PAGE)) if is_here else None


def helper_link(visit: Visit) -> str:
    """What the way to *who helps you* is called: it asks once there is somebody."""
    return _(A_HELPER if _helper(visit) is None else WHO_HELPS)


def _asked(visit: Visit) -> Question:
    """Who helps is asked about each phase by itself."""
    return HELPED_AFTER if visit.standing is Standing.AFTER else HELPED_BY


def _helper(visit: Visit) -> str | None:
    return helper_in(visit.draft.answers, _asked(visit))


def _onward() -> str:
    return f"/svar/{here() if here() in PLACES else 1}"


def _with_way_back(address: str) -> str:
    """A page of helping, which keeps where in the questions the child was."""
    return f"{address}?fra={here()}" if here() else address

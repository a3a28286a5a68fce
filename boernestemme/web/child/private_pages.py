"""Pages only the child may see while an adult helps: the card before them, and no answer shown."""

from flask import render_template, request

from boernestemme.domain.asking import PRIVATE_CODES
from boernestemme.domain.draft import Draft
from boernestemme.domain.instruments.helping import must_be_asked_alone
from boernestemme.domain.questionnaire import Screen as AskedScreen
from boernestemme.services.visiting import Visit
from boernestemme.web.child.browser import names, page_context
from boernestemme.web.child.wording_helping import ASK_ALONE, PRIVATE, PRIVATE_TITLE
from boernestemme.web.locale import gettext as _

READY = "klar"


def is_closed(visit: Visit, asked: AskedScreen) -> bool:
    """True until the child has said that it holds the phone alone."""
    return visit.asking.is_private(asked) and READY not in request.args


def private_page(visit: Visit, asked: AskedScreen) -> str:
    """The card before a private page: of its question there is nothing on it."""
    asking = visit.asking
    return render_template(
        "child/private.html",
        title=_(PRIVATE_TITLE),
        line=_(PRIVATE),
        action=f"/svar/{asked.number}",
        from_check="ret" in request.args,
        number=asking.position(asked.number),
        total=asking.total,
        back=f"/svar/{asking.before(asked.number)}",
        **page_context(visit),
    )


def aside(visit: Visit, asked: AskedScreen) -> tuple[str, ...]:
    """What is to be hidden from whoever helps once the child presses anything on this page."""
    return asked.codes if visit.asking.is_private(asked) else ()


def draft_to_check(visit: Visit) -> Draft:
    """What the check page may show: nothing private while somebody helps."""
    is_helped = visit.asking.helper is not None
    return visit.draft.set_aside(PRIVATE_CODES) if is_helped else visit.draft


def rest_line(visit: Visit) -> str:
    """Who asks the child about what was left out because family helps; else empty."""
    is_left_out = must_be_asked_alone(visit.draft.answers)
    return _(ASK_ALONE, **names(visit)) if is_left_out else ""


def address_inside(visit: Visit, number: int) -> str:
    """A page of questions for the child that already holds the phone alone."""
    asked = visit.asking.screen(number)
    is_private = asked is not None and visit.asking.is_private(asked)
    return f"/svar/{number}?{READY}=1" if is_private else f"/svar/{number}"

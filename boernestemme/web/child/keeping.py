"""Autosave: the page's script brings what stands in its form while the child is still at it.

It comes to the page's own address with ``go=keep``. The answer shows nothing: 204 and the new
draft's token, 409 and the token of the draft that stands there when the page had seen another,
410 where nothing can be answered any more, 422 for what no draft holds.
"""

from collections.abc import Callable, Sequence

from flask import Response, request

from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, DraftChanged, LinkDead
from boernestemme.domain.instruments.before import KEEP_NEEDS
from boernestemme.domain.questionnaire import Question, Screen, Value, codes_of
from boernestemme.services import answering, answering_after, entering
from boernestemme.services.visiting import Visit
from boernestemme.web.child import private_pages
from boernestemme.web.child.browser import cookie
from boernestemme.web.child.forms import given_answers
from boernestemme.web.child.ways import as_shown
from boernestemme.web.tools import now

KEPT, CHANGED, OVER, REFUSED = 204, 409, 410, 422
STANDING = "Draft"  # the header that names the draft that stands


def is_asked() -> bool:
    """True when nothing was pressed: the script saves what has been typed so far."""
    return request.form.get("go") == "keep"


def as_seen(visit: Visit, questions: Sequence[Question]) -> Visit:
    """The visit as the page that was sent shows it, if that page saw the draft that stands."""
    return visit.as_seen(_token(), codes_of(questions))


def keep_page(visit: Visit, asked: Screen | None) -> Response:
    """Keep one page of questions; what is private is hidden once the child has left the page."""
    if asked is None:
        return _answer(OVER)
    given = given_answers(asked.questions, request.form)
    aside = private_pages.aside(visit, asked) if "left" in request.form else ()
    seen = as_seen(visit, asked.questions)

    def keep() -> str:
        try:
            return answering.keep(seen, asked.questions, given, _token(), now(), aside=aside)
        except (DraftChanged, AnswerRefused):
            if aside:  # an earlier save of this page may stand there, and nobody else sees to it
                stands = as_shown(entering.visit(cookie(), now()), request.form)
                answering.set_aside(stands, aside, now())
            raise

    return _kept(keep)


def keep_closing(visit: Visit) -> Response:
    """Keep what is asked on the page that sends."""
    asked = (KEEP_NEEDS,)
    given = given_answers(asked, request.form)
    return _kept(lambda: answering.keep(visit, asked, given, _token(), now()))


def keep_words(visit: Visit, said: dict[str, Value]) -> Response:
    """Keep the words of the page that sends after a meeting."""
    return _kept(lambda: answering_after.keep(visit, said, _token(), now()))


def _token() -> str:
    return request.form.get("draft", "")


def _kept(keep: Callable[[], str]) -> Response:
    try:
        return _answer(KEPT, keep())
    except DraftChanged:
        return _answer(CHANGED, entering.visit(cookie(), now()).token_instead_of(_token()))
    except (LinkDead, AlreadyAnswered):
        return _answer(OVER)
    except AnswerRefused:
        return _answer(REFUSED)


def _answer(status: int, token: str | None = None) -> Response:
    headers = {} if token is None else {STANDING: token}
    return Response(status=status, headers=headers, mimetype="text/plain")

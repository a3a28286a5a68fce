"""When something goes wrong on the child's side: plain words, and nothing typed is lost."""

from flask import render_template, request

from boernestemme.domain.errors import SessionGone
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.services.entering import Visit
from boernestemme.web.child.browser import current_visit, page_context
from boernestemme.web.child.forms import NOT_ANSWERS, fields_to_keep

ANSWER_CODES = frozenset(
    question.code for instrument in INSTRUMENTS.values() for question in instrument.questions
)


def holds_answers() -> bool:
    """True when this form brought something the child said."""
    return bool(ANSWER_CODES & (set(request.form) - NOT_ANSWERS))


def dead() -> tuple[str, int]:
    """One page for used, expired, revoked, forged and unknown links alike."""
    return render_template("child/dead.html", **page_context(None, csrf_token="")), 404


def not_saved(status: int, *, can_retry: bool = True) -> tuple[str, int]:
    """*Ikke modtaget*: what the child gave stays on the screen, to be sent again."""
    found = _visit_if_it_can_be_read()
    context = page_context(found)
    return (
        render_template(
            "child/not_saved.html",
            action=request.path,
            fields=fields_to_keep(request.form),
            call_number=found.invitation.call_number if found else "",
            can_retry=can_retry,
            **context,
        ),
        status,
    )


def _visit_if_it_can_be_read() -> Visit | None:
    try:
        return current_visit()
    except SessionGone:
        return None
    except Exception:  # noqa: BLE001 - the database is what failed; the page must still be shown
        return None

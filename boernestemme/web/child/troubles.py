"""When something goes wrong on the child's side: plain words, and nothing typed is lost."""

from flask import render_template, request

from boernestemme.domain.errors import SessionGone
from boernestemme.domain.invitation import Standing
from boernestemme.services.visiting import Visit
from boernestemme.web.child.browser import current_visit, page_context
from boernestemme.web.child.forms import fields_to_keep
from boernestemme.web.errors import plain_page
from boernestemme.web.locale import gettext as _

BRING_ANSWERS = frozenset({"child.save_page", "child.send", "child.send_after"})


def brings_answers() -> bool:
    """True when this request brings, or sends, what the child said."""
    return request.method == "POST" and request.endpoint in BRING_ANSWERS


def too_large() -> tuple[str, int]:
    """More than can be taken at once: nothing of it was read."""
    title = _("Det er ikke modtaget")
    text = _("Teksten er for lang. Gå tilbage, og gør den kortere.")
    return plain_page(title, text, 413)


def dead() -> tuple[str, int]:
    """One page for used, expired, revoked, forged and unknown links alike."""
    return render_template("child/dead.html", **page_context(None, csrf_token="")), 404


def not_received(visit: Visit) -> str:
    """What is said above an answer that could not be sent: never more than is so."""
    number = visit.invitation.call_number
    if visit.standing is Standing.DEAD:
        return _(
            "Det er ikke modtaget. Linket virker ikke mere. Ring til %(number)s.", number=number
        )
    return _("Det er ikke modtaget. Du kan ikke sende det nu. Ring til %(number)s.", number=number)


def not_saved(status: int, *, can_retry: bool = True, reopen: bool = False) -> tuple[str, int]:
    """*Ikke modtaget*: what the child gave stays on the screen, to be sent again.

    ``reopen`` says that the link must be opened first, for nobody is in.
    """
    found = _visit_if_it_can_be_read()
    context = page_context(found)
    return (
        render_template(
            "child/not_saved.html",
            action=request.path,
            fields=fields_to_keep(request.form),
            call_number=found.invitation.call_number if found else "",
            can_retry=can_retry,
            is_dead=found is None or found.standing is Standing.DEAD,
            is_after=found is not None and found.standing is Standing.AFTER,
            reopen=reopen,
            **context,
        ),
        status,
    )


def _visit_if_it_can_be_read() -> Visit | None:
    try:
        return current_visit()
    except SessionGone:
        return None
    except Exception:  # the database is what failed; the page must still be shown
        return None

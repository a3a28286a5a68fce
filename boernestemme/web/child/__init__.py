"""The child's door: write-only, readable, and closed to whoever lacks the two words."""

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from boernestemme.domain.errors import LinkRefused, Refused, SessionGone
from boernestemme.domain.roles import Permission
from boernestemme.web import form_token
from boernestemme.web.child import troubles
from boernestemme.web.child.browser import (
    asked_language,
    cookie,
    current_visit,
    go_to,
    page_context,
    speak_as_the_phone,
)
from boernestemme.web.errors import log_trouble, plain_page
from boernestemme.web.guard import (
    SAFE_METHODS,
    asked_permission,
    changes_something,
    comes_from_elsewhere,
    comes_from_outside,
)
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import speak
from boernestemme.web.tools import tools

blueprint = Blueprint("child", __name__, template_folder="templates")
CHILDS_PERMISSIONS = frozenset({Permission.ANYBODY, Permission.CHILD_SESSION})
WITHOUT_WORDS = frozenset({"child.words", "child.pick_words", "child.carry_on", "child.choose_way"})
WITHOUT_TOKEN = frozenset({"child.hide"})


@blueprint.before_request
def check_who_asks() -> Response | tuple[str, int] | None:
    """Closed by default; forms must be ours; answers need a session that knows the words."""
    if asked := asked_language():
        speak(asked)
    permission = asked_permission()
    if permission not in CHILDS_PERMISSIONS:
        abort(404)
    if changes_something() and request.endpoint not in WITHOUT_TOKEN:
        if comes_from_elsewhere():
            abort(403)
        if not _token_fits():
            return troubles.not_saved(400, reopen=cookie() is None)
    return _check_session() if permission is Permission.CHILD_SESSION else None


def _token_fits() -> bool:
    key, token = tools().settings.form_key, request.form.get("csrf_token")
    bounds = [request.path, cookie()] if request.endpoint == "child.begin" else [cookie()]
    return any(form_token.fits(key, bound, token) for bound in bounds if bound)


def _check_session() -> Response | tuple[str, int] | None:
    found = current_visit()
    if request.endpoint in WITHOUT_WORDS:
        return None
    if not found.knows_words:
        return go_to("/ord")
    if request.method in SAFE_METHODS and comes_from_outside():
        return door.carry_on_page(), 200
    return None


@blueprint.errorhandler(SessionGone)
def session_is_gone(_error: SessionGone) -> tuple[str, int]:
    """Nobody is in; what was just typed stays on the screen."""
    if troubles.brings_answers():
        return troubles.not_saved(403, reopen=True)
    return render_template("child/closed.html", **page_context(None, csrf_token="")), 403


@blueprint.errorhandler(LinkRefused)
def link_is_dead(_error: LinkRefused) -> tuple[str, int]:
    """The same page for every link that cannot be used, byte for byte (LNK-10)."""
    return troubles.dead()


@blueprint.errorhandler(Exception)
def something_is_wrong(error: Exception) -> tuple[str, int]:
    """Database, keys or disk in trouble: *ikke modtaget*, and what was typed stays (SUB-06)."""
    if isinstance(error, RequestEntityTooLarge):
        return troubles.too_large()
    if isinstance(error, HTTPException | Refused):
        return plain_page(_("Her er ikke noget nu"), _("Du kan lukke siden."), _status(error))
    log_trouble(error)
    speak_as_the_phone()
    if troubles.brings_answers():
        return troubles.not_saved(503)
    return plain_page(_("Noget gik galt"), _("Prøv igen om lidt."), 503)


def _status(error: Exception) -> int:
    return (error.code if isinstance(error, HTTPException) else None) or 404


# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.child import (
    answering,
    choosing,
    clips,
    door,
    practice,
    privacy,
    reading,
    rehearsing,
    sending,
)

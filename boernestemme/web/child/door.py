"""Coming in and going out: the door, the two words, *Skjul*, and going on after a pause."""

from collections.abc import Collection
from functools import cache
from typing import Any

from flask import Response, make_response, render_template, request
from markupsafe import Markup

from boernestemme.domain.errors import LinkDead, WrongWords
from boernestemme.domain.invitation import Standing
from boernestemme.domain.manner import Manner
from boernestemme.domain.roles import Permission
from boernestemme.domain.shared_words import COLOURS, WordPair, ascii_name, decoys
from boernestemme.services import entering
from boernestemme.services.local_settings import hide_address
from boernestemme.web import form_token
from boernestemme.web.child import blueprint
from boernestemme.web.child.browser import (
    cookie,
    current_visit,
    forget_everything,
    give_cookie,
    go_to,
    page_context,
)
from boernestemme.web.child.forms import given_words
from boernestemme.web.child.kept_pages import Called, kept_page
from boernestemme.web.child.ways import choose_manner
from boernestemme.web.errors import log_trouble
from boernestemme.web.guard import opens
from boernestemme.web.locale import speak
from boernestemme.web.pictures import thing_picture
from boernestemme.web.tools import now, tools

FIRST_PAGE = "/svar/1"
WORDS_PAGE = "/ord"


@blueprint.get("/b/<token>")
@opens(Permission.ANYBODY)
def door(token: str) -> bytes:
    """The door shows nothing and spends nothing, however often it is fetched."""
    entering.look(tools().signer, token, now())
    context = page_context(None, form_token.issue(tools().settings.form_key, request.path))
    return kept_page("child/door.html", context, _door, (), {"action": request.path})


def _door(_called: Called) -> dict[str, Any]:
    return {}


@blueprint.post("/b/<token>")
@opens(Permission.ANYBODY)
def begin(token: str) -> Response:
    """A press begins a session; the address loses the link."""
    manner = Manner(speak(request.form.get("language", "")))
    secret = entering.start(tools().signer, token, cookie(), now(), manner)
    response = go_to(WORDS_PAGE)
    give_cookie(response, secret.cookie)
    return response


@blueprint.get(WORDS_PAGE)
@opens(Permission.CHILD_SESSION)
def words() -> str | bytes | Response:
    """The child picks the two words it was told."""
    found = current_visit()
    if found.standing is Standing.DEAD:
        raise LinkDead
    if found.knows_words:
        return go_to(FIRST_PAGE)
    return _words_page(None)


@blueprint.post(WORDS_PAGE)
@opens(Permission.CHILD_SESSION)
def pick_words() -> str | bytes | Response:
    """Right words let the child in; a wrong pick takes one of five tries."""
    picked, found = given_words(request.form), current_visit()
    if choose_manner(found, request.form):
        return _words_page(None, keep=True)
    if picked is None:
        return _words_page(None, missing=True, keep=True)
    try:
        entering.enter(found, picked, now())
    except WrongWords as wrong:
        return _words_page(picked, left=wrong.left)
    return go_to(FIRST_PAGE)


def _words_page(
    picked: WordPair | None, left: int = 0, *, missing: bool = False, keep: bool = False
) -> str | bytes:
    found = current_visit()
    context, invitation = page_context(found), found.invitation
    half = {request.form.get("first_word"), request.form.get("second_word")}
    shown = half if keep else set()
    things = decoys(invitation.meeting_id.encode(), invitation.words.thing)
    own = {"things": Markup("\n").join(_thing(word, word in shown) for word in things)}
    if picked is None and not keep:
        return kept_page("child/words.html", context, _words, (), own)
    says = {"wrong": picked is not None, "missing": missing, "left": left}
    return render_template("child/words.html", **_words({}, shown) | says | own, **context)


def _words(_called: Called, shown: Collection[str | None] = ()) -> dict[str, Any]:
    colours = [(word, f"swatch-{ascii_name(word)}", word in shown) for word in COLOURS]
    return {"colours": colours, "wrong": False, "missing": False}


@cache  # the same for every child, in every language
def _thing(word: str, is_shown: bool) -> Markup:
    picture = thing_picture(word)
    tile = render_template("child/thing.html", word=word, picture=picture, checked=is_shown)
    return Markup(tile)  # noqa: S704 - our own template


def carry_on_page() -> str:
    """Whether to go on. What was masked before it stays so, whatever lies in front of the page."""
    return render_template("child/carry_on.html", **page_context(None) | {"was_away": True})


@blueprint.post("/videre")
@opens(Permission.CHILD_SESSION)
def carry_on() -> str | Response:
    """Go on after coming from outside; what was answered so far is masked."""
    if choose_manner(current_visit(), request.form):
        return carry_on_page()
    entering.come_back(current_visit(), now())
    return go_to(FIRST_PAGE)


@blueprint.post("/pause")
@opens(Permission.CHILD_SESSION)
def pause() -> tuple[str, int]:
    """The page's script tells that the page lies behind something else, or is back in front."""
    entering.note_away(current_visit(), is_away=request.form.get("away") == "yes")
    return "", 204


@blueprint.post("/skjul")
@opens(Permission.ANYBODY)
def hide() -> Response:
    """End the session and destroy what was not sent, then leave. Never refused (DEV-04)."""
    try:
        entering.hide(cookie())
    except Exception as error:  # logged; the page must go away all the same
        log_trouble(error)
    response = make_response(_neutral_page())
    forget_everything(response)
    return response


@blueprint.get("/skjul")
@opens(Permission.ANYBODY)
def hidden() -> str:
    """A neutral page that does nothing."""
    return _neutral_page()


def _neutral_page() -> str:
    context = page_context(None, csrf_token="")
    return render_template("child/hide.html", refresh_to=_leads_to(), **context)


def _leads_to() -> str:
    """The address that the page before named, else the installation's, whatever is broken."""
    mark, usual = request.args.get("til"), tools().settings.hide_address
    try:
        return (hide_address(mark) if mark else None) or usual
    except Exception as error:  # logged; the page must go away all the same
        log_trouble(error)
        return usual

"""The child's browser: its one cookie, its session, and what every page may say."""

from dataclasses import replace
from typing import Any

from flask import Response, g, request

from boernestemme.domain.draft import DRAFT_LIFE
from boernestemme.domain.errors import LinkDead, SessionGone
from boernestemme.domain.instruments.before import LAST_SCREEN
from boernestemme.domain.invitation import Standing
from boernestemme.domain.local_settings import LocalSettings, mark_of
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services.entering import visit
from boernestemme.services.visiting import Visit
from boernestemme.web import cookies, form_token
from boernestemme.web.assets import FAVICON, addresses
from boernestemme.web.child.ways import ways_of
from boernestemme.web.errors import log_trouble
from boernestemme.web.guard import comes_from_outside
from boernestemme.web.languages import DANISH, languages
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import page_language, speak
from boernestemme.web.marking import N_
from boernestemme.web.tools import now, tools, usual_settings

COOKIE = cookies.CHILDS
CHECK_PAGE = "/svar/tjek"
ASKED_LANGUAGE = "sprog"
USUAL_TITLE = "rådgiver"
UNNAMED = {"who": N_("din rådgiver"), "Who": N_("Din rådgiver"), "mine": N_("min rådgiver")}
OUTSIDE = "ude"
PLACES = frozenset(
    {*(str(number) for number in range(1, LAST_SCREEN + 1)), "tjek", "send", "tak", "brev"}
)


def cookie() -> str | None:
    """The opaque id this browser brought, if any."""
    return cookies.read_cookie(COOKIE)


def give_cookie(response: Response, value: str) -> None:
    """Let the browser keep its opaque id as long as a draft lives."""
    cookies.set_cookie(response, COOKIE, value, int(DRAFT_LIFE.total_seconds()))


def forget_everything(response: Response) -> None:
    """Make the browser forget its opaque id, and the pages it kept for its Back button.

    The cookie changes twice: Chromium throws a kept page away when a cookie has changed since,
    but overlooks one change for a page that was itself reached by setting it.
    """
    give_cookie(response, "")
    cookies.delete_cookie(response, COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def go_to(address: str) -> Response:
    """On to another page of ours, fetched by GET; no browser shows what would stand here."""
    return Response(status=303, headers={"Location": address})


def current_visit() -> Visit:
    """This browser's session, answered in its own language. Raises SessionGone."""
    known: Visit | None = g.get("visit")
    if known is not None:
        return known
    g.visit = found = _as_offered(visit(cookie(), now()))
    speak(asked_language() or found.manner.language)
    return found


def asked_language() -> str:
    """The language that the address asks for; empty when it names none, as nearly all do."""
    asked = request.args
    return asked.get(ASKED_LANGUAGE, "") if asked else ""  # to look in vain costs an error


def speak_as_the_phone() -> None:
    """In the phone's own language, as far as it is offered, where the child's cannot be read."""
    if g.get("visit") is None and ASKED_LANGUAGE not in request.args:
        speak(request.accept_languages.best_match(languages().offered) or DANISH)


def _as_offered(found: Visit) -> Visit:
    """The session; in Danish when its language is no longer offered."""
    if found.manner.language in languages().offered:
        return found
    return replace(found, manner=replace(found.manner, language=DANISH))


def live_visit() -> Visit:
    """This browser's session, on a link that is not dead. Raises SessionGone and LinkDead."""
    visit = current_visit()
    if visit.standing is Standing.DEAD:
        raise LinkDead
    return visit


def known_visit() -> Visit | None:
    """This browser's session if its child has picked the right words.

    None also when it cannot be read: help must open whatever else is broken.
    """
    try:
        found = current_visit()
    except SessionGone:
        return None
    except Exception as error:  # logged, and the page is shown all the same
        log_trouble(error)
        speak_as_the_phone()
        return None
    return found if found.knows_words else None


def token_bound_to() -> str:
    """What this browser's form tokens are bound to: its cookie, or the address it stands at."""
    return cookie() or request.path


def local_settings(found: Visit | None) -> LocalSettings:
    """What the child's municipality has set, over what the installation has; no question more."""
    return usual_settings() if found is None else found.local.over(usual_settings())


def hide_page(found: Visit | None) -> str:
    """Where *Skjul* is sent: it names the municipality's own address behind it, if there is one.

    By the time it is answered nobody knows any more whose session it was.
    """
    own = "" if found is None else found.local.hide_address
    return f"/skjul?til={mark_of(own)}" if own else "/skjul"


def names(found: Visit | None) -> dict[str, str]:
    """What the case worker is called here: by name only where the phone is the child's.

    ``who`` and ``Who`` are for the page's sentences, ``mine`` for what the child says itself.
    """
    if found is None or not found.invitation.may_show_names:
        title = local_settings(found).caseworker_title
        return {key: _(text).replace(USUAL_TITLE, title) for key, text in UNNAMED.items()}
    name = found.invitation.contact_name
    return {"who": name, "Who": name, "mine": name}


def here() -> str:
    """The page under /svar/ this is, or that a page beside it was opened from; empty elsewhere.

    A page beside it that was opened from outside says so to those opened from it: none of them
    leads back past the question whether to go on.
    """
    place = request.path.removeprefix("/svar/")
    if place == request.path:
        place = OUTSIDE if comes_from_outside() else request.args.get("fra", "")
    return place if place in {*PLACES, OUTSIDE} else ""


def page_context(found: Visit | None, csrf_token: str | None = None) -> dict[str, Any]:
    """What every page of the child's side is given.

    Pages that must be the same for everybody pass no visit and an empty token.
    """
    age = found.age_group if found else AgeGroup.OLDER
    key = tools().settings.form_key
    token = form_token.issue(key, token_bound_to()) if csrf_token is None else csrf_token
    place, ways = here() if found else "", ways_of(found, is_nobodys=not token or "visit" not in g)
    return {
        "age": age.value,
        "csrf_token": token,
        "here": place,
        "favicon_url": FAVICON,
        "draft_token": found.draft_token if found else "",
        "was_away": found is not None and found.was_away,
        "beside": _query(place, ways["chosen"]),
        "hide_page": hide_page(found),
        **ways,
        **names(found),
        **page_language(),
        **addresses("child"),
    }


def _query(place: str, chosen: str) -> str:
    """What a page beside this one is asked with: where to go back to, or in which language."""
    if place:
        return f"?fra={place}"
    return f"?{ASKED_LANGUAGE}={chosen}" if chosen else ""

"""Two ways to have a page otherwise: in another language, or with the other age group's questions.

Both are buttons of the page's own form, so that what was answered on it is kept with one tap.
"""

from dataclasses import dataclass, replace
from typing import Any

from flask import g, request
from werkzeug.datastructures import MultiDict

from boernestemme.domain.invitation import Standing
from boernestemme.domain.manner import Manner
from boernestemme.domain.meeting import AgeGroup, Phase, other_age
from boernestemme.domain.switching import switched
from boernestemme.services import entering
from boernestemme.services.visiting import Visit
from boernestemme.web.guard import SAFE_METHODS
from boernestemme.web.languages import DANISH, languages
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import speak, spoken
from boernestemme.web.marking import N_

FIELD, SHOWN = "manner", "shown"
AGE, LANGUAGE = "age", "language"
OTHER_QUESTIONS = {
    AgeGroup.YOUNGER: N_("Vis lettere spørgsmål"),
    AgeGroup.OLDER: N_("Vis spørgsmål for større børn"),
}


@dataclass(frozen=True)
class Way:
    """One button: what it sends, and what it says."""

    value: str
    label: str


def ways_of(visit: Visit | None, *, is_nobodys: bool) -> dict[str, Any]:
    """What a page is given to show them.

    A page that is nobody's keeps nothing: there a language is a link, and what is beside the page
    is asked for in that language too.
    """
    here = spoken().code
    can_choose = not is_nobodys or request.method in SAFE_METHODS
    chosen = here if is_nobodys and here != DANISH else ""
    others = tuple(one for one in languages().offered.values() if one.code != here)
    return {
        "questions": None if visit is None else _other_questions(visit),
        "languages": others if can_choose else (),
        "by_link": is_nobodys,
        "chosen": chosen,
        "this_page": request.full_path.rstrip("?"),
    }


def _other_questions(visit: Visit) -> Way | None:
    """The button to the other age group's questions, or None where there is no choice."""
    other = other_age(visit.age_group)
    if not _may_choose(visit):
        return None
    return Way(f"{AGE}:{other}", _(OTHER_QUESTIONS[other]))


def _may_choose(visit: Visit) -> bool:
    """The other questions may be chosen; see ``Visit.age_group`` for those after the meeting."""
    if not visit.knows_words or Phase.AFTER in visit.sent:
        return False
    is_younger = visit.invitation.age_group is AgeGroup.YOUNGER
    return not (is_younger and visit.standing is Standing.AFTER)


def as_shown(visit: Visit, form: MultiDict[str, str]) -> Visit:
    """The visit as the page that was sent showed it.

    A page from before the other questions were chosen, reached by *Back*, is taken as it was.
    """
    shown = form.get(SHOWN, visit.age_group)
    if shown == visit.age_group or shown not in set(AgeGroup):
        return visit
    age_group = AgeGroup(shown)
    draft, stored = switched(visit.draft, age_group), switched(visit.stored, age_group)
    manner = replace(visit.manner, age_group=age_group)
    return replace(visit, manner=manner, draft=draft, stored=stored)


def choose_manner(visit: Visit, form: MultiDict[str, str]) -> bool:
    """Let this browser have its pages as its form asks; False where it asks for no such thing.

    True also where what it asks for is offered no more: such a press never does anything else,
    least of all send.
    """
    if FIELD not in form:
        return False
    chosen = _chosen(visit, form[FIELD])
    if chosen is not None:
        entering.choose(visit, chosen)
        g.visit = replace(visit, manner=chosen)
        speak(chosen.language)
    return True


def _chosen(visit: Visit, value: str) -> Manner | None:
    what, _sep, which = value.partition(":")
    if what == AGE and which in set(AgeGroup) and _may_choose(visit):
        return replace(visit.manner, age_group=AgeGroup(which))
    if what == LANGUAGE and which in languages().offered:
        return replace(visit.manner, language=which)
    return None

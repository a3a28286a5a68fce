"""Two ways to have a page otherwise: in another language, or with the other age group's questions.

Both are buttons of the page's own form, so that what was answered on it is kept with one tap.
"""

from dataclasses import dataclass, replace

from flask import g
from werkzeug.datastructures import MultiDict

from boernestemme.domain.invitation import Standing
from boernestemme.domain.manner import Manner
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.services import entering
from boernestemme.services.entering import Visit
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import now

FIELD = "manner"
AGE, LANGUAGE = "age", "language"
OTHER_QUESTIONS = {
    AgeGroup.YOUNGER: N_("Vis de lette spørgsmål"),
    AgeGroup.OLDER: N_("Vis de store spørgsmål"),
}


@dataclass(frozen=True)
class Way:
    """One button: what it sends, and what it says in which language."""

    value: str
    label: str
    language: str = ""


def ways_of(visit: Visit | None) -> dict[str, Way | None]:
    """What a page is given, to show where it holds answers."""
    return {"questions": None if visit is None else _other_questions(visit)}


def _other_questions(visit: Visit) -> Way | None:
    """The button to the other age group's questions, or None where there is no choice."""
    other = AgeGroup.OLDER if visit.age_group is AgeGroup.YOUNGER else AgeGroup.YOUNGER
    if not _may_choose(visit):
        return None
    return Way(f"{AGE}:{other}", _(OTHER_QUESTIONS[other]))


def _may_choose(visit: Visit) -> bool:
    """The other questions may be chosen; see ``Visit.age_group`` for those after the meeting."""
    if not visit.knows_words or Phase.AFTER in visit.sent:
        return False
    is_younger = visit.invitation.age_group is AgeGroup.YOUNGER
    return not (is_younger and visit.standing is Standing.AFTER)


def choose_manner(visit: Visit, form: MultiDict[str, str]) -> bool:
    """Let this browser have its pages as its form asks; False where it asks for nothing else."""
    chosen = _chosen(visit, form.get(FIELD, ""))
    if chosen is None:
        return False
    entering.choose(visit, chosen, now())
    g.visit = replace(visit, manner=chosen)
    return True


def _chosen(visit: Visit, value: str) -> Manner | None:
    what, _sep, which = value.partition(":")
    if what == AGE and which in set(AgeGroup) and _may_choose(visit):
        return replace(visit.manner, age_group=AgeGroup(which))
    return None

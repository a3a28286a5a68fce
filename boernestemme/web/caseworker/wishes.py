"""A wish in the case worker's words: always Danish, whatever the child read."""

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import Wish
from boernestemme.web import labels
from boernestemme.web.caseworker.wording import PERSON_WISH, WISH_ABOUT
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

FOR_THE_READER = {
    "alone_first": {"yes": N_("Tale alene med dig først")},
    "want_bisidder": {"yes": N_("Have en bisidder med")},
    "tell_in_person": {"yes": N_("Sige noget om personerne til dig selv")},
}
NEEDS = labels.NEEDS | {"sig_det": N_("At du siger det svære for barnet")}
PRIVATE = {"not_for_parents": labels.SCALE | {"yes": N_("Ja. Barnet siger det til dig selv.")}}
LABELS = {
    AgeGroup.YOUNGER: labels.YOUNGER | FOR_THE_READER | PRIVATE,
    AgeGroup.OLDER: labels.OLDER | FOR_THE_READER | {"needs": NEEDS},
}
TO_YOU = {"mine": "dig"}


def choice_label(question: str, code: str, age_group: AgeGroup) -> str:
    """One tapped answer in words."""
    return _(LABELS[age_group][question][code], **TO_YOU)


def person_label(question: str) -> str:
    """The person a row was about."""
    return _(labels.PERSONS[question.removeprefix("person-")], **TO_YOU)


def wish_label(wish: Wish, age_group: AgeGroup) -> str:
    """What the child asks for, in one line."""
    if wish.question.startswith("person-"):
        return _(PERSON_WISH[wish.code], what=person_label(wish.question))
    about = _(WISH_ABOUT[wish.question])
    if "%(what)s" not in WISH_ABOUT[wish.question]:
        return about
    what = choice_label(wish.question, wish.code, age_group)
    return _(WISH_ABOUT[wish.question], what=what)

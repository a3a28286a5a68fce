"""A child's open wishes in the words it met itself: for what lies on the table or goes home."""

from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import Wish
from boernestemme.web import labels
from boernestemme.web.caseworker.wording import PERSON_WISH, WISH_ABOUT
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

# A child that changed over has answers among the other age group's questions too.
LABELS = {
    AgeGroup.YOUNGER: labels.YOUNGER,
    AgeGroup.OLDER: labels.YOUNGER | labels.OLDER,
}
PERSONS = {AgeGroup.YOUNGER: labels.YOUNGER_PERSONS, AgeGroup.OLDER: labels.PERSONS}
MINE = N_("min rådgiver")
OWN_TEXTS = {
    "topics_text": N_("Emner, du skrev"),
    "place_text": N_("Sted, du skrev"),
    "not_place": N_("Ikke et sted, du skrev"),
    "needs_text": N_("Hjælp, du skrev"),
}


@dataclass(frozen=True)
class ChildLabels:
    """The words of one age group. The case worker has no name in them: others may look on."""

    age_group: AgeGroup

    def choice(self, question: str, code: str) -> str:
        """One tapped answer as it stood on the tile."""
        return _(LABELS[self.age_group][question][code], mine=_(MINE))

    def person(self, question: str) -> str:
        """The person a row was about."""
        return _(PERSONS[self.age_group][question.removeprefix("person-")], mine=_(MINE))

    def wish(self, wish: Wish) -> str:
        """What an open wish is about, in one line."""
        if wish.question.startswith("person-"):
            return _(PERSON_WISH[wish.code], what=self.person(wish.question))
        if wish.question in OWN_TEXTS:
            return _(OWN_TEXTS[wish.question])
        what = self.choice(wish.question, wish.code)
        return _(WISH_ABOUT[wish.question], what=what)

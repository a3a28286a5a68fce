"""A child's answers in its reader's words: always Danish, whatever the child read."""

from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import Wish
from boernestemme.web import labels
from boernestemme.web.caseworker.wording import PERSON_WISH, WISH_ABOUT
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.staff.own_settings import caseworker_title

FIRSTS = ("alone_first", "want_bisidder", "tell_in_person")
FOR_THE_READER = {code: {"yes": WISH_ABOUT[code]} for code in FIRSTS}
SAYS_IT = {"sig_det": N_("At %(who)s siger det svære for barnet")}
PRIVATE = labels.SCALE | {"yes": N_("Ja. Barnet siger det selv til %(mine)s.")}
CHOICES = FOR_THE_READER | {"not_for_parents": PRIVATE, "private_choice": PRIVATE}
# A child that changed over has answers among the other age group's questions too.
LABELS = {
    AgeGroup.YOUNGER: labels.YOUNGER | CHOICES | {"needs": labels.YOUNGER_NEEDS | SAYS_IT},
    AgeGroup.OLDER: labels.YOUNGER | labels.OLDER | CHOICES | {"needs": labels.NEEDS | SAYS_IT},
}


@dataclass(frozen=True)
class Labels:
    """The words for what a child of one age group answered, to its case worker or a colleague."""

    age_group: AgeGroup
    is_backup: bool

    @property
    def mine(self) -> str:
        """What the child's own case worker is called to this reader."""
        if not self.is_backup:
            return _("dig")
        return _("barnets %(title)s", title=caseworker_title())

    def choice(self, question: str, code: str) -> str:
        """One tapped answer in words."""
        return self._said(LABELS[self.age_group][question][code])

    def person(self, question: str) -> str:
        """The person a row was about."""
        return self._said(labels.PERSONS[question.removeprefix("person-")])

    def wish(self, wish: Wish) -> str:
        """What the child asks for, in one line."""
        if wish.question.startswith("person-"):
            return _(PERSON_WISH[wish.code], what=self.person(wish.question))
        about = WISH_ABOUT[wish.question]
        if "%(what)s" in about:
            return _(about, what=self.choice(wish.question, wish.code))
        return self._said(about)

    def _said(self, text: str) -> str:
        return _(text, mine=self.mine, who=self.mine if self.is_backup else _("du"))

"""Which questions one child is asked before its meeting: those that fit, in the order that fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from boernestemme.domain.instruments.before import (
    CHECK_NUMBER,
    INSTRUMENTS,
    INTERPRETER,
    ONLY_CASEWORKER,
)
from boernestemme.domain.instruments.helping import FAMILY
from boernestemme.domain.meeting import AgeGroup, Settled
from boernestemme.domain.questionnaire import Question, Screen
from boernestemme.domain.switching import PRIVATE_CHOICE, PRIVATE_TEXT

PLACE_SCREEN, PERSONS_SCREEN = 5, 4
PERSON = "person-"
# Whom a child may always ask for, whoever the case worker has named.
ALWAYS = ("selvvalgt", ONLY_CASEWORKER)
EVERY_ANSWER = ("*",)
# What only the child may see while somebody helps, in either age group.
PRIVATE_CODES = frozenset(
    one.code
    for instrument in INSTRUMENTS.values()
    for screen in instrument.screens
    for one in screen.questions
    if screen.is_private or one.guarded == EVERY_ANSWER
) | {PRIVATE_CHOICE, PRIVATE_TEXT}
# How many tiles of one question, or persons, a child is shown at once.
AT_ONCE = {AgeGroup.YOUNGER: 8, AgeGroup.OLDER: 10}
WAYS_KEPT = 256  # of all there may be: the persons named make the most of them


@dataclass(frozen=True)
class Asking:
    """One child's way through the questions; ``helper`` is None where it answers by itself."""

    age_group: AgeGroup
    settled: Settled = Settled()
    helper: str | None = None

    @cached_property  # a page asks for them several times
    def screens(self) -> tuple[Screen, ...]:
        """The pages of questions. What cannot be changed is not asked, nor what family may hear.

        An interpreter comes where one is needed, and is no person to choose.
        """
        named = tuple(one for one in self.settled.persons if one != INTERPRETER)
        has_place = bool(self.settled.place)
        return _screens(self.age_group, named, has_place, self.helper == FAMILY)

    def screen(self, number: int) -> Screen | None:
        """The page with this number, or None where it is not asked."""
        return next((screen for screen in self.screens if screen.number == number), None)

    def is_private(self, screen: Screen) -> bool:
        """True where a helper is to look away."""
        return screen.is_private and self.helper is not None

    def leaves_out(self, code: str) -> bool:
        """True for what is not asked because family helps."""
        return self.helper == FAMILY and code in PRIVATE_CODES

    def ends_private(self, screen: Screen) -> bool:
        """True where the child gives the phone back after this page."""
        following = self.screen(self.after(screen.number))
        return self.is_private(screen) and (following is None or not following.is_private)

    def after(self, number: int) -> int:
        """The number of the page that follows; the check page comes last."""
        return min(
            (one.number for one in self.screens if one.number > number), default=CHECK_NUMBER
        )

    def before(self, number: int) -> int:
        """The number of the page that comes before; the first page of all is 1."""
        return max((one.number for one in self.screens if one.number < number), default=1)

    def position(self, number: int) -> int:
        """Which page this is, counted from the first; the check page is the last."""
        return 1 + sum(one.number <= number for one in self.screens) + (number == CHECK_NUMBER)

    @property
    def total(self) -> int:
        """How many pages there are, the first and the check page among them."""
        return self.position(CHECK_NUMBER)


@lru_cache(WAYS_KEPT)
def _screens(
    age_group: AgeGroup, persons: tuple[str, ...], has_place: bool, family_helps: bool
) -> tuple[Screen, ...]:
    return tuple(
        _fitted(screen, persons, AT_ONCE[age_group], family_helps)
        for screen in INSTRUMENTS[age_group].screens
        if not (screen.number == PLACE_SCREEN and has_place)
        and not (screen.is_private and family_helps)
    )


def _fitted(screen: Screen, persons: Sequence[str], most: int, family_helps: bool) -> Screen:
    questions = screen.questions
    if family_helps:
        questions = tuple(one for one in questions if one.guarded != EVERY_ANSWER)
    fitted = replace(screen, questions=questions)
    if screen.number == PERSONS_SCREEN and persons:
        return _persons_first(persons, fitted, most)
    return fitted


def _persons_first(named: Sequence[str], screen: Screen, most: int) -> Screen:
    """The persons the case worker named stand first; the others wait behind *Flere*."""
    always = [code for code in ALWAYS if code not in named]
    first = [*named[: most - len(always)], *always, *named[most - len(always) :]]
    rows = {one.code: one for one in screen.questions if one.code.startswith(PERSON)}
    if rows:
        order = [rows[PERSON + code] for code in first if PERSON + code in rows]
        rest = [one for one in rows.values() if one not in order]
        others = [one for one in screen.questions if one.code not in rows]
        at_once = min(len(order), most)
        return replace(screen, questions=(*order, *rest, *others), rows_at_once=at_once)
    asked = (
        _named_first(one, first, most) if one.code == "persons" else one for one in screen.questions
    )
    return replace(screen, questions=tuple(asked))


def _named_first(question: Question, first: Sequence[str], most: int) -> Question:
    known = question.all_choices
    named = [code for code in first if code in known]
    rest = [code for code in known if code not in named]
    return replace(question, choices=tuple(named[:most]), more=(*named[most:], *rest))

"""Which questions one child is asked before its meeting: those that fit, in the order that fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from boernestemme.domain.instruments.before import CHECK_NUMBER, INSTRUMENTS, ONLY_CASEWORKER
from boernestemme.domain.instruments.helping import FAMILY
from boernestemme.domain.meeting import AgeGroup, Settled
from boernestemme.domain.questionnaire import Question, Screen

PLACE_SCREEN, PERSONS_SCREEN = 5, 4
PERSON = "person-"
# Whom a child may always ask for, whoever the case worker has named.
ALWAYS = ("selvvalgt", ONLY_CASEWORKER)


@dataclass(frozen=True)
class Asking:
    """One child's way through the questions; ``helper`` is None where it answers by itself."""

    age_group: AgeGroup
    settled: Settled = Settled()
    helper: str | None = None

    @property
    def screens(self) -> tuple[Screen, ...]:
        """The pages of questions. What cannot be changed is not asked, nor what family may hear."""
        return tuple(
            self._fitted(screen)
            for screen in INSTRUMENTS[self.age_group].screens
            if not (screen.number == PLACE_SCREEN and self.settled.place)
            and not (screen.is_private and self.helper == FAMILY)
        )

    def screen(self, number: int) -> Screen | None:
        """The page with this number, or None where it is not asked."""
        return next((screen for screen in self.screens if screen.number == number), None)

    def is_private(self, screen: Screen) -> bool:
        """True where a helper is to look away."""
        return screen.is_private and self.helper is not None

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

    def _fitted(self, screen: Screen) -> Screen:
        questions = screen.questions
        if self.helper == FAMILY:
            questions = tuple(one for one in questions if one.guarded != ("*",))
        if screen.number == PERSONS_SCREEN and self.settled.persons:
            questions = tuple(_persons_first(self.settled.persons, questions))
        return replace(screen, questions=questions)


def _persons_first(named: Sequence[str], questions: Sequence[Question]) -> list[Question]:
    """The persons the case worker named stand first; the others wait behind *Flere*."""
    first = [*named, *(code for code in ALWAYS if code not in named)]
    rows = {one.code: one for one in questions if one.code.startswith(PERSON)}
    if rows:
        order = [rows[PERSON + code] for code in first if PERSON + code in rows]
        rest = [one for one in rows.values() if one not in order]
        return [*order, *rest, *(one for one in questions if one.code not in rows)]
    return [_named_first(one, first) if one.code == "persons" else one for one in questions]


def _named_first(question: Question, first: Sequence[str]) -> Question:
    known = question.all_choices
    shown = tuple(code for code in first if code in known)
    more = tuple(code for code in known if code not in shown)
    return replace(question, choices=shown, more=more)

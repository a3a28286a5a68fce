"""The machine: does each step in the program and in the model, and then compares all there is.

Hypothesis draws the steps. The class is made anew for each run, with the house it runs in.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from boernestemme.domain.errors import SessionGone
from boernestemme.domain.meeting import Phone
from boernestemme.services.visiting import Visit
from tests.model.children import DONE
from tests.model.house import House
from tests.model.model import Model
from tests.model.promised import Browser, Link, Meeting, Opens
from tests.model.seeing import Made, difference
from tests.world import World

BROWSERS, MOST_MEETINGS, MOST_LINKS = 3, 5, 8
WHICH = st.integers(0, MOST_LINKS - 1)
WHO = st.integers(0, BROWSERS - 1)
LEADS = [timedelta(hours=1), timedelta(days=1), timedelta(days=9)]
CLOCK_STEPS = [
    timedelta(minutes=10),
    timedelta(minutes=31),
    timedelta(hours=20),
    timedelta(hours=73),
]
RARELY = 16  # one sequence in so many may restore backups, and one may rotate keys
RESTORES, ROTATES = 0, 1


class Divergence(AssertionError):
    """The program is not what was promised."""


class Machine(RuleBasedStateMachine):
    """One sequence; ``ran`` counts over all of a run, ``always`` is what each of them may do."""

    house: ClassVar[House]
    ran: ClassVar[Counter[str]]
    always: ClassVar[int | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.house.begin_again()
        self.model, self.made = Model(self.house.clock.now, BROWSERS), Made()
        self.luck, self.said = -1, 0
        self.ran["sequences"] += 1

    @initialize(luck=st.integers(0, RARELY - 1), lead=st.sampled_from(LEADS))
    def begin(self, luck: int, lead: timedelta) -> None:
        """The first link, and whether this sequence may do what takes long."""
        self.luck = luck if self.always is None else self.always
        self.issue(lead, own_phone=True)
        self.go_on()

    def go_on(self) -> None:
        """What else there is at the beginning."""

    @rule(step=st.sampled_from(CLOCK_STEPS))
    def pass_time(self, step: timedelta) -> None:
        """Time passes, and the house is kept."""
        self.set_clock(self.model.now + step)

    @rule(which=WHICH)
    def wait_for_next(self, which: int) -> None:
        """The very moment at which something of a meeting begins or ends."""
        one, _ = self.meeting(which)
        moments = (one.starts, one.ends, one.expires, one.expires + timedelta(days=31))
        self.set_clock(min((to for to in moments if to > self.model.now), default=self.model.now))

    def set_clock(self, now: datetime) -> None:
        """It is so late now in the program and in the model."""
        self.house.clock.now = now
        self.model.pass_to(now)
        self.house.keep_house()

    def issue(self, lead: timedelta, *, own_phone: bool) -> None:
        """A new meeting and its link."""
        starts = self.model.now + lead
        self.model.issue(starts, own_phone=own_phone)
        phone = Phone.CHILD if own_phone else Phone.SHARED
        _, made = self.house.told(lambda world: world.link(starts_at=starts, phone=phone))
        self.made.links.append(made)  # type: ignore[arg-type]  # what the world makes

    @invariant()
    def nothing_differs(self) -> None:
        """Everything that can be seen is as promised."""
        self.ran["steps"] += 1
        with self.house.world.app.app_context():
            found = difference(self.house.world, self.model, self.made)
        if found:
            raise Divergence("; ".join(found))

    def both(self, promised: str, step: Callable[[World], object]) -> object:
        """Do a step in the program, which must say what the model did; what it gives."""
        said, found = self.house.told(step)
        if said != promised:
            raise Divergence(f"the program says {said}, promised is {promised}")
        return found if promised == DONE else None

    def new_words(self) -> str:
        """Words nobody said before."""
        self.said += 1
        return f"ord {self.said}"

    def link(self, which: int) -> Link:
        """One of the links, mostly one that lives."""
        live = [one for one in self.model.links if self.model.opens(one) is not Opens.DEAD]
        pool = live if live and which else self.model.links
        return pool[which % len(pool)]

    def living(self) -> list[int]:
        """The browsers that have a session."""
        found = enumerate(self.model.browsers)
        return [number for number, one in found if one.lives(self.model.now)]

    def one_living(self, who: int) -> int:
        """One of them."""
        living = self.living()
        return living[who % len(living)]

    def meeting(self, which: int) -> tuple[Meeting, str]:
        """One of the meetings, mostly one whose links live, and the program's name of it."""
        live = [one for one in self.model.meetings if self.model.now < one.expires]
        return self.one_of(live if live and which else self.model.meetings, which)

    def one_of(self, pool: list[Meeting], which: int) -> tuple[Meeting, str]:
        """One of these."""
        found = pool[which % len(pool)]
        return found, self.made.id_of(self.model, found)

    def browser(self, who: int) -> Browser:
        """One of the browsers."""
        return self.model.browsers[who]

    def visit(self, world: World, who: int) -> Visit:
        """The browser's session in the program."""
        if who not in self.made.cookies:
            raise SessionGone
        return world.visit(self.made.cookies[who])

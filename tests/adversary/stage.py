"""What the adversary watches: children who answer one by one, and a house that mixes."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from random import Random

from boernestemme.domain.draft import Draft
from boernestemme.domain.instruments.after import ATTENDED, INSTRUMENTS, ITEMS
from boernestemme.domain.instruments.helping import FAMILY, HELPED_AFTER
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import half_year_of
from boernestemme.services import answering_after, inviting
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.wrapping import read_key, unwrap
from tests.adversary.copies import Copier
from tests.adversary.watching import Adversary, Said, known_keys
from tests.factories import MEETING
from tests.services.boxes import SCALES
from tests.services.steps import set_now
from tests.world import World

PERIOD = half_year_of(MEETING)
Send = Callable[[Visit, Mapping[str, str], datetime], object]


@dataclass(frozen=True)
class Child:
    """One child to come: its link, its class, and what it will tap; None when it was not there."""

    link: MadeLink
    municipality: str
    age_group: AgeGroup
    is_first: bool
    is_helped: bool
    values: tuple[str, ...] | None

    @property
    def taps(self) -> dict[str, str]:
        """What it taps, screen by screen."""
        if self.values is None:
            return {ATTENDED: "no"}
        return {ATTENDED: "yes", **dict(zip(ITEMS[self.age_group], self.values, strict=True))}

    @property
    def said(self) -> Said:
        """The mark it will become."""
        group = (self.municipality, str(PERIOD), self.age_group.value)
        return (
            *group,
            self.is_first,
            self.is_helped,
            False,
            *(self.taps.get(item) for item in ITEMS[AgeGroup.OLDER]),
        )


@dataclass
class Stage:
    """A world, its log, and the adversary who looks at it after every step."""

    world: World
    adversary: Adversary
    copier: Copier
    lines: "Lines"
    send: Send = answering_after.send_after
    truth: dict[Said, str] = field(default_factory=dict)
    chance: Random = field(default_factory=Random)
    unused: dict[tuple[object, ...], Iterator[tuple[str, ...]]] = field(default_factory=dict)

    def children(
        self,
        by: str,
        age_group: AgeGroup,
        many: int,
        chains: Sequence[MadeLink] = (),
        *,
        is_helped: bool = False,
    ) -> list[Child]:
        """Children with a meeting each; with ``chains``, the same children again."""
        person, links = self.world.person(by), self.world.links
        set_now(self.world)
        order = self.world.order(age_group=age_group)
        orders = [(replace(order, chain_id=one.meeting_id), 1) for one in chains] or [(order, many)]
        made = [
            link
            for one, count in orders
            for link in inviting.invite(person, one, links, self.world.clock(), count)
        ]
        group = (person.municipality, age_group, not chains, is_helped)
        return [Child(link, *group, next(self._taps(group))) for link in made]

    def absent(self, by: str, age_group: AgeGroup) -> Child:
        """A child that was not at its meeting; those who were know."""
        [child] = self.children(by, age_group, 1)
        self.adversary.absent.add(child.link.meeting_id)
        return replace(child, values=None)

    def _taps(self, group: tuple[object, ...]) -> Iterator[tuple[str, ...]]:
        """Taps that no other child of the class has."""
        if group not in self.unused:
            age_group = AgeGroup(str(group[1]))
            every = list(product(SCALES[age_group], repeat=len(ITEMS[age_group])))
            self.chance.shuffle(every)
            self.unused[group] = iter(every)
        return self.unused[group]

    def answer(self, children: Sequence[Child]) -> None:
        """All tap; then one after the other sends."""
        self.send_all(self.tap_all(children))

    def tap_all(self, children: Sequence[Child]) -> list[tuple[Child, BrowserSecret]]:
        """All tap, in an order of chance, and nobody has sent."""
        set_now(self.world, days=10)
        coming = self.chance.sample(list(children), len(children))
        return [(child, self._tap(child)) for child in coming]

    def send_all(self, ready: Sequence[tuple[Child, BrowserSecret]]) -> None:
        """One after the other sends, some of them with words."""
        self.look()
        for number, (child, browser) in enumerate(ready):
            words = {"more_text": "ord " * (number % 7 + 1)} if number % 3 == 0 else {}
            self.send(self.world.visit(browser), words, self.world.clock())
            if child.values is not None:
                self.truth[child.said] = child.link.meeting_id
            self.look()

    def _tap(self, child: Child) -> BrowserSecret:
        browser = self.world.come_in(child.link)
        *others, last = child.taps
        tapped = {code: child.taps[code] for code in others}
        helped = {HELPED_AFTER.code: FAMILY} if child.is_helped else {}
        visit = replace(self.world.visit(browser), draft=Draft(helped | tapped))
        questions = {one.code: one for one in INSTRUMENTS[child.age_group].questions}
        answering_after.tap(visit, questions[last], child.taps[last], self.world.clock())
        return browser

    def look(self) -> None:
        """The adversary takes his copy."""
        self.adversary.see(self.copier.take(), self.lines.since_last())


class Lines(logging.Handler):
    """Every line that any logger writes."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._new: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._new.append(self.format(record))

    def since_last(self) -> list[str]:
        """The lines since this was asked last."""
        new, self._new = self._new, []
        return new


def staff_keys(world: World, copier: Copier) -> list[bytes]:
    """Every secret the staff's process holds, and what it opens: 32 bytes each."""
    settings = world.tools.settings
    wrapping_key = read_key(settings.wrapping_key_file)
    rows = copier.take().of("municipality_keys")
    held = [unwrap(wrapping_key, row["id"], bytes(row["wrapped_private_key"])) for row in rows]
    words = [*settings.link_keys, settings.form_key, str(world.tools.epoch)]
    return [*held, wrapping_key, *(hashlib.sha256(word.encode()).digest() for word in words)]


def begin(world: World, lines: Lines) -> Stage:
    """A stage with an adversary who holds every key of the staff."""
    copier = Copier(world.tools.settings.database)
    stage = Stage(world, Adversary(known_keys(staff_keys(world, copier))), copier, lines)
    stage.look()
    return stage

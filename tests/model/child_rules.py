"""What children and whoever else has the phone may do: the machine's steps on their side."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from boernestemme.domain.instruments import after, before
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.shared_words import COLOURS, WordPair
from boernestemme.services import answering, answering_after, entering
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import BrowserSecret
from tests.model.children import DONE, NOTHING, Look
from tests.model.machine import BROWSERS, WHICH, WHO, Machine
from tests.model.promised import Link
from tests.world import World

OLDER = before.INSTRUMENTS[AgeGroup.OLDER]
WORDS, PLACE = OLDER.screens[1].questions, OLDER.screens[3].questions
PAGES = {"topics_text": WORDS, "place": PLACE}
HEARD = next(one for one in after.OLDER.questions if one.code == after.HEADLINE)
LATE = "0123456789abcdef"
FEW = 3


def some_browser_lives(machine: Machine) -> bool:
    """True while some browser has a session."""
    return bool(machine.living())


class ChildMachine(Machine):
    """The machine with children in it."""

    def __init__(self) -> None:
        super().__init__()
        self.looks: dict[int, tuple[Look, Visit]] = {}
        self.tries = 0

    @rule(who=WHO, which=WHICH)
    def start(self, who: int, which: int) -> None:
        """Press on the door of a link."""
        self._start(who, self.link(which))

    def _come_in(self, who: int, link: Link) -> None:
        self._start(who, link)
        self._pick(who, right=True)

    def _start(self, who: int, link: Link) -> None:
        token = self.made.links[self.model.links.index(link)].token
        old = self.made.cookies.get(who)
        promised = self.model.start(self.browser(who), link)
        cookie = old.cookie if old else None
        found = self.both(
            promised,
            lambda world: entering.start(world.tools.signer, token, cookie, world.clock()),
        )
        if isinstance(found, BrowserSecret):
            self.made.ended += [old] if old else []
            self.made.cookies[who] = found

    @precondition(some_browser_lives)
    @rule(who=WHO)
    def say_the_words(self, who: int) -> None:
        """Pick the two right words."""
        who = self.one_living(who)
        self._pick(who, right=True)

    @precondition(some_browser_lives)
    @rule(who=WHO, times=st.integers(1, 3))
    def guess(self, who: int, times: int) -> None:
        """Pick two others, once or more."""
        who = self.one_living(who)
        for _ in range(times):
            self._pick(who, right=False)

    def _pick(self, who: int, *, right: bool) -> None:
        def pick(world: World) -> None:
            visit = self.visit(world, who)
            words = visit.invitation.words
            other = next(one for one in COLOURS if one != words.colour)
            pair = words if right else WordPair(other, words.thing)
            entering.enter(visit, pair, world.clock())

        self.both(self.model.words(self.browser(who), right=right), pick)

    @rule(who=WHO, which=WHICH, is_sent=st.booleans())
    def come_in_and_write(self, who: int, which: int, *, is_sent: bool) -> None:
        """What a child does that nothing disturbs."""
        self._come_in(who, self.link(which))
        self._save(who, "topics_text", is_skipped=False)
        if is_sent:
            self._send_now(who)

    @precondition(lambda self: len(self.living()) < BROWSERS and self.tries < FEW)
    @rule(who=WHO)
    def try_without_a_session(self, who: int) -> None:
        """Whoever has none, or none any more, can neither see nor save."""
        self.tries += 1
        none = sorted(set(range(BROWSERS)) - set(self.living()))
        who = none[who % len(none)]
        self._save(who, "topics_text", is_skipped=False)
        self._send_now(who)

    @precondition(some_browser_lives)
    @rule(who=WHO, page=st.sampled_from(sorted(PAGES)), is_skipped=st.booleans())
    def save(self, who: int, page: str, *, is_skipped: bool) -> None:
        """Save one page with something on it, or nothing."""
        self._save(self.one_living(who), page, is_skipped=is_skipped)

    def _save(self, who: int, page: str, *, is_skipped: bool) -> None:
        asked, given = self._page(page, is_skipped=is_skipped)
        self.both(
            self.model.save(self.browser(who), asked, given),
            lambda world: answering.save(self.visit(world, who), PAGES[page], given, world.clock()),
        )

    @precondition(some_browser_lives)
    @rule(who=WHO, page=st.sampled_from(sorted(PAGES)), late=st.booleans())
    def autosave(self, who: int, page: str, *, late: bool) -> None:
        """The page saves itself, in time or too late."""
        who = self.one_living(who)
        asked, given = self._page(page, is_skipped=False)

        def keep(world: World) -> str:
            visit = self.visit(world, who)
            token = LATE if late else visit.draft_token
            return answering.keep(visit, PAGES[page], given, token, world.clock())

        self.both(self.model.autosave(self.browser(who), asked, given, late=late), keep)

    def _page(self, page: str, *, is_skipped: bool) -> tuple[set[str], dict[str, str]]:
        value = self.new_words() if page == "topics_text" else "skole"
        return {one.code for one in PAGES[page]}, {} if is_skipped else {page: value}

    @precondition(some_browser_lives)
    @rule(who=WHO)
    def go_away(self, who: int) -> None:
        """The page lies behind something else."""
        who = self.one_living(who)
        browser = self.browser(who)
        browser.away = True
        self.both(
            DONE if browser.lives(self.model.now) else "SessionGone",
            lambda world: entering.note_away(self.visit(world, who), is_away=True),
        )

    @precondition(some_browser_lives)
    @rule(who=WHO)
    def hide(self, who: int) -> None:
        """*Skjul*: the session and all that was not sent are gone; never refused."""
        who = self.one_living(who)
        self.browser(who).forget()
        gone = self.made.cookies.pop(who, None)
        self.both(DONE, lambda _: entering.hide(gone.cookie if gone else None))
        self.made.ended += [gone] if gone else []

    @precondition(some_browser_lives)
    @rule(who=WHO)
    def delete(self, who: int) -> None:
        """Take away all that was not sent."""
        who = self.one_living(who)
        self.both(
            self.model.delete(self.browser(who)),
            lambda world: answering.erase_all(self.visit(world, who), world.clock()),
        )

    @precondition(some_browser_lives)
    @rule(who=WHO)
    def send(self, who: int) -> None:
        """Send the answer as it is."""
        self._send_now(self.one_living(who))

    def _send_now(self, who: int) -> None:
        self._send(
            who,
            self.model.send(self.browser(who), self.model.look(self.browser(who))),
            lambda world: answering.send(self.visit(world, who), {}, world.clock()),
        )

    @precondition(some_browser_lives)
    @rule(who=WHO)
    def begin_to_send(self, who: int) -> None:
        """A request to send that gets no further than looking."""
        self._look(self.one_living(who))

    @precondition(lambda self: self.looks)
    @rule()
    def go_on_sending(self) -> None:
        """It goes on, whatever others did meanwhile."""
        who, (look, visit) = self.looks.popitem()
        self._send(
            who,
            self.model.send(self.browser(who), look),
            lambda world: answering.send(visit, {}, world.clock()),
        )

    @rule(which=WHICH)
    def two_send_at_once(self, which: int) -> None:
        """Two who came in by the same link."""
        link = self.link(which)
        for who in (0, 1):
            self._come_in(who, link)
            self._save(who, "topics_text", is_skipped=False)
            self._look(who)
        while self.looks:
            self.go_on_sending()

    def _look(self, who: int) -> None:
        look = self.model.look(self.browser(who))
        if look is not None:
            _, visit = self.house.told(lambda world: self.visit(world, who))
            assert isinstance(visit, Visit)
            self.looks[who] = look, visit

    @precondition(some_browser_lives)
    @rule(who=WHO, value=st.sampled_from(["yes", "no"]))
    def tap(self, who: int, value: str) -> None:
        """A tap after the meeting."""
        who = self.one_living(who)
        self.both(
            self.model.tap(self.browser(who), value),
            lambda world: answering_after.tap(self.visit(world, who), HEARD, value, world.clock()),
        )

    @precondition(some_browser_lives)
    @rule(who=WHO, says=st.booleans())
    def send_after(self, who: int, *, says: bool) -> None:
        """Send taps, and words or none."""
        who = self.one_living(who)
        words = self.new_words() if says else ""
        given = {"more_text": words} if says else {}
        self._send(
            who,
            self.model.send_after(self.browser(who), words),
            lambda world: answering_after.send_after(self.visit(world, who), given, world.clock()),
        )

    def _send(self, who: int, promised: str, step: Callable[[World], object]) -> None:
        found = self.both(DONE if promised == NOTHING else promised, step)
        if (found is None) is (promised == DONE):
            raise AssertionError(f"the program gave {found}, promised is {promised}")
        if isinstance(found, BrowserSecret):
            self.made.cookies[who] = found

"""Walks through the child's pages, and what is counted of them: words, LIX, and modelled time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from werkzeug.test import TestResponse

from boernestemme.domain.instruments import after
from boernestemme.domain.meeting import AgeGroup, Phone, Settled
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.readability import Reading, measure
from tests.factories import MEETING, NOW
from tests.reading_time import OLDER_PACE, READ_ALOUD, YOUNGER_PACE, Pace, seconds
from tests.web.child_text import ReadPage, Use, read_page
from tests.web.scene import Scene
from tests.web.walking import CHECK, SEND, Child, arrive_after

PACES = {AgeGroup.YOUNGER: YOUNGER_PACE, AgeGroup.OLDER: OLDER_PACE}
# One tap on every page of questions; what a child writes itself it does not have to read.
TAPPED: dict[AgeGroup, Answers] = {
    AgeGroup.YOUNGER: {
        "knows_purpose": "partly",
        "topics": ("skole",),
        "persons": ("mor",),
        "place": "skole",
        "needs": ("pause",),
        "not_for_parents": "no",
    },
    AgeGroup.OLDER: {
        "knows_purpose": "partly",
        "topics": ("skole",),
        "person-mor": "part",
        "place": "gaatur",
        "needs": ("pause",),
    },
}
NAMED = ("mor", "far", "plejemor", "laerer")
TAPS_BEFORE_QUESTIONS = 5  # the door, a colour, a thing, on, start
TAPS_A_PAGE, TAPS_AT_THE_END = 2, 2  # an answer and on; what may be remembered, and send


@dataclass(frozen=True)
class Walk:
    """One child's way through its pages, read as one text. ``taps`` is how often it presses."""

    age_group: AgeGroup
    pages: tuple[ReadPage, ...]
    taps: int

    def reading(self, use: Use = Use.TEXT) -> Reading:
        """The whole way as one text."""
        return measure(piece for page in self.pages for piece in page.of(use))

    def hardest_page(self, words: int) -> Reading:
        """The page of the highest LIX among those of at least so many words."""
        read = [measure(page.of(Use.TEXT)) for page in self.pages]
        return max((one for one in read if one.words >= words), key=lambda one: one.lix)

    @property
    def pace(self) -> Pace:
        """How fast this child reads."""
        return PACES[self.age_group]

    def minutes(self, words_a_minute: int) -> float:
        """The whole way, read and tapped."""
        return seconds(self.reading().words, self.taps, words_a_minute) / 60

    @property
    def minutes_aloud(self) -> float:
        """The whole way, listened to and tapped."""
        return self.minutes(READ_ALOUD)


def walk_before(scene: Scene, age_group: AgeGroup, phone: Phone) -> Walk:
    """From the door to *Send*, the meeting moved and four persons named: as full as pages get."""
    scene.clock.now = NOW
    link = scene.link(age_group=age_group, phone=phone, settled=Settled(persons=NAMED))
    scene.move(link, MEETING + timedelta(days=1))
    one = Child(scene.app, link)
    return Walk(age_group, tuple(_pages_before(one, age_group)), _taps_before(age_group))


def _pages_before(one: Child, age_group: AgeGroup) -> Iterator[ReadPage]:
    yield _read("dør", one.see(one.door))
    yield _read("/ord", one.begin())
    one.come_in()
    for address in (f"/svar/{number}" for number in range(1, 8)):
        yield _read(address, one.see(address))
    yield _read(CHECK, one.walk(TAPPED[age_group], age_group))


def _read(address: str, response: TestResponse) -> ReadPage:
    assert response.status_code == 200, address
    return read_page(address, response.text)


def _taps_before(age_group: AgeGroup) -> int:
    answered = len(TAPPED[age_group])
    left_out = 6 - answered
    return TAPS_BEFORE_QUESTIONS + TAPS_A_PAGE * answered + left_out + TAPS_AT_THE_END


def walk_after(scene: Scene, age_group: AgeGroup, phone: Phone) -> Walk:
    """From the first question after the meeting to *Send*."""
    one = arrive_after(scene, age_group=age_group, phone=phone)
    screens = after.INSTRUMENTS[age_group].screens
    addresses = [f"/svar/{screen.number}" for screen in screens]
    pages = [_read(address, one.see(address)) for address in addresses]
    last = _read(SEND, one.tap_all("yes", age_group))
    return Walk(age_group, (*pages, last), len(pages) + 1)


def core_after(walk: Walk) -> Walk:
    """What is read to answer and send, and no more.

    On each page that is what stands above *Spring over*, on the last above *Gå til Send*. The
    answers are the same on every page: they are read once, and known again after that.
    """
    known: set[str] = set()
    pages = []
    for page in walk.pages:
        read = page.before_way("Spring over", "Gå til Send")
        pages.append(
            ReadPage(page.address, tuple((Use.TEXT, one) for one in read if one not in known))
        )
        known |= {one for one in read if one in ("Ja", "Lidt", "Nej", "Ved ikke")}
    return Walk(walk.age_group, tuple(pages), walk.taps)

"""A child's session that is over, planted or stolen: does it show what the child wrote?"""

from collections.abc import Callable

from boernestemme.services.making_links import MadeLink
from tests.limits.browsers import Browser, in_process
from tests.limits.school import TOPICS
from tests.world import World

COOKIE = "besked"
SAID = "hunden bor hos farmor nu"
PAGES = ("/svar/1", TOPICS, "/svar/tjek", "/svar/tak", "/ord")


class ChildsSide:
    """The child's door of a world, and a new link for each child."""

    def __init__(self, world: World) -> None:
        self._world, self._send = world, in_process(world.app.wsgi_app)

    def link(self) -> MadeLink:
        """A new link."""
        return self._world.link()

    def at_words(self, link: MadeLink, brought: str = "") -> Browser:
        """A browser that has pressed *Ja* on the door, and had this cookie before."""
        child = Browser(self._send, cookies={COOKIE: brought} if brought else {})
        child.get(f"/b/{link.token}")
        assert child.post(f"/b/{link.token}").status == 303
        return child

    def come_in(self, link: MadeLink, brought: str = "") -> Browser:
        """The same past the two words."""
        child = self.at_words(link, brought)
        child.get("/ord")
        words = {"first_word": link.words.colour, "second_word": link.words.thing}
        assert child.post("/ord", **words).status == 303
        return child

    def write(self, child: Browser) -> None:
        """Write something, that is not sent."""
        child.get(TOPICS)
        assert child.post(TOPICS, topics_text=SAID, go="next").status == 303

    def shows(self, cookie: str) -> bool:
        """True when a page shows what was written to somebody who has this cookie alone."""
        thief = Browser(self._send, cookies={COOKIE: cookie})
        return any(SAID in thief.get(page).text for page in PAGES)


def hide(child: Browser) -> None:
    """Press *Skjul*."""
    child.get(TOPICS)
    assert child.post("/skjul").status == 200


def send(child: Browser) -> None:
    """Press *Send*."""
    child.get("/svar/tjek")
    assert child.post("/svar/tjek").location == "/svar/tak"


def outlives(side: ChildsSide, what: Callable[[Browser], None]) -> bool:
    """True when a stolen cookie shows what was written after the child did this."""
    child = side.come_in(side.link())
    side.write(child)
    stolen = child.cookies[COOKIE]
    assert side.shows(stolen), "the control: while it stands it shows it"
    what(child)
    return side.shows(stolen) or side.shows(child.cookies[COOKIE])


def is_fixed(side: ChildsSide) -> bool:
    """True when a cookie that an attacker had by the same link shows what the child wrote."""
    link = side.link()
    planted = side.at_words(link).cookies[COOKIE]
    child = side.come_in(link, planted)
    side.write(child)
    return side.shows(planted)


def is_shown_elsewhere(side: ChildsSide) -> bool:
    """True when another browser with the same link and words shows what the child wrote."""
    link = side.link()
    side.write(side.come_in(link))
    return side.shows(side.come_in(link).cookies[COOKIE])

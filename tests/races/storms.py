"""Storms of the same form: double taps, retries and replays, by one browser and by another.

Whatever comes how often and when: one answer is stored, its browser gets the same receipt each
time, whichever of its cookies it shows, and the other browser is never thanked.
"""

import random
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from boernestemme.domain.questionnaire import Answers
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import events
from boernestemme.web import form_token
from tests.races.phones import CHECK, OK, THANKS, TOKEN, Page, Phone
from tests.races.served_house import A_MINUTE, ServedHouse, now
from tests.races.spreading import CLIENTS
from tests.races.stored import as_stored, stored
from tests.services.steps import events_of

BY, FEWEST, MOST, RECEIPTS = "jonas", 2, 20, 3
Form = dict[str, str]


@dataclass(frozen=True)
class Way:
    """What is sent before a meeting or after it: where, what beside the words, and its event."""

    page: str
    words: str
    kept: Answers
    forms: tuple[Form, ...]
    event: str

    def answers(self, text: str) -> Answers:
        """What is to be stored; what was tapped after a meeting goes elsewhere."""
        return {self.words: text} | (self.kept if self is BEFORE else {})


BEFORE = Way(
    CHECK, "topics_text", {"person-far": "no"},
    ({"keep_needs": "yes"}, {"keep_needs": "yes"}, {"keep_needs": "no"}, {}), events.ANSWER_SENT,
)  # fmt: skip
AFTER = Way("/svar/send", "more_text", {"attended": "yes"}, ({},), events.AFTER_SENT)


@dataclass(frozen=True, eq=False)
class Browser:
    """A browser with the page loaded that sends: its cookie, and its words, of which the form
    after a meeting is made; ``text`` is all of it as it is to be stored."""

    cookie: str
    words: Form
    text: str


@dataclass
class Post:
    """One form on its way, and what came back; the phone may have a new cookie afterwards."""

    browser: Browser
    phone: Phone
    page: Page

    @property
    def is_thanked(self) -> bool:
        """Whether a receipt is offered."""
        return self.page.location == THANKS

    def receipt(self) -> tuple[int, str]:
        """The receipt, without the token that is a new one each time."""
        page = self.phone.get(THANKS)
        return page.status, TOKEN.sub("", page.text)


class Storm:
    """Two browsers' posts to one link: some at once, the others when the receipt is there."""

    def __init__(
        self, house: ServedHouse, link: MadeLink, way: Way, both: Sequence[Browser]
    ) -> None:
        self.house, self.link, self.way, self.both = house, link, way, both
        self.posts: list[Post] = []
        self.receipts: list[tuple[int, str]] = []

    def blow(self, pool: ThreadPoolExecutor, chance: random.Random) -> None:
        """Send them all, and fetch some of the receipts."""
        many = chance.randint(FEWEST, MOST)
        at_once = chance.randint(FEWEST, many)
        drawn = chance.choices(self.both, (3, 1), k=many)
        self._send(
            pool, [(one, one.cookie, chance.choice(self.way.forms)) for one in drawn[:at_once]]
        )
        known = {one: [one.cookie, *self._given_to(one)] for one in self.both}
        later = [
            (one, chance.choice(known[one]), chance.choice(self.way.forms))
            for one in drawn[at_once:]
        ]
        self._send(pool, later)
        thanked = [post for post in self.posts if post.is_thanked]
        self.receipts = list(pool.map(Post.receipt, thanked[:1] + thanked[1 - RECEIPTS :]))

    def _given_to(self, browser: Browser) -> list[str]:
        """The cookies this browser has got with receipts."""
        return [
            post.phone.cookie for post in self.posts if post.browser is browser and post.is_thanked
        ]

    def _send(self, pool: ThreadPoolExecutor, posts: Sequence[tuple[Browser, str, Form]]) -> None:
        self.posts += pool.map(lambda one: self._one(*one), posts)

    def _one(self, browser: Browser, cookie: str, form: Form) -> Post:
        phone = Phone(self.house, cookie=cookie)
        key = self.house.world.tools.settings.form_key
        sent = form | browser.words | {"csrf_token": form_token.issue(key, cookie)}
        return Post(browser, phone, phone.post(self.way.page, sent))

    def faults(self, lying: list[str], noted: list[str]) -> list[str]:
        """What is wrong with what came of it; the database is read for all at once."""
        found = [fault for post in self.posts for fault in post.page.faults]
        thanked = {post.browser.text for post in self.posts if post.is_thanked}
        if len(lying) != 1 or Counter(noted)[self.way.event] != 1:
            found.append(f"stored {len(lying)}, events {noted}")
        if thanked != set(lying):
            found.append(f"stored {lying}, thanked for {thanked}")
        refused = {post.browser.text for post in self.posts if not post.is_thanked}
        found += [f"told both: {text}" for text in thanked & refused]
        if {status for status, _ in self.receipts} != {OK} or len(set(self.receipts)) != 1:
            found.append(f"receipts differ: {len(set(self.receipts))}")
        return found


def storms(house: ServedHouse, seed: str, many: int, way: Way = BEFORE) -> tuple[int, list[str]]:
    """Let so many storms blow: how many posts there were, and all that was wrong."""
    chance = random.Random(seed)
    blown = _prepared(house, seed, many, way)
    with ThreadPoolExecutor(CLIENTS) as pool:
        for one in blown:
            one.blow(pool, chance)
    with house.inside() as world:
        lying = stored(world, [one.link.invitation_id for one in blown])
        found = [one.faults(lying[one.link.invitation_id], events_of(one.link)) for one in blown]
    return sum(len(one.posts) for one in blown), [fault for faults in found for fault in faults]


def _prepared(house: ServedHouse, seed: str, many: int, way: Way) -> list[Storm]:
    links = house.links(many, BY, None if way is BEFORE else now() + A_MINUTE)
    with house.inside() as world:
        if way is AFTER:
            for link in links:
                world.hold(link)
        return [
            Storm(house, link, way, [_browser(house, link, way, f"{seed} {one}") for one in "AB"])
            for link in links
        ]


def _browser(house: ServedHouse, link: MadeLink, way: Way, name: str) -> Browser:
    text = f"{name} skrev til {link.invitation_id}"
    answers, stays = way.answers(text), as_stored(way.answers(text))
    if way is BEFORE:
        return Browser(house.come_in(link, answers).cookie, {}, stays)
    return Browser(house.come_in(link, way.kept).cookie, {way.words: text}, stays)

"""Children send by two phones each, while their links are revoked, moved, made anew, or run out.

What is true whoever was first: each link holds just the answer that was thanked for, or none;
nobody meets a fault; and whoever was clearly first had its way.
"""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from tests.races.phones import CHECK, OK, SEE_OTHER, THANKS, Page, Phone, signed_in
from tests.races.served_house import ServedHouse, now
from tests.races.spreading import CLIENTS, Task, spread
from tests.races.stored import as_stored, stored

PHONES_EACH, BY = 2, "mette"
AT_ONCE, LATER = timedelta(seconds=0.05), timedelta(days=12)
POSTED = {"revoked": "tilbagekald", "cancelled": "aflys", "made anew": "nyt-link", "moved": "flyt"}
FATES = ("sent", *POSTED, "runs out")
HARMLESS = ("sent", "moved")
Span = tuple[datetime, datetime]


@dataclass
class Sending:
    """One phone with its page loaded; what it sent when, and what it got."""

    phone: Phone
    text: str
    token: str
    span: Span | None = None
    pages: list[Page] = field(default_factory=list)

    def send(self) -> None:
        """Press *Send*, and fetch the receipt if there is one."""
        began = now()
        sent = self.phone.post(CHECK, {"csrf_token": self.token, "keep_needs": "yes"})
        self.span = began, now()
        self.pages.append(sent)
        if sent.status == SEE_OTHER:
            self.pages.append(self.phone.get(sent.location))

    @property
    def is_thanked(self) -> bool:
        """Whether this phone shows the receipt."""
        sent, *receipt = self.pages
        return sent.location == THANKS and receipt[0].status == OK


@dataclass
class Child:
    """A link, what becomes of it and when, and the phones that send by it."""

    link: MadeLink
    fate: str
    phones: tuple[Sending, ...]
    span: Span | None = None

    @property
    def thanked(self) -> list[str]:
        """What the phones that were thanked had sent."""
        return [one.text for one in self.phones if one.is_thanked]

    def faults(self, lying: list[str]) -> list[str]:
        """What is wrong with what came of it all."""
        found = [fault for one in self.phones for page in one.pages for fault in page.faults]
        thanked = self.thanked
        if len(lying) > 1 or len(thanked) > 1:
            found.append(f"double: stored {lying}, thanked for {thanked}")
        if set(thanked) - set(lying):
            found.append(f"lost: stored {lying}, thanked for {thanked}")
        if set(lying) - set(thanked):
            found.append(f"not thanked for: {lying}")
        if not thanked and (self.fate in HARMLESS or self._some_phone_was_first()):
            found.append("refused without a reason")
        found += ["taken too late" for one in self.phones if one.is_thanked and self._is_late(one)]
        return [f"{self.fate}: {one}" for one in found]

    def _some_phone_was_first(self) -> bool:
        assert self.span
        return any(one.span and one.span[1] < self.span[0] for one in self.phones)

    def _is_late(self, one: Sending) -> bool:
        if self.fate in HARMLESS:
            return False
        assert self.span and one.span
        return one.span[0] > self.span[1]


class Crowd:
    """Children with their pages loaded, and the case worker who does things to their links."""

    def __init__(self, house: ServedHouse, seed: str, many: int) -> None:
        self.house, self._chance = house, random.Random(seed)
        self._staff = signed_in(house, BY)
        self._staffs_token = self._staff.get("/raadgiver/").token
        links = house.links(many, BY)
        with house.inside():
            phones = [self._phones(link, seed) for link in links]
        with ThreadPoolExecutor(CLIENTS) as pool:
            loaded = list(pool.map(lambda pair: tuple(map(_loaded, pair)), phones))
        self.children = [
            Child(link, FATES[number % len(FATES)], pair)
            for number, (link, pair) in enumerate(zip(links, loaded, strict=True))
        ]

    def _phones(self, link: MadeLink, seed: str) -> list[tuple[Phone, str]]:
        found = []
        for number in range(PHONES_EACH):
            text = f"{seed}: ord {number} til {link.invitation_id}"
            answers: Answers = {"topics_text": text, "person-far": "no"}
            browser = self.house.come_in(link, answers)
            found.append((Phone(self.house, cookie=browser.cookie), as_stored(answers)))
        return found

    def send_all(self, meanwhile: Sequence[Task] = ()) -> None:
        """All send: some before, some while and some after each of the things done meanwhile."""
        spread([self._tasks(child) for child in self.children], meanwhile)

    def _tasks(self, child: Child) -> list[Task]:
        """Two phones and what becomes of the link, in any order."""
        tasks: list[Task] = [one.send for one in child.phones]
        if child.fate != "sent":
            tasks.append(lambda: self._meet_fate(child))
        self._chance.shuffle(tasks)
        return tasks

    def _meet_fate(self, child: Child) -> None:
        began = now()
        if child.fate == "runs out":
            child.span = began, self._let_run_out(child.link.meeting_id)
            return
        later = (began + LATER).astimezone(DENMARK)
        page = self._staff.post(
            f"/raadgiver/moeder/{child.link.meeting_id}/{POSTED[child.fate]}",
            {"csrf_token": self._staffs_token, "date": f"{later:%Y-%m-%d}", "time": "12:00"},
        )
        child.span = began, now()
        assert page.status in (OK, SEE_OTHER), (child.fate, page)

    def _let_run_out(self, meeting_id: str) -> datetime:
        """The meeting is moved to begin at once; from when nothing more is asked before it."""
        with self.house.inside() as world:
            setting = world.setting(BY)
            changing_links.move(setting, meeting_id, setting.now + AT_ONCE, world.links)
        return max(now(), setting.now + AT_ONCE)

    def faults(self) -> list[str]:
        """What is wrong, once all have sent."""
        with self.house.inside() as world:
            lying = stored(world, [one.link.invitation_id for one in self.children])
        found = [one.faults(lying[one.link.invitation_id]) for one in self.children]
        return [fault for faults in found for fault in faults]


def _loaded(phone: tuple[Phone, str]) -> Sending:
    browser, text = phone
    return Sending(browser, text, browser.get(CHECK).token)

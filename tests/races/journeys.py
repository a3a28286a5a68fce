"""Whole ways over HTTP, before a meeting and after it: link, words, every page, *Send*, receipt.

After each the case worker reads what was written and shows the link again. So one child uses
every key there is: of links, of its municipality, of wrapping, and of statistics.
"""

from dataclasses import dataclass, field

from boernestemme.services.making_links import MadeLink
from tests.races.phones import OK, SEE_OTHER, THANKS, Page, Phone, signed_in
from tests.races.served_house import A_MINUTE, ServedHouse, now

BY = "nadia"
SCREENS = 7
TAPS = ("attended", "heard", "voice", "space", "influence", "next")


@dataclass
class Journeys:
    """What was asked so far, and what went wrong."""

    house: ServedHouse
    staff: Phone
    staffs_token: str
    asked: int = 0
    before: int = 0
    after: int = 0
    faults: list[str] = field(default_factory=list)

    def one_before(self) -> None:
        """A child before its meeting."""
        [link] = self.house.links(1, BY)
        text = f"skrev til {link.invitation_id}"
        pages = {f"/svar/{number}": {"go": "next"} for number in range(1, SCREENS + 1)}
        pages["/svar/3"] |= {"topics_text": text}
        pages["/svar/tjek"] = {"keep_needs": "no"}
        self._travel(link, pages)
        self._read(link, text)
        self.before += 1

    def one_after(self) -> None:
        """A child after its meeting."""
        [link] = self.house.links(1, BY, now() + A_MINUTE)
        with self.house.inside() as world:
            world.hold(link)
        text = f"sagde til {link.invitation_id}"
        pages = {f"/svar/{number}": {code: "yes"} for number, code in enumerate(TAPS, 1)}
        pages["/svar/send"] = {"more_text": text}
        self._travel(link, pages)
        self._read(link, text)
        self.after += 1

    def _travel(self, link: MadeLink, pages: dict[str, dict[str, str]]) -> None:
        phone, path = Phone(self.house), f"/b/{link.token}"
        words = {"first_word": link.words.colour, "second_word": link.words.thing}
        for _ in range(len(pages) + 2):
            shown = self._ask(phone.get(path), OK)
            given = pages.get(path, words if path == "/ord" else {})
            sent = phone.post(path, given | {"csrf_token": shown.token})
            path = self._ask(sent, SEE_OTHER).location
        if path != THANKS:
            self.faults.append(f"no receipt, but {path}")
        self._ask(phone.get(path), OK)

    def _read(self, link: MadeLink, text: str) -> None:
        """The case worker opens the answer, and shows the link again."""
        meeting = f"/raadgiver/moeder/{link.meeting_id}"
        if text not in self._ask(self.staff.get(meeting), OK).text:
            self.faults.append("an answer cannot be read")
        token = {"csrf_token": self.staffs_token}
        self._ask(self.staff.post(f"{meeting}/link", token), OK)

    def _ask(self, page: Page, status: int) -> Page:
        self.asked += 1
        if page.status != status or page.faults:
            self.faults.append(f"status {page.status}: {page.faults}")
        return page


def begun(house: ServedHouse) -> Journeys:
    """No child has come yet; the case worker is signed in."""
    staff = signed_in(house, BY)
    return Journeys(house, staff, staff.get("/raadgiver/").token)

"""A whole BEFORE: door, words, seven screens, check, SEND, receipt; 21 requests. A whole AFTER.

The same steps are taken in the product and in the yardstick, which has the same addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bench.answer import Answer, WentWrong

GET, POST, SEND = "GET", "POST", "SEND"
DOOR, WORDS, CHECK, THANKS = "/b", "/ord", "/svar/tjek", "/svar/tak"
LAST = "/svar/send"
OK, SEE_OTHER = 200, 303
NEXT = {"go": "next"}
SCREENS: tuple[dict[str, str], ...] = (
    {},
    NEXT | {"knows_purpose": "no"},
    NEXT
    | {
        "topics": "skole",
        "topics_text": "Jeg vil gerne blive på min skole. Hvorfor spurgte I mig ikke først?",
        "not_in_front": "Det med ferien.",
    },
    NEXT | {"person-mor": "yes", "person-far": "no", "person-laerer": "part", "alone_first": "yes"},
    NEXT | {"place": "gaatur", "place_text": "", "not_place": "Lokalet uden vinduer"},
    NEXT | {"needs": "pause", "needs_text": ""},
    NEXT | {"not_for_parents": "At jeg hellere vil bo hos min faster."},
)
TAPS: tuple[dict[str, str], ...] = tuple(
    {code: "yes"} for code in ("attended", "heard", "voice", "space", "influence", "next")
)


@dataclass(frozen=True)
class Link:
    """A link to answer by: its path, and the two words."""

    path: str
    colour: str
    thing: str


@dataclass(frozen=True)
class Exchange:
    """One request of the journey: GET, POST or SEND, the page it was about, and the answer."""

    kind: str
    page: str
    answer: Answer


class Asks(Protocol):
    """Whatever can fetch a page and send a form, and keeps cookies."""

    def get(self, path: str) -> Answer:
        """Fetch a page."""

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""


def pages(link: Link) -> tuple[tuple[str, dict[str, str]], ...]:
    """Every page with a form, in order, and what is filled in."""
    return (
        (DOOR, {}),
        (WORDS, {"first_word": link.colour, "second_word": link.thing}),
        *((f"/svar/{number}", fields) for number, fields in enumerate(SCREENS, 1)),
        (CHECK, {"keep_needs": "yes"}),
    )


def pages_after(link: Link) -> tuple[tuple[str, dict[str, str]], ...]:
    """The same after the meeting: one tap a page, then a few words."""
    return (
        *pages(link)[:2],
        *((f"/svar/{number}", tap) for number, tap in enumerate(TAPS, 1)),
        (LAST, {"more_text": "I lyttede. Tak."}),
    )


def answer_before(asks: Asks, link: Link) -> Iterator[Exchange]:
    """Take the whole way. Raises WentWrong at the first answer that is not the right one."""
    return _answer(asks, link.path, pages(link))


def answer_after(asks: Asks, link: Link) -> Iterator[Exchange]:
    """Take the whole way after the meeting. Raises WentWrong."""
    return _answer(asks, link.path, pages_after(link))


def _answer(
    asks: Asks, path: str, steps: tuple[tuple[str, dict[str, str]], ...]
) -> Iterator[Exchange]:
    for page, fields in steps:
        _expect(path.startswith(page), f"{page} was to come, not another page")
        shown = asks.get(path)
        _expect(shown.status == OK, f"GET {page} answered {shown.status}")
        yield Exchange(GET, page, shown)
        sent = asks.post(path, fields | {"csrf_token": shown.token})
        _expect(sent.status == SEE_OTHER, f"POST {page} answered {sent.status}")
        yield Exchange(SEND if page in (CHECK, LAST) else POST, page, sent)
        path = sent.location
    _expect(path == THANKS, "no receipt was offered")
    receipt = asks.get(path)
    _expect(receipt.status == OK, f"the receipt answered {receipt.status}")
    yield Exchange(GET, THANKS, receipt)


def _expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise WentWrong(otherwise)

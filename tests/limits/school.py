"""Many children behind the one address of their school, each with a link of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import inviting
from boernestemme.services.making_links import MadeLink
from tests.limits.browsers import Browser, Headers, Send, coming_from
from tests.world import World

WORKERS = ("mette", "jonas", "nadia")
SCREENS = INSTRUMENTS[AgeGroup.OLDER].screens
TOPICS = next(f"/svar/{one.number}" for one in SCREENS if "topics_text" in one.codes)
AT_SCHOOL = coming_from("2001:db8:5c00:1::10")
FINE = {200, 303}
REFUSED = "429 Too Many Requests"


def links(world: World, many: int) -> list[MadeLink]:
    """So many links, by three case workers, so that the words suffice."""
    share = -(-many // len(WORKERS))
    found = [
        link
        for name in WORKERS
        for link in inviting.invite(
            world.person(name), world.order(), world.links, world.clock(), share
        )
    ]
    return found[:many]


def answers(send: Send, link: MadeLink, says: Headers = AT_SCHOOL) -> list[tuple[int, float]]:
    """One child's whole way; the status and the seconds of each step, until one fails."""
    child, door = Browser(send, says), f"/b/{link.token}"
    words = {"first_word": link.words.colour, "second_word": link.words.thing}
    steps: list[tuple[str, dict[str, str] | None]] = [
        (door, None), (door, {}), ("/ord", None), ("/ord", words), (TOPICS, None),
        (TOPICS, {"topics_text": "Hvem henter mig bagefter?", "go": "next"}),
        ("/svar/tjek", None), ("/svar/tjek", {}), ("/svar/tak", None),
    ]  # fmt: skip
    found: list[tuple[int, float]] = []
    for path, form in steps:
        answer = child.get(path) if form is None else child.post(path, **form)
        found.append((answer.status, answer.seconds))
        if answer.status not in FINE:
            break
    return found


def refused(send: Send, given: Sequence[MadeLink], at_once: ThreadPoolExecutor) -> int:
    """How many of so many children did not come all the way."""
    ways = list(at_once.map(lambda link: answers(send, link), given))
    return sum(way[-1][0] not in FINE for way in ways)


def limited(wsgi: Callable[..., Iterable[bytes]], limit: int) -> Callable[..., Iterable[bytes]]:
    """The control: what refuses an address after so many requests, as many servers do."""
    asked = Counter[str]()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked[environ.get("HTTP_X_FORWARDED_FOR", "")] += 1
        if asked[environ.get("HTTP_X_FORWARDED_FOR", "")] <= limit:
            return wsgi(environ, start)
        start(REFUSED, [])
        return []

    return answer

"""Bytes over the wire: what each page of the journey costs a phone, packed, headers included."""

import re
from dataclasses import dataclass

from bench.answer import WentWrong
from bench.browser import Browser
from bench.journey import DOOR, GET, OK, WORDS, Link, answer_before

FIRST_SCREEN = "/svar/1"
FIRST_VISITS = {"door": DOOR, "words": WORDS, "first screen": FIRST_SCREEN}
PARTS = re.compile(r'<(?:link|script|img)\b[^>]*(?:href|src)="(/[^"]+)"')


@dataclass(frozen=True)
class Weight:
    """What one page costs. ``parts`` are everything it names but script, ``script`` all of that.

    ``plain`` is the page unpacked, without headers; the yardstick's page gets the same size.
    """

    page: int
    parts: int
    script: int
    requests: int
    plain: int

    @property
    def first_visit(self) -> int:
        """All that is needed to paint and to answer on a first visit."""
        return self.page + self.parts


def weigh(port: int, link: Link) -> dict[str, Weight]:
    """The weight of every page of the journey, by its path."""
    browser, weights = Browser(port), {}
    for exchange in answer_before(browser, link):
        if exchange.kind == GET:
            text = exchange.answer.text
            named = {path: _bytes_of(port, path) for path in PARTS.findall(text)}
            script = sum(size for path, size in named.items() if path.endswith(".js"))
            weights[exchange.page] = Weight(
                exchange.answer.wire_bytes,
                sum(named.values()) - script,
                script,
                1 + len(named),
                len(text.encode()),
            )
    return weights


def later_pages(weights: dict[str, Weight]) -> dict[str, Weight]:
    """The pages after the first screen."""
    return {page: weight for page, weight in weights.items() if page not in FIRST_VISITS.values()}


def _bytes_of(port: int, path: str) -> int:
    answer = Browser(port).get(path)
    if answer.status != OK:
        raise WentWrong(f"{path} answered {answer.status}")
    return answer.wire_bytes

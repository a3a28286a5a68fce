"""CPU time in process: a whole BEFORE against an empty Flask response, steady enough for CI."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from time import process_time

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bench.answer import Answer
from bench.journey import Asks, Exchange, Link, answer_after, answer_before

Answering = Callable[[Asks, Link], Iterator[Exchange]]
EMPTY_REQUESTS = 100
WARM_UP = 2
HEADERS = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class InProcess:
    """Medians in seconds of CPU; ``ratio`` is a whole BEFORE in empty responses."""

    before: float
    after: float
    empty: float
    ratio: float
    by_kind: dict[str, float]
    by_page: dict[tuple[str, str], float]


class TestClientBrowser:
    """Takes the journey through Flask's test client and times it by CPU."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        began = process_time()
        response = self._client.get(path, headers=HEADERS)
        return _answer(response, process_time() - began)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        began = process_time()
        response = self._client.post(path, data=fields, headers=HEADERS)
        return _answer(response, process_time() - began)


def _answer(response: TestResponse, seconds: float) -> Answer:
    headers = {name.casefold(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, response.get_data(), seconds)


def measure(app: Flask, links: list[Link], links_after: list[Link]) -> InProcess:
    """One BEFORE for each link, each beside a hundred empty responses, after a warm-up.

    Then one AFTER for each link of a meeting that is over.
    """
    empty_app = Flask("empty", static_folder=None)
    empty_app.add_url_rule("/", view_func=lambda: "", endpoint="empty")
    empty_client = empty_app.test_client()
    by_page: dict[tuple[str, str], list[float]] = defaultdict(list)
    flows, empties = [], []
    for number, link in enumerate(links):
        times = _flow(app, link, answer_before)
        empty = _empty(empty_client)
        if number >= WARM_UP:
            flows.append(sum(seconds for _, _, seconds in times))
            empties.append(empty)
            for kind, page, seconds in times:
                by_page[kind, page].append(seconds)
    ratios = [flow / empty for flow, empty in zip(flows, empties, strict=True)]
    return InProcess(
        median(flows),
        median(sum(one[2] for one in _flow(app, link, answer_after)) for link in links_after),
        median(empties),
        median(ratios),
        _by_kind(by_page),
        {place: median(times) for place, times in by_page.items()},
    )


def _flow(app: Flask, link: Link, answer: Answering) -> list[tuple[str, str, float]]:
    browser = TestClientBrowser(app.test_client())
    return [(one.kind, one.page, one.answer.seconds) for one in answer(browser, link)]


def _empty(client: FlaskClient) -> float:
    began = process_time()
    for _ in range(EMPTY_REQUESTS):
        client.get("/", headers=HEADERS)
    return (process_time() - began) / EMPTY_REQUESTS


def _by_kind(by_page: dict[tuple[str, str], list[float]]) -> dict[str, float]:
    together: dict[str, list[float]] = defaultdict(list)
    for (kind, _), times in by_page.items():
        together[kind] += times
    return {kind: median(times) for kind, times in together.items()}

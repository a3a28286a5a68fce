"""`python -m bench.growth`: what a child, a case worker and the timer cost as meetings pile up."""

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from flask.testing import FlaskClient

from bench.databases import POSTGRESQL, SQLITE, databases, has_postgresql
from bench.done_meetings import add_done
from bench.in_process import TestClientBrowser
from bench.installation import CASEWORKERS, MUNICIPALITY, PASSWORD, Installation, install
from bench.journey import SEE_OTHER, Link, answer_before
from bench.scale import run
from bench.servers import ROOT

FEW, DONE = 1_000, 1_000_000
MOST = 1.2
REPORT = ROOT / "docs" / "growth.md"
WORK = ROOT / ".bench"
LIST, SIGN_IN, NEW_LINK = "/raadgiver/", "/raadgiver/log-ind", "/raadgiver/nyt-link"
CHILDS, LISTS, SWEEPS = 30, 12, 5


@dataclass(frozen=True)
class Grown:
    """One kind of database: what each thing took with few and with many meetings, in seconds."""

    kind: str
    few: dict[str, float]
    many: dict[str, float]

    def ratio(self, what: str) -> float:
        """How many times as long it took."""
        return self.many[what] / self.few[what]


def main() -> int:
    """Measure, print and write; 1 when a child's or a case worker's page has grown too much."""
    asked = _arguments()
    WORK.mkdir(exist_ok=True)
    kinds = [SQLITE, *([POSTGRESQL] if has_postgresql() else [])]
    found = [_measured(kind, asked.done) for kind in kinds if asked.database in (kind, "both")]
    command = " ".join(["python -m bench.growth", *sys.argv[1:]])
    text = "\n".join(_lines(command, asked.done, found)) + "\n"
    sys.stdout.write(text)
    if asked.done >= DONE and asked.database == "both":
        REPORT.write_text(text, encoding="utf-8")
    held = [one.ratio(what) <= MOST for one in found for what in PAGES]
    return 0 if all(held) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--done", type=int, default=DONE, help="fewer write no report")
    parser.add_argument("--database", choices=(SQLITE, POSTGRESQL, "both"), default="both")
    return parser.parse_args()


def _measured(kind: str, number: int) -> Grown:
    """Two installations that differ in what is over, asked in turn."""
    with ExitStack() as stack:
        few, many = (_installed(kind, stack) for _ in range(2))
        print(f"{kind}: {number:,} meetings that are over …", file=sys.stderr)
        for one, done in ((few, FEW), (many, number)):
            add_done(one.environment["BOERNESTEMME_DATABASE"], kind, MUNICIPALITY, done)
        print(f"{kind}: asking …", file=sys.stderr)
        times: tuple[dict[str, float], dict[str, float]] = ({}, {})
        for name, asks in (PAGES | COMMANDS).items():
            for into, seconds in zip(times, _in_turn(asks, few, many), strict=True):
                into[name] = seconds
        return Grown(kind, *times)


def _installed(kind: str, stack: ExitStack) -> Installation:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=WORK)))
    return install(folder, stack.enter_context(databases(kind, folder)).product)


def _in_turn(
    asks: Callable[[Installation], Iterator[float]], few: Installation, many: Installation
) -> tuple[float, float]:
    pairs = list(zip(asks(few), asks(many), strict=True))
    return median(one for one, _ in pairs), median(two for _, two in pairs)


def _befores(one: Installation) -> Iterator[float]:
    """Wall time of a whole BEFORE, its database in it; the first warms up."""
    for link in one.links[: CHILDS + 1]:
        began = perf_counter()
        _answer(one, link)
        if link is not one.links[0]:
            yield perf_counter() - began


def _answer(one: Installation, link: Link) -> None:
    for _ in answer_before(TestClientBrowser(one.app.test_client()), link):
        pass


def _housekeeping(runs: int) -> Callable[[Installation], Iterator[float]]:
    def asks(one: Installation) -> Iterator[float]:
        for _ in range(runs):
            yield run(["housekeeping"], one.environment).seconds

    return asks


def _pages(path: str) -> Callable[[Installation], Iterator[float]]:
    def asks(one: Installation) -> Iterator[float]:
        client = _signed_in(one)
        for number in range(LISTS + 1):
            began = perf_counter()
            status = client.get(path.format(meeting=one.first_meeting)).status_code
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
            if number:
                yield perf_counter() - began

    return asks


def _signed_in(one: Installation) -> FlaskClient:
    client = one.app.test_client()
    browser = TestClientBrowser(client)
    fields = {"email": CASEWORKERS[0], "password": PASSWORD}
    sent = browser.post(SIGN_IN, fields | {"csrf_token": browser.get(SIGN_IN).token})
    if sent.status != SEE_OTHER:
        raise RuntimeError("the case worker could not sign in")
    return client


PAGES = {
    "a whole BEFORE": _befores,
    "the list of 500 meetings": _pages(LIST),
    "a meeting": _pages("/raadgiver/moeder/{meeting}"),
    "a new link's page": _pages(NEW_LINK),
}
COMMANDS = {
    "housekeeping, the first time": _housekeeping(1),
    "housekeeping, a minute later": _housekeeping(SWEEPS),
}


def _lines(command: str, number: int, found: list[Grown]) -> Iterator[str]:
    today = datetime.now(UTC).date().isoformat()
    yield "# Growth"
    yield ""
    yield (
        f"`{command}` on {today}: {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}. Two installations with the same 3,300 meetings, and "
        f"{FEW:,} or {number:,} besides that are over: answered, replied to, filed and erased, in "
        "98 municipalities over ten years, with their links and three log lines each. Asked in "
        "turn, by the clock, medians. The first housekeeping counts a year's months in every "
        "municipality, which is done once; what it takes follows the meetings of that year."
    )
    yield ""
    yield f"Budget: {MOST:g} times for a page of a child or a case worker, which fail the run."
    for one in found:
        yield from ("", f"## {one.kind}", "", "| what | few | many | times |")
        yield "| --- | ---: | ---: | ---: |"
        for what in one.few:
            few, many = (f"{side[what] * 1000:,.1f} ms" for side in (one.few, one.many))
            yield f"| {what} | {few} | {many} | {one.ratio(what):.2f} |"


if __name__ == "__main__":
    sys.exit(main())

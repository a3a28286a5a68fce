"""One walk of each age group through every state, with everything measured on the way.

Each subject has a test file of its own that reads the record; the walk is made once, whichever
process of a run comes to it first.
"""

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.looks import PAGE, STORED, TARGETS, TYPE
from tests.browser.server import PATIENCE, Site
from tests.browser.sizes import PHONE, faults
from tests.browser.states import child_states, nobodys_states
from tests.browser.stops import tab_through

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {
    "runOnly": TAGS,
    "resultTypes": ["violations", "incomplete"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}
DESK = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class State:
    """What was measured in one state."""

    page: dict[str, object]
    stored: dict[str, int]
    cookies: list[dict[str, object]]
    targets: list[dict[str, object]]
    type: dict[str, object]
    stops: dict[str, list[str]]
    violations: list[str]
    incomplete: list[str]
    faults: list[str]


@dataclass(frozen=True)
class Record:
    """Every state by name, what was asked of the net and went wrong meanwhile, and whose."""

    states: dict[str, State]
    requests: list[str]
    problems: list[str]
    base: str
    hide_address: str

    def wrong(self, look: Callable[[State], object]) -> dict[str, object]:
        """What a look finds in each state, where it finds anything."""
        return {name: found for name, one in self.states.items() if (found := look(one))}


def shared_record(folder: Path, site: Site, browser: Browser, age: AgeGroup) -> Record:
    """The age group's record, made by the first process of a run that asks for it."""
    run = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    kept = run / f"walk-{age}.pickle"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(record(site, browser, age)))
    found: Record = pickle.loads(kept.read_bytes())
    return found


def record(site: Site, browser: Browser, age: AgeGroup) -> Record:
    """Walk and measure; pages for nobody belong to the older walk."""
    context = browser.new_context(viewport=PHONE, locale="da-DK")  # type: ignore[arg-type]  # Playwright wants its own dict type
    context.set_default_timeout(PATIENCE * 1000)
    requests, problems = list[str](), list[str]()
    with closing(context):
        page = context.new_page()
        overhear(page, requests, problems)
        states = {name: _measured(page) for name in _states(site, page, age)}
    return Record(states, requests, problems, site.base, site.hide_address)


def overhear(page: Page, requests: list[str], problems: list[str]) -> None:
    """Note what the page asks of the net from now on, and the errors it has, but for refusals."""

    def note(problem: str) -> None:
        if "status of 4" not in problem:
            problems.append(problem)

    page.context.on("request", lambda one: requests.append(one.url))
    page.on("console", lambda one: note(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: note(str(error)))


def _states(site: Site, page: Page, age: AgeGroup) -> Iterator[str]:
    yield from child_states(site, page, age)
    if age is AgeGroup.OLDER:
        yield from nobodys_states(site, page)


def _measured(page: Page) -> State:
    seen, stored = page.evaluate(PAGE), page.evaluate(STORED)
    cookies = [dict(one) for one in page.context.cookies()]
    found = Axe().run(page, options=AXE).response
    targets = page.evaluate(TARGETS)
    stops = tab_through(page)
    wrong = list(faults(page)) if page.locator("#hide").count() else []
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    type_ = page.evaluate(TYPE)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    return State(
        seen, stored, cookies, targets, type_, stops, _named(found["violations"]),
        _named(found["incomplete"]), wrong,
    )  # fmt: skip


def _named(found: list[dict[str, object]]) -> list[str]:
    """Each finding as "rule: element"."""
    return [f"{one['id']}: {node['html'][:140]}" for one in found for node in one["nodes"]]  # type: ignore[attr-defined,index]  # axe's own form

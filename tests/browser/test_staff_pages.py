"""Every page that staff meet, walked once: axe finds nothing (A-01), and nothing leaves it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PATIENCE_MS
from tests.browser.office_states import office_states
from tests.browser.record import overhear
from tests.browser.server import Site
from tests.browser.states import staff_states
from tests.browser.test_accessibility import EVERYBODY, violations

FEWEST = {"staff": 40, "offices": 15}
States = Callable[[Site, Page], Iterator[str]]


@dataclass
class Walk:
    """What was found on one walk, and what was heard of it."""

    fewest: int
    states: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def seen(self, page: Page, states: Iterator[str]) -> Iterator[str]:
        """Each state, when it has been noted whether the page is told where from."""
        for state in states:
            self.states.append(state)
            self.told += [state] if page.evaluate("document.referrer") else []
            yield state


@pytest.fixture(
    scope="module",
    params=[("staff", staff_states), ("offices", office_states)],
    ids=["staff", "offices"],
)
def walk(request: pytest.FixtureRequest, site: Site, browser: Browser) -> Walk:
    """A case worker's way through everything, or the offices'."""
    name, states = request.param
    found = Walk(FEWEST[name])
    site.forget_tries()
    with closing(browser.new_context(viewport=DESK, locale="da-DK")) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        overhear(page, found.requests, found.problems)
        found.violations += violations(page, found.seen(page, states(site, page)), EVERYBODY)
    return found


def test_staff_pages_have_no_violations(walk: Walk) -> None:
    assert len(walk.states) >= walk.fewest
    assert walk.violations == []


def test_nothing_leaves_our_own_address_and_no_page_is_told_of(walk: Walk, site: Site) -> None:
    assert len(walk.requests) > 30
    assert [one for one in walk.requests if not one.startswith((site.base, "data:"))] == []
    assert walk.told == []
    assert walk.problems == []

"""axe-core on every state of every page: WCAG 2.2 AA, and for the child AAA contrast."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import DESK, NewPage
from tests.browser.controls import Controls
from tests.browser.server import Site
from tests.browser.states import child_states, nobodys_states, staff_states

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYBODY = {"runOnly": TAGS, "resultTypes": ["violations"]}
CHILD = EVERYBODY | {"rules": {"color-contrast-enhanced": {"enabled": True}}}


def violations(page: Page, states: Iterator[str], options: dict[str, object]) -> list[str]:
    """What axe finds, as "state: rule: element"."""
    found = []
    for state in states:
        for one in Axe().run(page, options=options).response["violations"]:
            found += [f"{state}: {one['id']}: {node['html'][:120]}" for node in one["nodes"]]
    return found


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
def test_the_childs_pages_have_no_violations(site: Site, new_page: NewPage, age: AgeGroup) -> None:
    page = new_page()
    assert violations(page, child_states(site, page, age), CHILD) == []


def test_pages_for_nobody_have_no_violations(site: Site, new_page: NewPage) -> None:
    page = new_page()
    assert violations(page, nobodys_states(site, page), CHILD) == []


def test_staff_pages_have_no_violations(site: Site, new_page: NewPage) -> None:
    page = new_page(viewport=DESK)
    assert violations(page, staff_states(site, page), EVERYBODY) == []


def test_control_axe_finds_what_is_wrong_with_a_bad_page(
    controls: Controls, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{controls.base}/daarlig-side")
    found = " ".join(violations(page, iter(["bad"]), CHILD))
    assert "color-contrast-enhanced:" in found and "label:" in found

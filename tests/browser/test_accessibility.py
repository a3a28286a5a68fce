"""axe-core on every state of every page: WCAG 2.2 AA, and for the child AAA contrast (A-01).

What axe cannot decide must be explained in ``docs/accessibility/incomplete.md``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.record import AXE, Record

# What is asked of the pages of those who work here.
EVERYBODY = {"runOnly": AXE["runOnly"], "resultTypes": ["violations"]}
EXPLAINED = Path(__file__).parents[2] / "docs" / "accessibility" / "incomplete.md"
ROW = re.compile(r"^\| `(?P<rule>[\w-]+)` \| `(?P<part>[^`]+)` \| [^|]{20,}\| [^|]{20,}\|$", re.M)


def violations(page: Page, states: Iterator[str], options: dict[str, object]) -> list[str]:
    """What axe finds, as "state: rule: element"."""
    found = []
    for state in states:
        for one in Axe().run(page, options=options).response["violations"]:
            found += [f"{state}: {one['id']}: {node['html'][:120]}" for node in one["nodes"]]
    return found


def unexplained(incomplete: list[str]) -> list[str]:
    """What axe cannot decide and the file does not explain: rule, and part of the element."""
    known = [(row["rule"], row["part"]) for row in ROW.finditer(EXPLAINED.read_text())]
    return [
        one
        for one in incomplete
        if not any(one.startswith(f"{rule}: ") and part in one for rule, part in known)
    ]


def test_the_childs_pages_have_no_violations(walked: Record) -> None:
    assert len(walked.states) > 30
    assert walked.wrong(lambda state: state.violations) == {}


def test_what_axe_cannot_decide_is_explained(walked: Record) -> None:
    assert walked.wrong(lambda state: unexplained(state.incomplete)) == {}


def test_control_axe_finds_what_is_wrong_with_a_bad_page(
    controls: Controls, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{controls.base}/daarlig-side")
    found = " ".join(violations(page, iter(["bad"]), AXE))
    assert "color-contrast-enhanced:" in found and "label:" in found


def test_control_what_axe_cannot_decide_is_found_and_unexplained(
    controls: Controls, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{controls.base}/ubestemt")
    found = Axe().run(page, options=AXE).response["incomplete"]
    named = [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
    assert unexplained(named) == named != []


@pytest.mark.parametrize("row", ["| `x` | `y` | fine | |", "| x | y | z | w |"])
def test_control_a_row_that_explains_nothing_does_not_count(row: str) -> None:
    assert ROW.search(row) is None

"""The focus, pixel by pixel: a ring of 2 px or more around every kind of control, 3:1 or more.

A-07; A-08 in forced colours, where the chosen is told from the unchosen too.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.pixels import contrast, pixels
from tests.browser.server import Site
from tests.browser.states import child_states

AROUND, THICKNESS, LEAST = 8, 2, 3
# One of each kind: its tag, its class, what it is for, and whether it is chosen.
KINDS = """() => { const seen = new Map();
  for (const one of document.querySelectorAll(
      'a[href], button, summary, textarea, input:not([type=hidden]), select, [tabindex]')) {
    if (!one.checkVisibility()) continue;
    const kind = [one.tagName, one.className, one.type || '', !!one.checked,
      one.closest('header, footer, .small-tiles, .row, .lines, #hide')?.className || ''].join('|');
    if (!seen.has(kind)) { one.dataset.kind = kind; seen.set(kind, 1); } }
  return [...seen.keys()]; }"""
STATES = ("door", "ord", "svar-3", "svar-4", "tjek", "fejl", "masked", "hjaelp", "efter-2")


def ring(page: Page, control: Locator) -> tuple[float, float]:
    """How thick a ring of 3:1 the focus draws (changed pixels by edge), and its usual contrast."""
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    assert box
    clip = {
        "x": max(0, box["x"] - AROUND), "y": max(0, box["y"] - AROUND),
        "width": box["width"] + 2 * AROUND, "height": box["height"] + 2 * AROUND,
    }  # fmt: skip
    page.evaluate("document.activeElement.blur()")
    before = pixels(page.screenshot(clip=clip))  # type: ignore[arg-type]  # Playwright's own dict type
    control.focus()
    after = pixels(page.screenshot(clip=clip))  # type: ignore[arg-type]  # Playwright's own dict type
    changed = [
        contrast(old, new)
        for rows in zip(before, after, strict=True)
        for old, new in zip(*rows, strict=True)
        if old != new
    ]
    strong = [one for one in changed if one >= LEAST]
    edge = 2 * (box["width"] + box["height"])
    return len(strong) / edge, sorted(changed)[len(changed) // 2] if changed else 1


def rings(page: Page, states: Iterator[str]) -> dict[str, tuple[float, float]]:
    """The ring of each kind of control, at its first meeting."""
    found: dict[str, tuple[float, float]] = {}
    page.keyboard.press("Tab")  # a ring is for those who come by keyboard
    for state in states:
        if state not in STATES:
            continue
        for kind in page.evaluate(KINDS):
            if kind not in found:
                found[kind] = ring(page, page.locator(f'[data-kind="{kind}"]').first)
        page.evaluate("scrollTo(0, 0)")
        if state == STATES[-1]:
            break
    return found


@pytest.mark.parametrize("colours", ["none", "active"])
def test_every_kind_of_control_shows_its_focus(site: Site, new_page: NewPage, colours: str) -> None:
    page = new_page(forced_colors=colours, color_scheme="light")
    age = AgeGroup.OLDER if colours == "none" else AgeGroup.YOUNGER
    found = rings(page, child_states(site, page, age))
    assert len(found) >= 15
    assert {kind: one for kind, one in found.items() if one[0] < THICKNESS} == {}
    print(f"{len(found)} kinds, thinnest ring {min(one[0] for one in found.values()):.1f} px")  # noqa: T201 - the figure


def test_control_a_focus_nobody_sees_is_found(controls: Controls, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{controls.base}/uorden")
    found = rings(page, iter([STATES[0]]))
    assert found and all(thick < THICKNESS for thick, _ in found.values())

"""Measured in the browser: reflow, large text, *Skjul* in view, chosen or not, motion.

A-04, A-05, A-08, A-09, A-11, DEV-03, S-02.
"""

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.record import Record
from tests.browser.server import Site
from tests.browser.sizes import CLIPPED, MOVING, SMALL, SMALLEST, SPACING, SPILLING, WIDE, faults
from tests.browser.states import child_states


def test_every_page_fits_at_every_size(walked: Record) -> None:
    assert len(walked.states) > 30
    assert walked.wrong(lambda state: state.faults) == {}


@pytest.mark.parametrize("colours", ["none", "active"])
def test_chosen_and_not_chosen_look_different_without_colours(
    site: Site, new_page: NewPage, colours: str
) -> None:
    page = new_page(forced_colors=colours, color_scheme="light")
    states = child_states(site, page, AgeGroup.OLDER)
    next(state for state in states if state == "svar-2")
    first, second = page.locator(".tile").nth(0), page.locator(".tile").nth(1)
    before = first.screenshot(), second.screenshot()
    first.locator("input").check()
    page.evaluate("document.activeElement.blur()")
    assert first.screenshot() != before[0] and second.screenshot() == before[1]
    look = "one => [getComputedStyle(one).borderTopWidth, getComputedStyle(one, '::after').content]"
    assert first.locator("input").evaluate(look) == ["4px", '""']
    assert second.locator("input").evaluate(look) == ["2px", "none"]


def test_control_a_bad_page_is_caught(controls: Controls, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 320, "height": 568})
    page.goto(f"{controls.base}/daarlig-side")
    assert page.evaluate(SMALL, SMALLEST) and page.evaluate(WIDE) and page.evaluate(MOVING) > 0
    wrong = " ".join(faults(page))
    assert "320x568: no Skjul" in wrong and "430x932: no Skjul" in wrong
    page.evaluate(SPACING)
    assert page.evaluate(CLIPPED) and not page.evaluate(SPILLING)

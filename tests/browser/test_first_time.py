"""Somebody who has never seen it, on 360x640: from the link to *Tak* by what stands on the page.

No address is typed and no name of a field is known: only what is seen is pressed, with a finger or
by keyboard. The two words have been said aloud before. The time is a model, no measurement.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.readability import words_in
from tests.browser.conftest import NewPage
from tests.browser.server import ChildLink, Site
from tests.reading_time import OLDER_PACE, YOUNGER_PACE, seconds
from tests.web.child_text import Use, read_page

SMALL = {"width": 360, "height": 640}
MINUTES, MOST_PAGES, MOST_TABS = 5, 14, 60
PACES = {AgeGroup.YOUNGER: YOUNGER_PACE, AgeGroup.OLDER: OLDER_PACE}
Press = Callable[[Page, Locator], None]
ON_IT = "one => one === document.activeElement"
# A group of radios is one stop, wherever in it the focus lands.
IN_GROUP = "one => !!one.name && one.name === document.activeElement.name && one.type === 'radio'"


def by_finger(page: Page, control: Locator) -> None:
    """Scroll to it and tap in its middle."""
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def by_keyboard(page: Page, control: Locator) -> None:
    """Tab to it; within a group of radios by the arrows; then press."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if control.evaluate(ON_IT):
            page.keyboard.press("Space")
            return
        if control.evaluate(IN_GROUP):
            _by_arrows(page, control)
            return
    raise AssertionError("Tab never came there")


def _by_arrows(page: Page, control: Locator) -> None:
    page.keyboard.press("Space")
    for _ in range(MOST_TABS):
        if control.evaluate(ON_IT):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrows never came there")


class FirstTime:
    """One walk: what was read, and how often something was pressed."""

    def __init__(self, page: Page, link: ChildLink, press: Press) -> None:
        self.page, self.press = page, press
        self.words = self.taps = 0
        page.goto(link.url)
        self._go_on("main .button.main")
        for word in link.words:
            self._tap(self.page.get_by_role("radio", name=word, exact=True))
        self._go_on("main .button.main")

    def _tap(self, control: Locator) -> None:
        self.taps += 1
        self.press(self.page, control)

    def _go_on(self, button: str) -> None:
        """Read what is in sight, then press the one filled button."""
        read = read_page(self.page.url, self.page.content()).of(Use.TEXT)
        self.words += len(words_in(" ".join(read)))
        buttons = [one for one in self.page.locator(button).all() if one.is_visible()]
        assert len(buttons) == 1, f"{self.page.url}: {len(buttons)} main buttons"
        with self.page.expect_navigation():
            self._tap(buttons[0])

    def to_the_end(self) -> int:
        """Answer the first question of each page and go on, until it says thanks."""
        for number in range(MOST_PAGES):
            if self.page.title().startswith("Tak"):
                return number
            tile = self.page.locator("main .tile input:visible").first
            if self.page.locator("main .tile input:visible").count():
                self._tap(tile)
            self._go_on("main .button.main")
        raise AssertionError("no end")


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
@pytest.mark.parametrize(
    ("script", "press"),
    [(True, by_finger), (False, by_finger), (True, by_keyboard)],
    ids=["script", "no-script", "keyboard"],
)
def test_a_link_opened_for_the_first_time_leads_to_thanks(
    site: Site, new_page: NewPage, age: AgeGroup, script: bool, press: Press
) -> None:
    page = new_page(script=script, viewport=SMALL)
    walk = FirstTime(page, site.link(age_group=age), press)
    pages = walk.to_the_end()
    minutes = seconds(walk.words, walk.taps, PACES[age].median) / 60
    print(f"{age}: {pages} pages, {walk.taps} taps, {walk.words} words, {minutes:.1f} min")  # noqa: T201 - the figures
    assert minutes < MINUTES and walk.taps <= 25
    assert "Vi har fået dit svar" in page.inner_text("h1")

"""The points in a browser: saved as they are written, and never over what another window saved."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, NewPage
from tests.browser.server import ChildLink, Site
from tests.browser.steps import sign_in

PURPOSE, STATUS = "#f-purpose", "#p-purpose [role=status]"
MESSAGE, THEIRS = "#p-purpose [data-message]", "#p-purpose .theirs .theirs-text"


def window(site: Site, new_page: NewPage, link: ChildLink) -> Page:
    page = new_page(viewport=DESK)
    sign_in(page, site.base)
    page.goto(f"{site.base}/raadgiver/moeder/{link.meeting_id}")
    return page


def test_what_is_written_is_saved_without_a_press(site: Site, new_page: NewPage) -> None:
    page = window(site, new_page, site.link())
    expect(page.locator("#p-purpose .point-save")).to_be_hidden()
    page.fill(PURPOSE, "Vi taler om skolen.")
    expect(page.locator(STATUS)).to_have_text("Gemt")
    page.fill(PURPOSE, "Vi taler om skolen og om hjemme.")
    page.locator("#f-rights").focus()
    expect(page.locator(STATUS)).to_have_text("Gemt")
    page.reload()
    assert page.input_value(PURPOSE) == "Vi taler om skolen og om hjemme."
    page.fill(PURPOSE, "Ring 010203-1234")
    expect(page.locator(MESSAGE)).to_contain_text("ligner et CPR-nummer")
    assert page.input_value(PURPOSE) == "Ring 010203-1234"


def test_two_windows_both_texts_are_there_and_a_press_decides(
    site: Site, new_page: NewPage
) -> None:
    link = site.link()
    first, second = window(site, new_page, link), window(site, new_page, link)
    first.fill(PURPOSE, "fra det første vindue")
    expect(first.locator(STATUS)).to_have_text("Gemt")
    second.fill(PURPOSE, "fra det andet vindue")
    expect(second.locator(THEIRS)).to_have_text("fra det første vindue")
    expect(second.locator(MESSAGE)).to_contain_text("andet vindue imens")
    second.locator(PURPOSE).press("End")
    second.locator(PURPOSE).press_sequentially(" og mere")
    second.locator("#f-rights").focus()
    second.wait_for_timeout(1300)  # longer than it waits before it saves
    first.reload()
    assert first.input_value(PURPOSE) == "fra det første vindue", "nothing is saved over it"
    assert second.input_value(PURPOSE) == "fra det andet vindue og mere"
    second.click("#p-purpose .point-save")
    expect(second.locator(STATUS)).to_have_text("Gemt")
    first.fill(PURPOSE, "og så igen")
    expect(first.locator(THEIRS)).to_have_text("fra det andet vindue og mere")
    first.click("#p-purpose .theirs a")
    assert first.input_value(PURPOSE) == "fra det andet vindue og mere"
    expect(first.locator("#p-purpose .theirs")).to_be_hidden()

"""What the child will see follows the chips by itself, makes nothing, and fits a narrow screen."""

import re
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import text

from boernestemme.storage.db import db
from tests.browser.conftest import DESK, NewPage
from tests.browser.server import Site
from tests.browser.states import link_states
from tests.browser.steps import sign_in

NARROW = {"width": 320, "height": 568}
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
ROW = "#seen dt:has-text('Det handler om') + dd"


def open_new_link(site: Site, page: Page) -> None:
    sign_in(page, site.base)
    page.goto(f"{site.base}/raadgiver/nyt-link")
    page.click("summary")


def meetings(site: Site) -> int:
    with site.app.app_context():
        return int(db.session.execute(text("SELECT count(*) FROM meetings")).scalar_one())


def test_it_follows_each_tap_and_makes_no_link(site: Site, new_page: NewPage) -> None:
    page, before = new_page(viewport=DESK), meetings(site)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    open_new_link(site, page)
    assert page.locator("[data-look]").is_hidden()
    for name, value, said in (
        ("purposes", "home", "hvor du bor"),
        ("purposes", "plan", "hvor du bor og en ny plan"),
    ):
        page.check(f"input[name={name}][value={value}]")
        page.wait_for_selector(f"{ROW}:text-is('{said}')")
    assert page.locator("input[name=purposes][value=plan]").is_checked()
    assert (faults, meetings(site)) == ([], before)


def test_without_script_a_press_shows_it_and_nothing_is_lost(site: Site, new_page: NewPage) -> None:
    page, before = new_page(viewport=DESK, java_script_enabled=False), meetings(site)
    open_new_link(site, page)
    page.check("input[name=purposes][value=home]")
    page.fill("#f-case_number", "2027-41")
    assert page.locator(ROW).count() == 0
    page.click("[data-look]")
    assert page.locator(ROW).inner_text() == "hvor du bor"
    assert page.locator("input[name=purposes][value=home]").is_checked()
    assert page.input_value("#f-case_number") == "2027-41" and page.url.endswith("#seen")
    assert meetings(site) == before


def test_three_taps_and_a_copy(site: Site, new_page: NewPage) -> None:
    """W-02: four pointing acts; enter in a field makes nothing."""
    page, before = new_page(viewport=DESK), meetings(site)
    sign_in(page, site.base)
    page.goto(f"{site.base}/raadgiver/nyt-link")
    page.press("#f-time", "Enter")
    page.wait_for_url("**#seen")
    assert meetings(site) == before
    for tap in ("input[name=age] >> nth=0", "input[name=day] >> nth=0", "button[value=child]"):
        page.click(tap, force=True)
    page.wait_for_selector("#h-words")
    page.click("[data-copy]")
    page.wait_for_selector("[data-copy]:has-text('Kopieret')")
    assert meetings(site) == before + 1


def test_the_pages_fit_a_narrow_screen(site: Site, new_page: NewPage) -> None:
    page = new_page(viewport=NARROW)
    sign_in(page, site.base)
    found = {state: page.evaluate(TOO_WIDE) for state in link_states(site, page)}
    assert len(found) == 4 and not any(found.values()), found


def test_a_sheet_prints_the_words_on_a_page_of_their_own(
    site: Site, new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(viewport=DESK)
    sign_in(page, site.base)
    assert list(link_states(site, page))[-1] == "ark"
    page.emulate_media(media="print")
    kept, first = page.locator(".keep"), page.locator(".slip").first
    assert kept.evaluate("one => getComputedStyle(one).breakAfter") == "page"
    assert not page.locator("header").first.is_visible() and first.is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2

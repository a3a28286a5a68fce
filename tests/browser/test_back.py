"""Back shows the page before as it was left, and never asks whether to send again (F-12)."""

import pytest
from playwright.sync_api import Browser, Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.history import back, step
from tests.browser.server import Site
from tests.browser.steps import TEXT, come_in, fill_screen, jump, pick_words, tap_all
from tests.browser.walks import delete


@pytest.fixture
def browser(whole_browser: Browser) -> Browser:
    """What is remembered is asked of the whole browser."""
    return whole_browser


STATE = """() => ({title: document.title,
  ticked: [...document.querySelectorAll('main :checked')].map(one => one.name + one.value),
  texts: [...document.querySelectorAll('main textarea')].map(one => one.value)})"""
ASKS = "chrome-error:"


@pytest.mark.parametrize(("age", "script"), [(AgeGroup.YOUNGER, True), (AgeGroup.OLDER, False)])
def test_back_shows_each_page_in_its_last_state(
    site: Site, new_page: NewPage, age: AgeGroup, script: bool
) -> None:
    page = new_page(script=script)
    come_in(page, site.link(age_group=age))
    page.click("button[value=next]")
    left = []
    while not page.url.endswith("/svar/tjek"):
        fill_screen(page)
        left.append(page.evaluate(STATE))
        with page.expect_navigation():
            page.click("main button[value=next]")
    for was in reversed(left):
        back(page)
        assert page.evaluate(STATE) == was
    assert len(left) >= 5 and TEXT in str(left)


def test_back_shows_what_was_tapped_after_the_meeting(site: Site, new_page: NewPage) -> None:
    page = new_page()
    come_in(page, site.held_link())
    tap_all(page, "yes", *["no"] * 5)
    for _ in range(6):
        back(page)
        assert page.locator(".chosen").count() == 1


def walk_through_trouble(page: Page, site: Site) -> None:
    """Wrong words, then right; text that is too long, then help, then text that fits; delete."""
    link = site.link()
    page.goto(link.url)
    page.click("main form button")
    pick_words(page, "rød" if link.words[0] != "rød" else "sort", link.words[1])
    page.wait_for_selector("#problem")
    pick_words(page, *link.words)
    page.wait_for_url("**/svar/1")
    jump(page, "/svar/3")
    for text in ("x" * 2100, "for langt " * 300):
        page.fill("#f-topics_text", text)
        page.click("button[value=next]")
        page.wait_for_selector("#problem")
    page.click("#help")
    page.wait_for_url("**/hjaelp**")
    page.click("a.back")
    page.wait_for_url("**/svar/3")
    page.fill("#f-topics_text", TEXT)
    page.click("button[value=next]")
    page.wait_for_url("**/svar/4")


def test_back_through_every_trouble_never_asks_to_send_again(site: Site, new_page: NewPage) -> None:
    page, asked = new_page(), list[str]()
    walk_through_trouble(page, site)
    while step(page, -1):
        asked += [page.url] if page.url.startswith(ASKS) else []
    assert asked == []


def test_back_after_deleting_never_asks_to_delete_again(site: Site, new_page: NewPage) -> None:
    page = new_page(script=False)
    come_in(page, site.link())
    delete(page)
    while step(page, -1):
        assert not page.url.startswith(ASKS)


def test_control_without_script_a_refused_page_does_ask(site: Site, new_page: NewPage) -> None:
    page, asked = new_page(script=False), list[str]()
    walk_through_trouble(page, site)
    while step(page, -1):
        asked += [page.url] if page.url.startswith(ASKS) else []
    assert asked

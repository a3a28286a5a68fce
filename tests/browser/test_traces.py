"""What is left on the phone: the whole profile folder of a browser is searched for the words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.conftest import OpenBrowser
from tests.browser.controls import Controls
from tests.browser.history import traces
from tests.browser.reopening import reopened
from tests.browser.server import Site
from tests.browser.steps import (
    answer_everything,
    come_in,
    jump,
    save_text,
    send,
    send_after,
    tap_all,
)

WORD = "zkanariqx"
STORED = """async () => ({local: localStorage.length, session: sessionStorage.length,
  caches: (await caches.keys()).length, databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length, cookie: document.cookie})"""


def files_with(folder: Path, word: str) -> list[str]:
    """The files that hold a word, in UTF-8 or UTF-16."""
    forms = (word.encode(), word.encode("utf-16-le"))
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink()
        and any(form in file.read_bytes() for form in forms)
    ]  # fmt: skip


def whole_flow(page: Page, site: Site) -> None:
    """Answer everything and send it."""
    come_in(page, site.link())
    answer_everything(page, WORD)
    assert WORD in page.inner_text("main")
    send(page)


def half_a_flow(page: Page, site: Site) -> None:
    """Save a draft, write a little more, then hide."""
    come_in(page, site.link())
    save_text(page, WORD)
    jump(page, "/svar/6")
    page.fill("textarea", f"{WORD} mere")
    page.click("#hide button")
    page.wait_for_url(site.hide_address)
    page.goto(f"{site.base}/hjaelp")


def after_flow(page: Page, site: Site) -> None:
    """Tap after the meeting, write, send."""
    come_in(page, site.held_link())
    tap_all(page, "yes", *["no"] * 5)
    page.fill("#f-more_text", WORD)
    send_after(page)


def half_an_after_flow(page: Page, site: Site) -> None:
    """Tap after the meeting, write a little, then hide."""
    come_in(page, site.held_link())
    tap_all(page, "yes", *["no"] * 5)
    page.fill("#f-more_text", WORD)
    page.click("#hide button")
    page.wait_for_url(site.hide_address)
    page.goto(f"{site.base}/hjaelp")


@pytest.mark.parametrize("flow", [whole_flow, half_a_flow, after_flow, half_an_after_flow])
def test_no_word_of_the_child_is_left_on_the_phone(
    site: Site, open_browser: OpenBrowser, profile: Path, flow: Callable[[Page, Site], None]
) -> None:
    context = open_browser()
    page = context.pages[0]
    flow(page, site)
    left = page.evaluate(STORED)
    context.close()
    assert set(left.values()) == {0, ""}, left
    assert files_with(profile, site.base) != [], "the profile was not written"
    assert files_with(profile, WORD) == []


def test_control_a_draft_kept_in_the_browser_is_found(
    controls: Controls, open_browser: OpenBrowser, profile: Path
) -> None:
    context = open_browser()
    page = context.pages[0]
    page.goto(f"{controls.base}/kladde-i-browseren")
    page.locator("#text").press_sequentially(WORD)
    assert page.evaluate(STORED)["local"] == 1
    context.close()
    assert files_with(profile, WORD) != []


def test_after_a_restart_the_draft_is_there_but_never_shown(
    site: Site, open_browser: OpenBrowser
) -> None:
    first = open_browser()
    come_in(first.pages[0], site.link())
    save_text(first.pages[0], WORD)
    first.close()
    page = open_browser().pages[0]
    for path in ("/svar/3", "/svar/tjek", "/svar/4"):
        page.goto(f"{site.base}{path}")
        assert traces(page, (WORD,)) == []
        assert "Vil du fortsætte?" in page.inner_text("h1")
    page.click("main form button")
    page.wait_for_url("**/svar/1")
    jump(page, "/svar/3")
    assert traces(page, (WORD,)) == [] and "Du har svaret." in page.inner_text("main")
    jump(page, "/svar/tjek")
    assert traces(page, (WORD,)) == [] and "Du har svaret." in page.inner_text("main")


PUT_BEHIND = """() => {
    Object.defineProperty(document, "visibilityState", {get: () => "hidden"});
    document.dispatchEvent(new Event("visibilitychange"));
}"""  # what a phone does when its home button is pressed; a headless browser has none


def test_a_tab_the_browser_brings_back_shows_nothing(
    site: Site, playwright: Playwright, open_browser: OpenBrowser, profile: Path
) -> None:
    first = open_browser()
    come_in(first.pages[0], site.link())
    save_text(first.pages[0], WORD)
    jump(first.pages[0], "/svar/3")
    assert WORD in traces(first.pages[0], (WORD,))
    with first.pages[0].expect_response("**/pause"):
        first.pages[0].evaluate(PUT_BEHIND)
    first.close()
    with reopened(playwright, profile) as page:
        page.locator("h1").wait_for()
        assert page.url.endswith("/svar/3") and traces(page, (WORD,)) == []


def test_going_from_page_to_page_and_back_is_not_being_put_behind(
    site: Site, open_browser: OpenBrowser
) -> None:
    page = open_browser().pages[0]
    told: list[str] = []
    page.on(
        "request", lambda request: told.append(request.url) if "/pause" in request.url else None
    )
    come_in(page, site.link())
    save_text(page, WORD)
    page.go_back()
    page.wait_for_url("**/svar/3")
    page.locator("h1").wait_for()
    page.reload()
    page.wait_for_load_state()
    assert told == [] and WORD in traces(page, (WORD,))

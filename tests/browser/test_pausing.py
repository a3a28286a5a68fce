"""Pausing: what is typed is kept without a press, an untouched page covers itself, a net may go."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.history import traces
from tests.browser.server import Site
from tests.browser.steps import come_in, jump, tap_all

WORD = "kanarifugl"
FIELD, NOTE = "#f-topics_text", "#kept"
KEPT, UNKEPT = "Gemt, men ikke sendt", "Ikke gemt endnu"
MINUTE = 60_000  # in milliseconds; moments are given in seconds
PUT = """state => {
    Object.defineProperty(document, "visibilityState", {get: () => state, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));
}"""  # what a phone does when its home button is pressed; a headless browser has none


def open_page(site: Site, page: Page, age: AgeGroup = AgeGroup.OLDER) -> list[Request]:
    """On page 3 at a clock that stands still; what the page then asks the server for."""
    page.clock.install(time=0)
    come_in(page, site.link(age_group=age))
    jump(page, "/svar/3")
    page.clock.pause_at(MINUTE / 1000)
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))
    return asked


def keeps(asked: list[Request]) -> list[Request]:
    return [one for one in asked if "go=keep" in (one.post_data or "")]


def type_on(page: Page, words: int, gap: int = 500) -> None:
    """One word every so many milliseconds; the last has just been typed."""
    for number in range(words):
        if number:
            page.clock.run_for(gap)
        page.locator(FIELD).press_sequentially(f"{number} ")


@pytest.mark.parametrize("age", list(AgeGroup))
def test_it_is_kept_two_seconds_after_the_last_word(
    site: Site, new_page: NewPage, age: AgeGroup
) -> None:
    page = new_page()
    asked = open_page(site, page, age)
    type_on(page, 2)
    page.clock.run_for(1_900)
    assert keeps(asked) == [] and page.inner_text(NOTE) == ""
    with page.expect_response(lambda answer: answer.status == 204):
        page.clock.run_for(200)
    page.wait_for_selector(f"{NOTE}:has-text('{KEPT}')")
    type_on(page, 1)
    assert page.inner_text(NOTE) == "", "it is not kept yet, and nothing else is said"
    page.reload()  # fetched before the old page goes, and with it the last word
    assert page.input_value(FIELD).startswith("0 1 ")
    page.reload()
    assert page.input_value(FIELD) == "0 1 0 "


def test_whoever_never_stops_is_kept_every_four_seconds(site: Site, new_page: NewPage) -> None:
    page = new_page()
    asked = open_page(site, page)
    for number in range(1, 4):
        type_on(page, 8)
        with page.expect_response(lambda answer: answer.status == 204):
            page.clock.run_for(500)
        page.wait_for_function("() => document.querySelector('#kept').textContent")
        assert len(keeps(asked)) == number


def test_what_is_pressed_needs_no_autosave(site: Site, new_page: NewPage) -> None:
    page = new_page()
    asked = open_page(site, page)
    type_on(page, 2)
    page.click("button[value=skip]")
    page.wait_for_url("**/svar/4")
    page.clock.run_for(10_000)
    page.go_back()
    assert page.input_value(FIELD) == "" and keeps(asked) == []


def test_skjul_ends_it(site: Site, new_page: NewPage) -> None:
    page = new_page()
    asked = open_page(site, page)
    type_on(page, 2)
    page.click("#hide button")
    page.clock.run_for(10_000)
    page.wait_for_url(site.hide_address)
    assert keeps(asked) == []


def test_a_page_put_behind_is_kept_at_once(site: Site, new_page: NewPage) -> None:
    page = new_page()
    asked = open_page(site, page)
    type_on(page, 1)
    with page.expect_response("**/svar/3"):
        page.evaluate(PUT, "hidden")
    assert len(keeps(asked)) == 1


def no_net(page: Page) -> Callable[[], None]:
    """The browser knows that there is none."""
    page.context.set_offline(True)
    return lambda: page.context.set_offline(False)


def dead_net(page: Page) -> Callable[[], None]:
    """The browser believes that there is one."""
    page.context.route("**/*", lambda route: route.abort())
    return page.context.unroute_all


def by_button(page: Page) -> None:
    page.click("button[value=next]")


def by_enter(page: Page) -> None:
    page.focus("input[name=topics] >> nth=0")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("press", [by_button, by_enter])
@pytest.mark.parametrize("cut", [no_net, dead_net])
def test_without_a_net_the_text_stays_and_goes_when_it_is_back(
    site: Site,
    new_page: NewPage,
    cut: Callable[[Page], Callable[[], None]],
    press: Callable[[Page], None],
) -> None:
    page = new_page()
    open_page(site, page)
    mend = cut(page)
    type_on(page, 2)
    page.clock.run_for(5_000)
    page.wait_for_selector(f"{NOTE}:has-text('{UNKEPT}')")
    press(page)
    page.wait_for_selector("#offline:visible")
    assert page.url.endswith("/svar/3") and page.input_value(FIELD) == "0 1 "
    mend()
    press(page)
    page.wait_for_url("**/svar/4")
    page.go_back()
    assert page.input_value(FIELD) == "0 1 "


def test_the_last_page_after_a_meeting_waits_for_the_net_too(site: Site, new_page: NewPage) -> None:
    page = new_page()
    come_in(page, site.held_link())
    tap_all(page, "yes", *["no"] * 5)
    mend = dead_net(page)
    page.fill("#f-more_text", WORD)
    page.click("#send")
    page.wait_for_selector("#offline:visible")
    assert page.input_value("#f-more_text") == WORD
    mend()
    page.click("#send")
    page.wait_for_url("**/svar/tak")


def test_after_ten_minutes_the_page_covers_itself_and_comes_back_masked(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    asked = open_page(site, page)
    page.fill(FIELD, WORD)
    page.clock.run_for(5_000)
    page.wait_for_selector(f"{NOTE}:has-text('{KEPT}')")
    asked.clear()
    page.clock.run_for(10 * MINUTE - 5_001)
    assert WORD in traces(page, (WORD,)) and asked == [], "an untouched page keeps nobody in"
    with page.expect_response("**/pause"):
        page.clock.run_for(1)
    assert traces(page, (WORD,)) == []
    assert page.inner_text("main").strip() == "Fortsæt" and page.locator("footer").count() == 0
    page.click("main button")
    page.wait_for_selector(".masked")
    page.evaluate(PUT, "hidden")
    with page.expect_response("**/svar/3"):
        page.evaluate(PUT, "visible")
        page.reload()
    assert page.url.endswith("/svar/3") and traces(page, (WORD,)) == []


def test_whoever_does_something_now_and_then_is_not_covered(site: Site, new_page: NewPage) -> None:
    page = new_page()
    open_page(site, page)
    for _ in range(3):
        page.clock.run_for(9 * MINUTE)
        page.mouse.click(5, 400)
    assert page.locator(FIELD).count() == 1


def test_a_phone_that_slept_covers_at_the_first_touch(site: Site, new_page: NewPage) -> None:
    page = new_page()
    open_page(site, page)
    page.fill(FIELD, WORD)
    page.clock.set_system_time(30 * MINUTE / 1000)  # time has passed, and no timer ran
    page.mouse.click(5, 400)
    page.wait_for_selector("main button:has-text('Fortsæt')")
    assert traces(page, (WORD,)) == []


def test_words_too_long_are_kept_and_mended_from_the_check_page(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    open_page(site, page)
    page.fill(FIELD, "x" * 2_001)
    page.clock.run_for(2_100)
    page.wait_for_selector(f"{NOTE}:has-text('{KEPT}')")
    jump(page, "/svar/tjek")
    page.click("form[action='/svar/tjek'] button.main")
    page.click("#problem a")
    page.wait_for_url("**/svar/3?ret=1")
    page.fill(FIELD, WORD)
    page.click("button[value=next]")
    page.wait_for_url("**/svar/tjek")
    page.click("form[action='/svar/tjek'] button.main")
    page.wait_for_url("**/svar/tak")

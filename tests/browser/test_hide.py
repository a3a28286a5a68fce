"""*Skjul* on every page: nothing of the child can be read afterwards, with and without script."""

import pytest
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.history import (
    back,
    forward_and_back,
    reload,
    settle,
    traces,
    traces_in_history,
    traces_through,
)
from tests.browser.server import Site
from tests.browser.steps import (
    come_in,
    fill_screen,
    jump,
    pick_words,
    save_text,
    send,
    send_after,
    tap_all,
)

SAVED, TYPED = "gemtkanari", "tastetkanari"
CANARIES = (SAVED, TYPED)
PLACES = (
    "door", "ord", "1", "2", "3", "4", "5", "6", "7", "tjek", "tak", "tap", "send", "efter-tak",
)  # fmt: skip
WITH_SCRIPT = (
    "ord",
    "3",
    "4",
    "7",
    "tjek",
    "tak",
    "tap",
    "send",
    "efter-tak",
)  # a page of each kind
AFTER = ("tap", "send", "efter-tak")
WAYS = (back, forward_and_back, reload, back)
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def go_to(page: Page, site: Site, place: str, age: AgeGroup) -> None:
    """Walk to a page as a child that writes on its way, and write there without sending."""
    if place in AFTER:
        go_on_after(page, site, place, age)
        return
    link = site.link(age_group=age)
    if place in {"door", "ord"}:
        page.goto(link.url)
        if place == "ord":
            page.click("main form button")
            page.check(f"input[name=first_word][value='{link.words[0]}']")
        return
    come_in(page, link)
    if place != "1":
        save_text(page, SAVED)
        jump(page, "/svar/tjek" if place == "tak" else f"/svar/{place}")
    if place.isdigit():
        fill_screen(page, TYPED)
    if place == "tak":
        send(page)


def go_on_after(page: Page, site: Site, place: str, age: AgeGroup) -> None:
    """Tap after the meeting; back at a question, or writing on the page that sends, or sent."""
    come_in(page, site.held_link(age_group=age))
    tap_all(page, "yes", *["no"] * (4 if age is AgeGroup.YOUNGER else 5))
    if place == "tap":
        page.click("a.back")
        page.wait_for_selector(".chosen")
        return
    fill_screen(page, TYPED)
    if place == "efter-tak":
        send_after(page)


@pytest.mark.parametrize(
    ("place", "script"),
    [(place, False) for place in PLACES] + [(place, True) for place in WITH_SCRIPT],
)
def test_nothing_of_the_child_can_be_read_after_skjul(
    site: Site, new_page: NewPage, place: str, script: bool
) -> None:
    # Pairwise: the age groups change places with every page.
    age = list(AgeGroup)[(PLACES.index(place) + script) % 2]
    page = new_page(script=script)
    go_to(page, site, place, age)
    where = page.url
    page.click("#hide button")
    page.wait_for_url(site.hide_address)
    found = traces_through(page, WAYS, CANARIES)
    tab = page.context.new_page()
    tab.goto(where)
    settle(tab)
    assert found == {} and traces(tab, CANARIES) == []
    assert "/svar/" not in where or "Her er ikke noget nu" in tab.inner_text("h1")
    if place in WITH_SCRIPT:
        assert traces_in_history(page, CANARIES) == {}


@pytest.mark.parametrize("path", ["/kun-no-store", "/uden-vagt"])
def test_control_a_page_with_only_no_store_gives_the_text_back(
    site: Site, new_page: NewPage, path: str
) -> None:
    page = new_page()
    page.goto(site.hide_address.replace("/vejret", path))
    page.fill("#text", TYPED)
    page.check("#tick")
    page.click("a")
    page.wait_for_url(site.hide_address)
    found = traces_through(page, [back, forward_and_back], CANARIES)
    assert [seen for seen in found.values() if TYPED in seen], "the harness finds nothing at all"


@SCRIPT
def test_control_without_skjul_back_does_show_what_was_tapped(
    site: Site, new_page: NewPage, script: bool
) -> None:
    page = new_page(script=script)
    go_to(page, site, "tap", AgeGroup.OLDER)
    jump(page, "/svar/1")
    back(page)
    assert traces(page, CANARIES) == ["next"]


@SCRIPT
def test_control_without_skjul_back_does_show_what_was_saved(
    site: Site, new_page: NewPage, script: bool
) -> None:
    page = new_page(script=script)
    go_to(page, site, "4", AgeGroup.OLDER)
    back(page)
    assert SAVED in traces(page, CANARIES)


@SCRIPT
@pytest.mark.parametrize("ending", ["send", "delete"])
def test_back_after_the_end_shows_no_text(
    site: Site, new_page: NewPage, ending: str, script: bool
) -> None:
    page = new_page(script=script)
    go_to(page, site, "7", AgeGroup.OLDER)
    page.click("button[value=next]")
    page.wait_for_url("**/svar/tjek")
    if ending == "send":
        send(page)
    else:
        page.click("form[action='/svar/slet'] button")
        page.click("form[action='/svar/slet'] button")
        page.wait_for_selector("text=Her er ikke noget nu")
    found = traces_through(page, [back, forward_and_back, reload], CANARIES)
    assert found == {} and traces_in_history(page, CANARIES) == {}


def test_the_text_is_covered_at_once(site: Site, new_page: NewPage) -> None:
    page = new_page()
    go_to(page, site, "3", AgeGroup.OLDER)
    seen = page.evaluate(
        """() => { const fields = [...document.querySelectorAll('textarea')];
        const start = performance.now(); document.querySelector('#hide button').click();
        return [performance.now() - start, document.documentElement.outerHTML,
                fields.map(one => one.value), document.querySelector('.cover') !== null]; }"""
    )
    milliseconds, text, values, is_covered = seen
    assert milliseconds < 100 and is_covered
    assert TYPED not in text and not any(values)


@pytest.mark.parametrize("net", ["off", "dead"])
def test_the_text_is_gone_without_a_net_too(site: Site, new_page: NewPage, net: str) -> None:
    page = new_page()
    go_to(page, site, "3", AgeGroup.OLDER)
    assert TYPED in traces(page, CANARIES)
    if net == "off":  # the browser knows
        page.context.set_offline(True)
    else:  # the browser finds out
        page.context.route("**/*", lambda route: route.abort())
    page.click("#hide button")
    settle(page)
    assert traces(page, CANARIES) == []
    found = traces_through(page, [back, reload], CANARIES)
    assert found == {}


def test_shift_three_times_hides_and_writing_capitals_does_not(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    go_to(page, site, "3", AgeGroup.OLDER)
    page.focus("textarea")
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    assert page.url.endswith("/svar/3") and TYPED in traces(page, CANARIES)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(site.hide_address)
    assert traces_in_history(page, CANARIES) == {}


@SCRIPT
def test_the_link_still_works_after_skjul_and_shows_nothing_old(
    site: Site, new_page: NewPage, script: bool
) -> None:
    page, link = new_page(script=script), site.link()
    come_in(page, link)
    save_text(page, SAVED)
    page.click("#hide button")
    page.wait_for_url(site.hide_address)
    page.goto(link.url)
    page.click("main form button")
    pick_words(page, *link.words)
    jump(page, "/svar/3")
    assert traces(page, CANARIES) == [] and page.locator(".masked").count() == 0

"""The whole way before the meeting by keyboard alone: Tab, Space, arrows and Enter."""

import pytest
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.server import Site
from tests.browser.steps import TEXT, come_in

MANY_TABS = 90
# Inside a date or a clock time the browser moves and draws the ring itself, part by part.
FOCUSED = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
  const bar = document.querySelector('header').getBoundingClientRect();
  return {name: one.name || '', value: one.value || '', tag: one.tagName, text: one.innerText || '',
    covered: !one.closest('header, .skip') && box.height > 0 && box.bottom <= bar.bottom,
    ring: one.matches('[type=date], [type=time]')
      || getComputedStyle(one).outlineStyle !== 'none'}; }"""


def tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until the wanted element has the focus; each stop must be seen."""
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUSED)
        if one["tag"] in {"BODY", "HTML"}:
            continue
        assert one["ring"] and not one["covered"], one
        if all(one[key] == value for key, value in wanted.items()):
            return
    raise AssertionError(f"Tab never reached {wanted}")


def pick_by_arrows(page: Page, name: str, value: str) -> None:
    """Tab to a group of radios, then go through it with the arrow key."""
    tab_to(page, name=name)
    page.keyboard.press("Space")
    for _ in range(MANY_TABS):
        if page.evaluate(FOCUSED)["value"] == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"arrows never reached {value}")


def press(page: Page, key: str, address: str, **button: str) -> None:
    """Tab to a button, press it, and wait for the page it leads to."""
    tab_to(page, **button)
    page.keyboard.press(key)
    page.wait_for_url(f"**{address}")


def test_a_child_answers_by_keyboard_alone(site: Site, new_page: NewPage) -> None:
    page, link = new_page(), site.link()
    page.goto(link.url)
    press(page, "Enter", "/ord", text="Ja")
    pick_by_arrows(page, "first_word", link.words[0])
    pick_by_arrows(page, "second_word", link.words[1])
    press(page, "Space", "/svar/1", text="Videre")
    press(page, "Enter", "/svar/2", value="next")
    pick_by_arrows(page, "knows_purpose", "partly")
    press(page, "Enter", "/svar/3", value="next")
    tab_to(page, name="topics", value="skole")
    page.keyboard.press("Space")
    tab_to(page, name="topics_text")
    page.keyboard.type(TEXT)
    press(page, "Enter", "/svar/4", value="next")
    pick_by_arrows(page, "person-far", "no")
    press(page, "Space", "/svar/5", value="next")
    press(page, "Enter", "/svar/6", value="skip")
    press(page, "Enter", "/svar/7", value="skip")
    press(page, "Enter", "/svar/tjek", value="next")
    assert TEXT in page.inner_text("main") and "Min far: " in page.inner_text("main")
    pick_by_arrows(page, "keep_needs", "no")
    tab_to(page, tag="BUTTON")
    page.keyboard.press("Enter")
    page.wait_for_url("**/svar/tak")


@pytest.mark.parametrize(
    ("age", "values"),
    [
        (AgeGroup.YOUNGER, ("yes", "no", "unsure", "skip", "yes")),
        (AgeGroup.OLDER, ("yes", "partly", "no", "unsure", "skip", "yes")),
    ],
)
def test_a_child_says_how_it_was_by_keyboard_alone(
    site: Site, new_page: NewPage, age: AgeGroup, values: tuple[str, ...]
) -> None:
    page = new_page()
    come_in(page, site.held_link(age_group=age))
    last = len(values)
    for number, value in enumerate(values, start=1):
        key = "Enter" if number % 2 else "Space"
        press(page, key, f"/svar/{number + 1}" if number < last else "/svar/send", value=value)
    tab_to(page, name="next_time", value="lyt_mere")
    page.keyboard.press("Space")
    tab_to(page, name="more_text")
    page.keyboard.type(TEXT)
    pick_by_arrows(page, "talk_to", "other")
    press(page, "Enter", "/svar/tak", tag="BUTTON")


def test_skjul_is_reached_first_by_keyboard(site: Site, new_page: NewPage) -> None:
    page, link = new_page(), site.link()
    page.goto(link.url)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["text"].strip() == "Skjul"
    page.keyboard.press("Enter")
    page.wait_for_url(site.hide_address)

"""A case worker's way by keyboard alone: a link, a point of the framing, the replies (W-10)."""

from tests.browser.conftest import DESK, NewPage
from tests.browser.server import Site
from tests.browser.steps import sign_in
from tests.browser.test_caseworkers_seconds import answered, wishes
from tests.browser.test_keyboard import pick_by_arrows, tab_to


def test_a_link_is_made_by_keyboard_alone(site: Site, new_page: NewPage) -> None:
    page = new_page(viewport=DESK)
    sign_in(page, site.base)
    page.goto(f"{site.base}/raadgiver/nyt-link")
    pick_by_arrows(page, "age", "10-17")
    tab_to(page, name="day")
    page.keyboard.press("Space")
    tab_to(page, name="phone", value="shared")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Linket er klar")


def test_a_meeting_is_prepared_and_replied_to_by_keyboard_alone(
    site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport=DESK)
    sign_in(page, site.base)
    page.goto(f"{site.base}/raadgiver/moeder/{answered(site).meeting_id}")
    for wish in wishes(page):
        key = (wish.get_attribute("id") or "").removeprefix("w-")
        tab_to(page, name=f"outcome-{key}")
        page.keyboard.press("Space")
    tab_to(page, name="go", value="link")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Svaret er sendt")
    tab_to(page, tag="TEXTAREA")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Og om fodbold.")
    page.keyboard.press("Tab")
    page.wait_for_selector("[data-point] [role=status]:has-text('Gemt')")
    page.reload()
    assert "Og om fodbold." in page.locator("textarea").first.input_value()

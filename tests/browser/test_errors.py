"""What could not be taken: said first, linked to its field, and everything typed kept (A-13)."""

import pytest
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.server import Site
from tests.browser.steps import come_in, jump, tap_all

TOO_LONG = "x" * 2100


def too_long_before(page: Page, site: Site, age: AgeGroup) -> str:
    """Too much text on screen 3; the field's id."""
    come_in(page, site.link(age_group=age))
    jump(page, "/svar/3")
    page.fill("#f-topics_text", TOO_LONG)
    page.check("input[name=topics] >> nth=1")
    page.click("button[value=next]")
    return "f-topics_text"


def too_long_after(page: Page, site: Site, age: AgeGroup) -> str:
    """Too much text on the page that sends; the field's id."""
    come_in(page, site.held_link(age_group=age))
    tap_all(page, "yes", *["no"] * (4 if age is AgeGroup.YOUNGER else 5))
    page.fill("#f-more_text", TOO_LONG)
    page.check("input[name=next_time] >> nth=1")
    page.click("#send")
    return "f-more_text"


@pytest.mark.parametrize(
    ("fail", "age", "script"),
    [
        (too_long_before, AgeGroup.YOUNGER, True),
        (too_long_before, AgeGroup.OLDER, False),
        (too_long_after, AgeGroup.YOUNGER, False),
        (too_long_after, AgeGroup.OLDER, True),
    ],
)
def test_too_much_text_is_said_first_linked_and_kept(
    site: Site, new_page: NewPage, fail: object, age: AgeGroup, script: bool
) -> None:
    page = new_page(script=script)
    field = fail(page, site, age)  # type: ignore[operator]  # one of the two above
    page.wait_for_selector("#problem")
    assert page.title().startswith("Fejl: ")
    assert page.input_value(f"#{field}") == TOO_LONG
    assert page.locator("main input[type=checkbox]:checked").count() == 1
    assert page.locator("#problem").evaluate("one => one === document.activeElement") is script
    page.click(f"#problem a[href='#{field}']")
    assert page.evaluate("document.activeElement.id") == field
    assert page.get_attribute(f"#{field}", "aria-invalid") == "true"
    told = (page.get_attribute(f"#{field}", "aria-describedby") or "").split()
    assert any(page.locator(f"#{one}").is_visible() for one in told)


def test_without_a_net_the_page_says_so_and_keeps_the_text(site: Site, new_page: NewPage) -> None:
    page = new_page()
    come_in(page, site.held_link())
    tap_all(page, "yes", *["no"] * 5)
    page.fill("#f-more_text", "min hund")
    page.context.set_offline(True)
    page.click("#send")
    page.locator("#offline").wait_for(state="visible")
    assert page.input_value("#f-more_text") == "min hund"
    page.context.set_offline(False)
    page.click("#send")
    page.wait_for_url("**/svar/tak")

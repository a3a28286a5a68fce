"""The numbers, the board's and the leader's pages in the browser: axe, reflow, paper, no script."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, NewPage
from tests.browser.controls import Controls
from tests.browser.server import Site
from tests.browser.test_accessibility import EVERYBODY, violations
from tests.factories import PASSWORD
from tests.release_factory import NEW, OLD, add_board, freeze, publish, release

DRAFT = NEW.next
# The page itself never scrolls sideways; a table does, inside its own frame.
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll')
      && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 80))
      .concat('page') : []"""
SMALLEST = 24  # CSS pixels, WCAG 2.5.8; links in running text are not targets of their own
SMALL = """smallest => [...document.querySelectorAll('a, button, input:not([type=hidden])')]
  .filter(one => one.checkVisibility() && !one.closest('p') && !one.matches('.skip'))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width < smallest || box.height < smallest)
  .map(([one]) => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def numbered(site: Site) -> Site:
    """The site with a board, two published half-years and a draft."""
    with site.app.app_context():
        add_board()
        publish(release(OLD), site.world)
        publish(release(), site.world)
        freeze(release(DRAFT))
    return site


def enter(page: Page, site: Site, door: str, name: str) -> None:
    """Sign in at one of the two doors."""
    page.context.clear_cookies()
    page.goto(f"{site.base}/{door}/log-ind")
    page.fill("input[name=email]", f"{name}@test.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url(lambda url: not url.endswith("/log-ind"))


def settles(page: Page, is_so: Callable[[], bool]) -> bool:
    """Ask until it is so; our policy forbids the eval that ``wait_for_function`` needs."""
    for _ in range(100):
        if is_so():
            return True
        page.wait_for_timeout(50)
    return False


def states(site: Site, page: Page) -> Iterator[str]:
    """Everything the public, the board and a team leader meet."""
    page.goto(f"{site.base}/tal/")
    yield "tal"
    page.goto(f"{site.base}/tal/{OLD}/")
    yield "tal-gammel"
    page.goto(f"{site.base}/tal/?kommune=0265")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    yield "tal-kommune"
    page.goto(f"{site.base}/styrelse/log-ind")
    yield "log-ind"
    enter(page, site, "styrelse", "anna")
    yield "styrelse"
    page.goto(f"{site.base}/styrelse/{DRAFT}/")
    yield "kladde"
    page.locator("input[name=digest]").evaluate("one => { one.value = 'andet'; }")
    page.click("main form button")
    page.wait_for_selector("#problem")
    yield "kladde-fejl"
    page.goto(f"{site.base}/styrelse/{NEW}/")
    yield "udgivet"
    page.goto(f"{site.base}/leder/")
    yield "ikke-for-dig"
    enter(page, site, "raadgiver", "leder")
    yield "leder"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_have_no_violations(
    numbered: Site, new_page: NewPage, size: dict[str, int]
) -> None:
    page = new_page(viewport=size)
    assert violations(page, states(numbered, page), EVERYBODY) == []


def test_the_pages_fit_a_narrow_screen_and_a_thumb(numbered: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 320, "height": 568})
    found = {
        state: page.evaluate(TOO_WIDE) + page.evaluate(SMALL, SMALLEST)
        for state in states(numbered, page)
    }
    assert len(found) == 10
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_control_a_bad_page_is_too_wide_and_too_small(
    controls: Controls, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 320, "height": 568})
    page.goto(f"{controls.base}/daarlig-side")
    assert page.evaluate(TOO_WIDE) and page.evaluate(SMALL, 48)


def test_a_table_can_be_scrolled_with_the_keyboard(numbered: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{numbered.base}/tal/")
    table = page.locator("#kommuner .scroll").first
    table.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert settles(page, lambda: table.evaluate("one => one.scrollLeft") > 0)
    name, frame = table.locator("tbody th").first.bounding_box(), table.bounding_box()
    assert name and frame and abs(name["x"] - frame["x"]) <= 2, "the area's name stays in sight"


def test_a_tables_heads_stay_in_sight_on_a_desk(numbered: Site, new_page: NewPage) -> None:
    page = new_page(viewport=DESK)
    page.goto(f"{numbered.base}/tal/")
    table = page.locator("#kommuner .scroll table").first
    table.locator("tbody tr").last.evaluate("one => one.scrollIntoView({block: 'center'})")
    frame, head = table.bounding_box(), table.locator("thead th").last.bounding_box()
    assert frame and head and frame["y"] < -100, "the control: the table's own top is far above"
    assert abs(head["y"]) <= 2


def test_on_paper_all_rows_stand_and_no_control(numbered: Site, new_page: NewPage) -> None:
    page = new_page(viewport=DESK)
    enter(page, numbered, "styrelse", "anna")
    page.goto(f"{numbered.base}/styrelse/{DRAFT}/")
    page.emulate_media(media="print")
    shown = "all => all.filter(one => one.checkVisibility()).length"
    assert page.eval_on_selector_all("header, button, .skip", shown) == 0
    assert page.eval_on_selector_all("tbody tr", shown) == page.locator("tbody tr").count() > 20


def test_without_script_two_people_publish_and_everybody_reads(
    numbered: Site, new_page: NewPage
) -> None:
    page = new_page(script=False)
    for name in ("anna", "bo"):
        enter(page, numbered, "styrelse", name)
        page.click(f"a.button[href='/styrelse/{DRAFT}/']")
        page.click("main form button")
        page.wait_for_url(f"**/styrelse/{DRAFT}/")
    assert page.locator("text=Udgivet.").is_visible()
    page.click(f"a[href='/tal/{DRAFT}/']")
    page.wait_for_url(f"**/tal/{DRAFT}/")
    assert "1. halvår 2027" in page.inner_text("main")

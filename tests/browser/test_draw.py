"""Drawing in a real browser: mouse and finger, undone, wiped out, hidden, seen by its reader."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from boernestemme.domain.drawing import MOST_STROKES, from_text
from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.drawing_picture import COLOURS
from tests.browser.conftest import DESK, NewPage
from tests.browser.history import back, reload, settle
from tests.browser.server import Site
from tests.browser.steps import come_in, jump, send, send_after, sign_in, tap_all

SHEET, FIELD = "canvas", ".drawing input"
SLOPE = ((0.1, 0.1), (0.5, 0.6), (0.9, 0.2))
BOW = ((0.2, 0.9), (0.5, 0.7), (0.8, 0.9))
# How many points of the sheet are not white, by colour.
INK = """sheet => { const seen = {}, data = sheet.getContext('2d')
    .getImageData(0, 0, sheet.width, sheet.height).data;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) {
    const colour = '#' + [0, 1, 2].map(one =>
      data[at + one].toString(16).padStart(2, '0')).join('');
    seen[colour] = (seen[colour] || 0) + 1; }
  return seen; }"""
SMALL = """() => [...document.querySelectorAll('.drawing button, .drawing summary')]
  .map(one => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 47.5 || box.height < 47.5).map(([text]) => text)"""


def open_sheet(site: Site, page: Page, age: AgeGroup = AgeGroup.OLDER) -> str:
    """A child on screen 3 with the sheet before it; the meeting's id."""
    link = site.link(age_group=age)
    come_in(page, link)
    jump(page, "/svar/3")
    page.click(".drawing summary")
    return link.meeting_id


def draw(page: Page, points: Sequence[tuple[float, float]]) -> None:
    """One stroke through points given as shares of the sheet."""
    page.locator(SHEET).scroll_into_view_if_needed()
    box = page.locator(SHEET).bounding_box()
    assert box is not None
    (first, *rest) = [
        (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points
    ]
    page.mouse.move(*first)
    page.mouse.down()
    for x, y in rest:
        page.mouse.move(x, y, steps=5)
    page.mouse.up()


def ink(page: Page) -> dict[str, int]:
    """The colours on the sheet, and how much there is of each."""
    seen: dict[str, int] = page.eval_on_selector(SHEET, INK)
    return {colour: count for colour, count in seen.items() if colour in COLOURS.values()}


def strokes(page: Page) -> str:
    """What would be sent."""
    return page.input_value(FIELD)


def test_strokes_in_colours_are_undone_and_wiped_out(site: Site, new_page: NewPage) -> None:
    page = new_page()
    open_sheet(site, page)
    assert page.locator(".drawing [aria-pressed=true]").inner_text().startswith("Sort")
    draw(page, SLOPE)
    page.click("text=Rød")
    draw(page, BOW)
    one, other = from_text(strokes(page)).strokes
    assert (one.colour, other.colour) == ("K", "R") and set(ink(page)) == {
        COLOURS["K"],
        COLOURS["R"],
    }
    for (x, y), (right, down) in zip(SLOPE[::2], (one.points[0], one.points[-1]), strict=True):
        assert abs(right - 1000 * x) < 20 and abs(down - 750 * y) < 20
    page.click("text=Fortryd")
    assert len(from_text(strokes(page)).strokes) == 1 and set(ink(page)) == {COLOURS["K"]}
    page.click("text=Slet tegningen")
    assert strokes(page) == "" and ink(page) == {}
    page.click("text=Fortryd")
    assert strokes(page) == ""


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
def test_it_is_there_again_and_its_reader_sees_it(
    site: Site, new_page: NewPage, age: AgeGroup
) -> None:
    page = new_page()
    meeting_id = open_sheet(site, page, age)
    assert page.evaluate(SMALL) == []
    draw(page, SLOPE)
    before, drawn = ink(page), strokes(page)
    page.click("button[value=next]")
    page.wait_for_url("**/svar/4")
    back(page)
    assert strokes(page) == drawn and ink(page) == before
    jump(page, "/svar/tjek")
    assert "Du har tegnet noget." in page.inner_text("main") and page.locator(SHEET).count() == 0
    send(page)
    worker = new_page(viewport=DESK)
    sign_in(worker, site.base)
    worker.goto(f"{site.base}/raadgiver/moeder/{meeting_id}")
    picture = worker.get_by_role("img", name="Barnets tegning")
    for media in ("screen", "print"):
        worker.emulate_media(media=media)  # type: ignore[arg-type]  # one of the two it knows
        box = picture.bounding_box()
        assert box is not None and box["width"] > 300
    assert picture.locator("path").count() == 1
    assert picture.locator("path").get_attribute("stroke") == COLOURS["K"]


def drag_finger(page: Page, x: float, y: float) -> None:
    """A finger put down at a place and moved 160 pixels up, as a page is scrolled."""
    session = page.context.new_cdp_session(page)
    for kind, places in (
        ("touchStart", [(x, y)]),
        *(("touchMove", [(x, y - 20 * step)]) for step in range(1, 9)),
        ("touchEnd", []),
    ):
        points = [{"x": right, "y": down} for right, down in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_draws_on_the_sheet_and_scrolls_beside_it(site: Site, new_page: NewPage) -> None:
    page = new_page(has_touch=True)
    open_sheet(site, page)
    page.locator(SHEET).scroll_into_view_if_needed()
    box = page.locator(SHEET).bounding_box()
    assert box is not None
    before, x, y = page.evaluate("scrollY"), box["x"] + 40, box["y"] + 200
    drag_finger(page, x, y)
    [line] = from_text(strokes(page)).strokes
    assert len(line.points) > 3 and page.evaluate("scrollY") == before
    page.touchscreen.tap(x + 100, y)
    assert len(from_text(strokes(page)).strokes[1].points) == 1 and ink(page)[COLOURS["K"]] > 100
    look = "one => getComputedStyle(one).touchAction"
    assert page.eval_on_selector(SHEET, look) == "none"
    assert page.eval_on_selector("body", look) == "auto"


def test_a_full_sheet_says_so_and_takes_no_more(site: Site, new_page: NewPage) -> None:
    page = new_page()
    open_sheet(site, page)
    page.eval_on_selector(
        FIELD, "(one, text) => { one.value = text; }", "K0a0a" * (MOST_STROKES - 1)
    )
    page.click("button[value=next]")
    page.wait_for_url("**/svar/4")
    jump(page, "/svar/3")
    assert "Arket er fuldt." not in page.inner_text(".drawing")
    draw(page, SLOPE)
    full = strokes(page)
    assert "Arket er fuldt." in page.inner_text(".drawing .count")
    draw(page, BOW)
    assert strokes(page) == full and len(from_text(full).strokes) == MOST_STROKES
    page.click("text=Fortryd")
    assert "Arket er fuldt." not in page.inner_text(".drawing")
    draw(page, BOW)
    assert len(from_text(strokes(page)).strokes) == MOST_STROKES


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "not saved"])
def test_skjul_leaves_no_drawing(site: Site, new_page: NewPage, saved: bool) -> None:
    page = new_page()
    open_sheet(site, page)
    draw(page, SLOPE)
    drawn = strokes(page)
    if saved:
        page.click("button[value=next]")
        page.wait_for_url("**/svar/4")
        back(page)
        assert strokes(page) == drawn, "the control"
    left = page.evaluate(
        """field => { const one = document.querySelector(field);
        document.querySelector('#hide button').click();
        return [one.value, document.querySelectorAll('canvas').length]; }""",
        FIELD,
    )
    assert left == ["", 0]
    page.wait_for_url(site.hide_address)
    for again in (back, reload):
        again(page)
        settle(page)
        assert page.locator(SHEET).count() == 0 and drawn not in page.content()


def test_without_script_there_is_the_text_field_alone(site: Site, new_page: NewPage) -> None:
    page = new_page(script=False)
    come_in(page, site.link())
    for number in (2, 3):
        page.click("button[value=next]")
        page.wait_for_url(f"**/svar/{number}")
    assert page.locator("#f-topics_text").is_visible()
    assert not page.locator(SHEET).is_visible() and not page.locator(".drawing").is_visible()
    assert page.locator("text=Du kan også tegne").count() == 1, "the control: it is there, hidden"


def test_by_keyboard_the_text_field_comes_first_and_nothing_needs_a_drag(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    open_sheet(site, page)
    page.focus("#f-topics_text")
    page.keyboard.type("min hund")
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached[:7] == [
        "Du kan også tegne", "Sort", "Rød", "Blå", "Grøn", "Fortryd", "Slet tegningen",
    ]  # fmt: skip
    page.click("button[value=next]")
    page.wait_for_url("**/svar/4")
    jump(page, "/svar/tjek")
    assert "min hund" in page.inner_text("main") and "tegnet" not in page.inner_text("main")


def test_a_child_draws_after_its_meeting(site: Site, new_page: NewPage) -> None:
    page, link = new_page(), site.held_link(age_group=AgeGroup.YOUNGER)
    come_in(page, link)
    tap_all(page, "yes", *["no"] * 4)
    page.click(".drawing summary")
    draw(page, BOW)
    send_after(page)
    worker = new_page(viewport=DESK)
    sign_in(worker, site.base)
    worker.goto(f"{site.base}/raadgiver/moeder/{link.meeting_id}/efter")
    assert worker.get_by_role("img", name="Barnets tegning").locator("path").count() == 1

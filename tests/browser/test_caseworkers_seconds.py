"""What a case worker's day costs on the real pages: clicks, and seconds by the model (W-01 on)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from boernestemme.domain.questionnaire import Answers
from tests.browser.conftest import DESK, PHONE, NewPage
from tests.browser.hand import Hand, chip
from tests.browser.server import ChildLink, Site
from tests.browser.steps import sign_in
from tests.conftest import MEASURED

SIX: Answers = {
    "knows_purpose": "no",
    "topics": ("skole", "fremtid", "venner"),
    "place": "gaatur",
    "needs": ("pause", "stop"),
}
WISHES = 6
MADE = (4, 10.0)
REPLIED = (12, 45.0)
HANDED_OVER = (4, 30.0)
WHOLE_WAY = 180.0
NUMBER = "2026-1177"
Tell = Callable[[str, object], None]


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def hand(request: pytest.FixtureRequest, site: Site, new_page: NewPage) -> Hand:
    """Mette, signed in, at her desk or at her phone."""
    page = new_page(viewport=request.param)
    sign_in(page, site.base)
    return Hand(page)


def answered(site: Site, **changes: object) -> ChildLink:
    """A meeting whose child has six wishes."""
    link = site.link(**changes)
    with site.app.app_context():
        site.world.answer(link.made, SIX)
    return link


def make_link(hand: Hand) -> None:
    """Age, day, who sees the phone; then the message is copied."""
    hand.choose(chip("age", "10-17"))
    hand.choose(hand.page.locator('label:has(input[name="day"])').first)
    hand.choose('button[name="phone"][value="child"]')
    hand.press("[data-copy]")


def wishes(page: Page) -> list[Locator]:
    """The wishes on the page, in order."""
    return page.locator("fieldset.wish").all()


def reply(hand: Hand, *, says_no: bool) -> None:
    """Read and answer each wish, a reason beside every *no*, and send the whole."""
    for wish in wishes(hand.page):
        hand.read(wish.locator("legend").first)
        reason = wish.locator("label.reason").first
        if says_no and not reason.is_visible():
            hand.choose(wish.locator("label:has(input[value=not])"))
        if says_no:
            hand.read(reason)
        hand.choose(reason if says_no else wish.locator("label:has(input[value=met])"))
    hand.press('#replies button[value="link"]')
    hand.page.wait_for_selector("text=Svaret er sendt")


def test_a_link_is_made_and_its_message_copied(
    site: Site, hand: Hand, record_property: Tell
) -> None:
    """W-01, W-02: from the open page to the copied message."""
    hand.page.goto(f"{site.base}/raadgiver/nyt-link")
    make_link(hand)
    hand.page.wait_for_selector("text=Kopieret")
    made = hand.page.input_value("#f-message")
    hand.page.goto(f"{site.base}/raadgiver/")
    hand.page.focus("main input[name=q]")
    hand.page.keyboard.press("Control+V")
    assert "/b/" in made and hand.page.input_value("main input[name=q]") == made.replace("\n", " ")
    record_property(MEASURED, hand.told("a new link, copied"))
    assert hand.clicks <= MADE[0] and hand.seconds <= MADE[1]


@pytest.mark.parametrize("says_no", [False, True], ids=["all yes", "all no"])
def test_six_wishes_are_replied_to(
    site: Site, hand: Hand, record_property: Tell, says_no: bool
) -> None:
    """W-04: also where every answer is no and needs its reason."""
    hand.page.goto(f"{site.base}/raadgiver/moeder/{answered(site).meeting_id}")
    assert len(wishes(hand.page)) == WISHES
    reply(hand, says_no=says_no)
    record_property(MEASURED, hand.told(f"six wishes, {'no' if says_no else 'yes'}"))
    assert hand.clicks <= REPLIED[0] and hand.seconds <= REPLIED[1]


def test_a_meeting_is_handed_over(site: Site, hand: Hand, record_property: Tell) -> None:
    """W-07: from the meeting, with its case number typed once more."""
    link = answered(site, case_number=NUMBER)
    hand.page.goto(f"{site.base}/raadgiver/moeder/{link.meeting_id}")
    hand.press(f'a[href$="{link.meeting_id}/giv-videre"]')
    hand.choose(hand.page.locator('label:has(input[name="receiver"])').first)
    hand.type("main input[type=text], main input:not([type])", NUMBER)
    hand.press("main form button.main")
    hand.page.wait_for_url("**/raadgiver/*")
    record_property(MEASURED, hand.told("one child handed over"))
    assert hand.clicks <= HANDED_OVER[0] and hand.seconds <= HANDED_OVER[1]


def test_from_an_empty_list_to_a_printed_frame_with_every_wish_replied_to(
    site: Site, hand: Hand, record_property: Tell
) -> None:
    """The case worker's part of the whole way; the child answers in between."""
    hand.press('main a[href="/raadgiver/nyt-link"]')
    make_link(hand)
    link = answered(site)
    hand.page.goto(f"{site.base}/raadgiver/")
    hand.choose(hand.page.locator(f'a[href*="{link.meeting_id}"]').first)
    for part in (".facts", ".ask", ".notices", ".said", ".points"):
        hand.read(hand.page.locator(part).first)
    reply(hand, says_no=False)
    hand.press('a[href$="ark=bord"]')
    hand.press("[data-print]")
    record_property(MEASURED, hand.told("from the list to the printed frame"))
    assert hand.seconds <= WHOLE_WAY

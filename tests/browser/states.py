"""Every state a page can be in, walked through one after another for those who look at them."""

from collections.abc import Iterator

from playwright.sync_api import Page

from boernestemme.domain.instruments import after
from boernestemme.domain.meeting import AgeGroup
from tests.browser.helped_states import helped_states
from tests.browser.server import ChildLink, Site
from tests.browser.steps import (
    LAST_SCREEN,
    TEXT,
    come_in,
    fill_screen,
    jump,
    pick_words,
    reply_to_all,
    send,
    send_after,
    sign_in,
)

TOO_LONG = "x" * 2100


def child_states(site: Site, page: Page, age: AgeGroup) -> Iterator[str]:
    """The way in, all questions, and the ways out, as one child of this age meets them."""
    link = site.link(age_group=age)
    yield from _way_in(page, link)
    for number in range(1, LAST_SCREEN + 1):
        jump(page, f"/svar/{number}")
        yield f"svar-{number}"
        fill_screen(page)
        page.click("button[value=next]")
        page.wait_for_url(f"**/svar/{number + 1 if number < LAST_SCREEN else 'tjek'}")
    yield "tjek"
    page.click("a[href='/svar/slet']")
    page.wait_for_url("**/svar/slet")
    yield "slet"
    yield from _trouble(site, page)
    for path in ("/hjaelp", "/hvem-laeser", "/klag", "/privatliv"):
        jump(page, path)
        yield path[1:]
    jump(page, "/svar/tjek")
    send(page)
    yield "tak"
    jump(page, "/svar/1")
    yield "mellem"
    yield from _letter(site, page, link)
    yield from helped_states(site, page, age)
    yield from after_states(site, page, age)


def _way_in(page: Page, link: ChildLink) -> Iterator[str]:
    page.goto(link.url)
    yield "door"
    page.click("main summary")
    yield "door-nej"
    page.click("main form button")
    page.wait_for_url("**/ord")
    yield "ord"
    pick_words(page, "rød" if link.words[0] != "rød" else "sort", link.words[1])
    page.wait_for_selector("#problem")
    yield "ord-wrong"
    pick_words(page, *link.words)
    page.wait_for_url("**/svar/1")


def _trouble(site: Site, page: Page) -> Iterator[str]:
    jump(page, "/svar/3")
    page.fill("#f-topics_text", TOO_LONG)
    page.click("button[value=next]")
    page.wait_for_selector("#problem")
    yield "fejl"
    page.fill("#f-topics_text", TEXT)  # or what is too long would stand in the way of sending
    page.goto(f"{site.base}/svar/3")
    yield "fortsaet"
    page.click("main form button")
    page.wait_for_url("**/svar/1")
    jump(page, "/svar/3")
    page.wait_for_selector(".masked")
    yield "masked"
    jump(page, "/svar/tjek")
    yield "tjek-masked"


def _letter(site: Site, page: Page, link: ChildLink) -> Iterator[str]:
    site.reply(link)
    jump(page, "/svar/1")
    page.click("a[href='/svar/brev']")
    page.wait_for_url("**/svar/brev")
    yield "brev"


def after_states(site: Site, page: Page, age: AgeGroup) -> Iterator[str]:
    """Every question after the meeting, the page that sends, and what can go wrong there."""
    come_in(page, site.held_link(age_group=age))
    last = len(after.INSTRUMENTS[age].screens)
    for number in range(1, last + 1):
        page.wait_for_url(f"**/svar/{number}")
        yield f"efter-{number}"
        page.click("main button[value=yes]")
    page.wait_for_url("**/svar/send")
    yield "efter-send"
    page.click("a.back")
    page.wait_for_selector(".chosen")
    yield "efter-valgt"
    yield from _after_trouble(site, page)
    jump(page, "/svar/1")
    page.click("main button[value=no]")
    page.wait_for_url("**/svar/send")
    yield "efter-fravaer"
    send_after(page)
    yield "efter-tak"
    yield from _too_late(site, page, age)


def _after_trouble(site: Site, page: Page) -> Iterator[str]:
    jump(page, "/svar/send")
    page.click("main summary")
    page.fill("#f-more_text", TOO_LONG)
    page.click("main button.main")
    page.wait_for_selector("#problem")
    yield "efter-fejl"
    page.fill("#f-more_text", TEXT)  # or what is too long would stand in the way of sending
    page.goto(f"{site.base}/svar/2")
    page.click("main form button")
    page.wait_for_url("**/svar/1")
    jump(page, "/svar/2")
    page.wait_for_selector(".masked")
    yield "efter-masked"


def _too_late(site: Site, page: Page, age: AgeGroup) -> Iterator[str]:
    """A page of before the meeting that is sent when it is over."""
    link = site.link(age_group=age)
    come_in(page, link)
    jump(page, "/svar/3")
    page.fill("#f-topics_text", "min hund")
    site.hold(link)
    page.click("button[value=next]")
    page.wait_for_selector("#problem")
    yield "efter-for-sent"


def nobodys_states(site: Site, page: Page) -> Iterator[str]:
    """What is shown when nobody is in: closed, dead, not saved, hidden."""
    page.goto(f"{site.base}/svar/2")
    yield "lukket"
    page.goto(f"{site.base}/b/nej")
    yield "doedt-link"
    come_in(page, site.link())
    jump(page, "/svar/3")
    page.fill("#f-topics_text", "min hund")
    page.context.clear_cookies()
    page.click("button[value=next]")
    page.wait_for_selector("#problem")
    yield "ikke-gemt"
    page.context.route(f"{site.hide_address}*", lambda route: route.fulfill(status=204))
    page.goto(f"{site.base}/skjul")
    yield "skjul"


def staff_states(site: Site, page: Page) -> Iterator[str]:
    """Everything a case worker meets."""
    waiting, empty = site.link(), site.link()
    site.answer(waiting)
    page.goto(f"{site.base}/raadgiver/log-ind")
    yield "log-ind"
    page.fill("input[name=email]", "mette@test.example")
    page.fill("input[name=password]", "forkert")
    page.click("main form button")
    page.wait_for_selector("#problem")
    yield "log-ind-fejl"
    sign_in(page, site.base)
    yield "liste"
    page.goto(f"{site.base}/raadgiver/nyt-link")
    yield "nyt-link"
    page.click("main form button[value=child]")
    page.wait_for_selector("#problem")
    yield "nyt-link-fejl"
    for phone in ("child", "shared"):
        page.goto(f"{site.base}/raadgiver/nyt-link")
        page.check("input[name=age] >> nth=0")
        page.check("input[name=day] >> nth=1")
        page.click(f"main form button[value={phone}]")
        page.wait_for_selector("#h-words")
        yield f"link-{phone}"
    yield from link_states(site, page)
    yield from _meeting_states(f"{site.base}/raadgiver/moeder", page, waiting, empty)
    yield from around_states(site, page, waiting)


def around_states(site: Site, page: Page, waiting: ChildLink) -> Iterator[str]:
    """What lies around the meetings: search, hand-over, reflection, method and practice."""
    held = site.held_link()
    meeting = f"moeder/{waiting.meeting_id}/giv-videre"
    pages = (
        f"moeder/{held.meeting_id}", f"moeder/{held.meeting_id}/refleksion", "refleksion/ark",
        "metode", "oevelse", "oevelse/ramme", "sikkerhed", "maaneder", "mit-udsagn", "giv-videre",
        meeting,
    )  # fmt: skip
    for path in pages:
        page.goto(f"{site.base}/raadgiver/{path}")
        yield path.rpartition("/")[2]
    page.click("main form button.main")
    page.wait_for_selector("#problem")
    yield "giv-videre-fejl"
    page.goto(f"{site.base}/raadgiver/")
    page.fill("main input[name=q]", waiting.words[1])
    page.press("main input[name=q]", "Enter")
    page.wait_for_url("**/soeg")
    yield "soeg"


def link_states(site: Site, page: Page) -> Iterator[str]:
    """All that may be told with a link, and a sheet of links."""
    page.goto(f"{site.base}/raadgiver/nyt-link")
    page.click("summary")
    page.check("input[name=purposes] >> nth=0")
    page.wait_for_selector("#seen dt:has-text('Det handler om')")
    yield "nyt-link-fortalt"
    page.goto(f"{site.base}/raadgiver/mange-links")
    yield "mange-links"
    page.click("main form button.main")
    page.wait_for_selector("#problem")
    yield "mange-links-fejl"
    page.fill("#f-count", "3")
    for question in ("age", "day", "phone"):
        page.check(f"input[name={question}] >> nth=0")
    page.click("main form button.main")
    page.wait_for_selector("#h-slips")
    yield "ark"


def _meeting_states(moeder: str, page: Page, waiting: ChildLink, empty: ChildLink) -> Iterator[str]:
    page.goto(f"{moeder}/{empty.meeting_id}")
    yield "ramme-uden-svar"
    for what in ("nyt-link", "tilbagekald", "flyt", "aflys", "fortael", "sagsnummer"):
        page.goto(f"{moeder}/{empty.meeting_id}/{what}")
        yield f"spoerg-{what}"
    page.goto(f"{moeder}/findes-ikke")
    yield "findes-ikke"
    yield from _prepared_states(f"{moeder}/{waiting.meeting_id}", page)
    page.check("fieldset.wish input[value=not] >> nth=0")
    page.click("#replies button[value=save]")
    page.wait_for_selector("fieldset.wish .message")
    yield "ramme-fejl"
    page.goto(f"{moeder}/{waiting.meeting_id}")
    reply_to_all(page)
    yield "ramme-besvaret"


def _prepared_states(here: str, page: Page) -> Iterator[str]:
    """A meeting that is made ready: its sheets, and a point that cannot be saved and then can."""
    for kind in ("bord", "egen", "barn"):
        page.goto(f"{here}/print?ark={kind}")
        yield f"ark-{kind}"
    page.goto(f"{here}/barnets-plan")
    yield "barnets-plan"
    page.goto(f"{here}/journal-beskyttet")
    page.click("main form button.main")
    page.wait_for_selector("#problem")
    yield "beskyttet-fejl"
    page.check("input[name=ground] >> nth=0")
    page.click("main form button.main")
    page.wait_for_selector("main textarea")
    yield "beskyttet"
    page.goto(here)
    yield "ramme"
    page.fill("#f-purpose", "Ring 010203-1234")
    page.wait_for_selector("#m-purpose")
    yield "ramme-punkt-fejl"
    page.fill("#f-purpose", "Vi taler om skolen.")
    page.wait_for_selector("#p-purpose [role=status]:has-text('Gemt')")

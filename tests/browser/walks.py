"""Walks of a child that writes on its way: to any page, and to any end."""

from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.server import ChildLink, Site
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
HELP = ("hjaelp", "hvem-laeser", "klag")
OUTSIDE = ("door", "ord")
SENT = ("tak", "mellem", "brev")
BEFORE = (
    *OUTSIDE, "1", "2", "3", "4", "5", "6", "7", "tjek", "slet", *HELP, "fortsaet", "masked", *SENT,
)  # fmt: skip
AFTER = ("tap", "send", "efter-hjaelp", "efter-tak")
PLACES = (*BEFORE, *AFTER)
ENDINGS = ("hide", "send", "delete")


def can_end(place: str, ending: str) -> bool:
    """What has been sent is not sent again; after a meeting nothing is kept to be deleted."""
    if ending == "hide":
        return True
    if place in SENT or place == "efter-tak":
        return False
    return ending == "send" or place not in AFTER


def go_to(page: Page, site: Site, place: str, age: AgeGroup) -> ChildLink:
    """Walk to a page as a child that writes on its way, and write there without sending."""
    if place in AFTER:
        return _go_on_after(page, site, place, age)
    link = site.link(age_group=age)
    if place in OUTSIDE:
        _stand_outside(page, link, place)
        return link
    come_in(page, link)
    if place != "1":
        save_text(page, SAVED)
        _go_on(page, site, place, link)
    if place.isdigit():
        fill_screen(page, TYPED)
    return link


def _stand_outside(page: Page, link: ChildLink, place: str) -> None:
    page.goto(link.url)
    if place == "ord":
        page.click("main form button")
        page.check(f"input[name=first_word][value='{link.words[0]}']")


def _go_on(page: Page, site: Site, place: str, link: ChildLink) -> None:
    if place in SENT:
        _send_and_go_on(page, site, place, link)
    elif place in {"fortsaet", "masked"}:
        page.goto(f"{site.base}/svar/3")
        if place == "masked":
            page.click("main form button")
            page.wait_for_url("**/svar/1")
            jump(page, "/svar/3")
    else:
        jump(page, f"/{place}" if place in HELP else f"/svar/{place}")


def _send_and_go_on(page: Page, site: Site, place: str, link: ChildLink) -> None:
    jump(page, "/svar/tjek")
    send(page)
    if place == "brev":
        site.reply(link)
    if place != "tak":
        jump(page, "/svar/1")
    if place == "brev":
        page.click("a[href='/svar/brev']")
        page.wait_for_url("**/svar/brev")


def _go_on_after(page: Page, site: Site, place: str, age: AgeGroup) -> ChildLink:
    """Tap after the meeting; back at a question, or writing on the page that sends, or sent."""
    link = site.held_link(age_group=age)
    come_in(page, link)
    tap_all(page, "yes", *["no"] * (4 if age is AgeGroup.YOUNGER else 5))
    if place == "tap":
        page.click("a.back")
        page.wait_for_selector(".chosen")
        return link
    fill_screen(page, TYPED)
    if place == "efter-hjaelp":
        jump(page, "/hjaelp")
    if place == "efter-tak":
        send_after(page)
    return link


def end(page: Page, site: Site, link: ChildLink, ending: str) -> None:
    """Hide from where the page stands, or go on from it to send or delete everything."""
    if ending == "hide":
        page.click("#hide button")
        page.wait_for_url(site.hide_address)
        return
    if not page.url.startswith(f"{site.base}/svar/"):
        _get_in(page, link)
    if page.locator("form[action='/videre']").count():
        page.click("form[action='/videre'] button")
        page.wait_for_url("**/svar/1")
    if page.locator(".taps").count() or page.url.endswith("/send"):
        jump(page, "/svar/send")
        send_after(page)
    elif ending == "send":
        jump(page, "/svar/tjek")
        send(page)
    else:
        delete(page)


def _get_in(page: Page, link: ChildLink) -> None:
    """From the door, from the words, or from a page of help."""
    if "/b/" in page.url:
        page.click("main form button")
        page.wait_for_url("**/ord")
    if page.url.endswith("/ord"):
        pick_words(page, *link.words)
        page.wait_for_url("**/svar/1")
    else:
        jump(page, "/svar/1")


def delete(page: Page) -> None:
    """Delete everything from the check page, and see that nobody is in."""
    jump(page, "/svar/tjek")
    page.click("a[href='/svar/slet']")
    page.wait_for_url("**/svar/slet")
    page.click("form[action='/svar/slet'] button")
    page.wait_for_selector("text=Her er ikke noget nu")

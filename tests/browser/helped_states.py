"""The states of helper mode and of the practice run, walked through as one child meets them."""

from collections.abc import Iterator

from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.server import Site
from tests.browser.steps import come_in, fill_screen, jump


def helped_states(site: Site, page: Page, age: AgeGroup) -> Iterator[str]:
    """A teacher helps, then family does; and after the meeting the case worker herself."""
    come_in(page, site.link(age_group=age))
    yield from _who_helps(page)
    yield from _practice(page)
    jump(page, "/svar/4")
    yield "privat"
    page.click("main form[method=get] button")
    page.wait_for_selector("fieldset")
    yield "privat-aaben"
    fill_screen(page)
    page.click("button[value=next]")
    page.wait_for_url("**/svar/5")
    jump(page, "/svar/tjek")
    yield "tjek-hjulpet"
    jump(page, "/svar/6")
    page.click("main form[method=post] button")
    page.wait_for_url("**/hjaelper/vent?fra=6")
    yield "vent"
    _choose(page, "family", "kort")
    jump(page, "/svar/tjek")
    yield "tjek-familie"
    come_in(page, site.held_link(age_group=age))
    _choose(page, "caseworker", "selv")
    yield "efter-eget-link"


def _who_helps(page: Page) -> Iterator[str]:
    page.click("main a[href^='/hjaelper']")
    page.wait_for_url("**/hjaelper?fra=1")
    yield "hvem-hjaelper"
    page.click("main button[value=teacher]")
    page.wait_for_url("**/hjaelper/kort?fra=1")
    yield "hjaelpers-kort"


def _practice(page: Page) -> Iterator[str]:
    page.click("main a[href='/oev/1']")
    for number in range(1, 5):
        page.wait_for_url(f"**/oev/{number}*")
        yield f"oev-{number}"
        page.click("main .main")
    page.wait_for_url("**/svar/1")


def _choose(page: Page, helper: str, following: str) -> None:
    jump(page, "/hjaelper")
    page.click(f"main button[value={helper}]")
    page.wait_for_url(f"**/hjaelper/{following}")

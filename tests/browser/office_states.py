"""What an administrator, a leader and somebody new meet, one page after another, for axe."""

from collections.abc import Iterator

import pyotp
from playwright.sync_api import Page

from tests.browser.server import Site
from tests.factories import PASSWORD
from tests.web.staff_of import ADMINISTRATOR, add_administrator

OWN = "en god sætning til axe"


def office_states(site: Site, page: Page) -> Iterator[str]:
    """The administrator's pages, then those of somebody who is let in there, then a leader's."""
    with site.app.app_context():
        add_administrator()
    _enter(site, page, ADMINISTRATOR, PASSWORD)
    office = f"{site.base}/administration"
    yield "administration"
    page.goto(f"{office}/kommunen/")
    yield "kommunen"
    for section in ("navn", "vagt"):
        page.goto(f"{office}/kommunen/{section}")
        page.fill("main input >> nth=-1", "x" * 300)
        page.click("main form button")
        page.wait_for_selector("#problem")
        yield f"kommunen-{section}-fejl"
    yield from _people(page, office)
    link = page.input_value("#f-link")
    yield from _teams(page, office)
    yield from _new_states(site, page, link)
    _enter(site, page, "leder@test.example", PASSWORD)
    yield "leder"
    for path in ("tal", "log"):
        page.goto(f"{site.base}/leder/{path}")
        yield f"leder-{path}"


def _people(page: Page, office: str) -> Iterator[str]:
    """Ends at the link to hand over to somebody new."""
    page.goto(f"{office}/personer/")
    yield "personer"
    page.click("main li a >> nth=-1")
    page.wait_for_selector("#f-backup")
    here = page.url
    yield "person"
    page.goto(f"{here}luk")
    yield "luk-konto"
    page.goto(f"{office}/personer/ny")
    page.click("main form button")
    page.wait_for_selector("#problem")
    yield "ny-person-fejl"
    page.fill("#f-email", "axe@test.example")
    page.fill("#f-first_name", "Axel")
    page.click("main form button")
    page.wait_for_selector("#f-link")
    yield "ny-person"
    page.click("#f-link")
    page.wait_for_selector("textarea#f-link")
    yield "link-til-ny"


def _teams(page: Page, office: str) -> Iterator[str]:
    page.goto(f"{office}/team/")
    page.click("main form button")
    page.wait_for_selector("#problem")
    yield "teams-fejl"
    page.fill("#f-name", "Nord")
    page.click("main form button")
    page.wait_for_selector("input[name=member]")
    yield "team"
    page.goto(f"{office}/team/")
    yield "teams"


def _new_states(site: Site, page: Page, link: str) -> Iterator[str]:
    """Somebody new chooses a password and protects the account with an app."""
    page.context.clear_cookies()
    page.goto(link)
    yield "velkommen"
    for password, sees in (("kort", "#problem"), (OWN, "#f-email")):
        page.fill("#f-password", password)
        page.fill("#f-again", password)
        page.click("main form button")
        page.wait_for_selector(sees)
        yield f"velkommen-{sees}"
    yield from _yes_states(site, page)
    _enter(site, page, "axe@test.example", OWN)
    page.goto(f"{site.base}/raadgiver/sikkerhed")
    yield "sikkerhed"
    page.click("main form button")
    page.wait_for_selector(".key code")
    yield "app"
    key = page.inner_text(".key code").replace(" ", "")
    page.fill("input[name=code]", pyotp.TOTP(key).at(site.world.clock()))
    page.click("main form button")
    page.wait_for_selector(".recovery-codes")
    yield "reservekoder"
    page.goto(f"{site.base}/raadgiver/sikkerhed")
    yield "sikkerhed-slaaet-til"
    _enter(site, page, "axe@test.example", OWN)
    page.fill("input[name=code]", "000000")
    page.click("main form button")
    page.wait_for_selector("#problem")
    yield "kode-fejl"


def _yes_states(site: Site, page: Page) -> Iterator[str]:
    """A leader says yes to somebody new."""
    _knock(site, page, "axe@test.example", OWN)
    page.wait_for_selector("main .card p")
    yield "mangler-et-ja"
    _enter(site, page, "leder@test.example", PASSWORD)
    yield "leder-nye-kolleger"
    page.click(".newcomers .button.main")
    page.wait_for_selector("[role=status]")


def _enter(site: Site, page: Page, email: str, password: str) -> None:
    _knock(site, page, email, password)
    page.wait_for_url(lambda url: not url.endswith("/log-ind"))


def _knock(site: Site, page: Page, email: str, password: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site.base}/raadgiver/log-ind")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", password)
    page.click("main form button")

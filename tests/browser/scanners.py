"""Twelve who open a link before the child does: previews, mail scanners, and worse."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from playwright.sync_api import Browser, Error, Page

MANY, DEPTH, FORMS, PRESSES = 8, 12, 3, 4
LOOK_MS, PRESS_MS, PAUSE_MS = 400, 1000, 60
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36"
SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 Safari/601.2.4"
LINK = re.compile(r"""<(?:a|link|script|img|source)\b[^>]*?\b(?:href|src)=["']([^"'#]+)""")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(?:input|button)\b[^>]*>")
AHEAD = """address => { const add = (tag, has) =>
    document.head.append(Object.assign(document.createElement(tag), has));
  for (const rel of ['prefetch', 'prerender', 'preload'])
    add('link', {rel, href: address, as: 'document'});
  add('script', {type: 'speculationrules', textContent: JSON.stringify(
    Object.fromEntries(['prefetch', 'prerender'].map(
      what => [what, [{source: 'list', eagerness: 'immediate', urls: [address]}]])))}); }"""


class Fetcher:
    """Fetches without a browser: a name, cookies and an address of its own."""

    def __init__(self, name: str = "", source: str = "127.0.0.1", **headers: str) -> None:
        self._source = source
        self._headers = {"User-Agent": name, **headers}
        self._cookies: SimpleCookie = SimpleCookie()
        self.address, self.text = "", ""

    def ask(
        self, address: str, method: str = "GET", fields: Mapping[str, str] | None = None
    ) -> HTTPResponse:
        """One request, and those it is sent on to; what came stands in ``text``."""
        parts = urlsplit(address)
        headers = self._headers | {"Cookie": self._cookies.output([], "", ";").strip()}
        body = None if fields is None else urlencode(fields)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        net = HTTPConnection(parts.netloc, source_address=(self._source, 0), timeout=30)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        net.request(method, path, body, headers)
        answer = net.getresponse()
        self.address, self.text = address, answer.read().decode(errors="replace")
        net.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(cookie)
        onward = urljoin(address, answer.headers.get("Location", address))
        same_site = urlsplit(onward).netloc == parts.netloc
        return self.ask(onward) if onward != address and same_site else answer

    def links(self) -> list[str]:
        """Everything the page names on its own site."""
        found = (urljoin(self.address, unescape(one)) for one in LINK.findall(self.text))
        home = urlsplit(self.address).netloc
        return [one for one in dict.fromkeys(found) if urlsplit(one).netloc == home]

    def forms(self) -> list[tuple[str, dict[str, str]]]:
        """Every form with its address, and all that is filled in beforehand."""
        found = []
        for opening, inside in FORM.findall(self.text):
            fields = [field for field in FIELD.findall(inside) if 'type="radio"' not in field]
            given = {value(one, "name"): value(one, "value") for one in fields}
            given.pop("", None)
            found.append((urljoin(self.address, value(opening, "action") or self.address), given))
        return found


def value(tag: str, name: str) -> str:
    """What an attribute holds."""
    found = re.search(rf"""\b{name}=["']([^"']*)""", tag)
    return unescape(found[1]) if found else ""


def asks_for_the_head(_browser: Browser, link: str) -> None:
    for _ in range(3):
        Fetcher("Mail-Security-Gateway/1.0").ask(link, "HEAD")


def fetches(_browser: Browser, link: str) -> None:
    for name in ("", CHROME):
        Fetcher(name).ask(link)


def fetches_from_many_addresses(_browser: Browser, link: str) -> None:
    for number in range(MANY):
        Fetcher(CHROME, f"127.0.0.{2 + number}").ask(link, ("GET", "HEAD")[number % 2])


def shows_a_preview(name: str, **headers: str) -> Callable[[Browser, str], None]:
    """A messenger that fetches the page and what it names for a small picture of it."""

    def preview(_browser: Browser, link: str) -> None:
        one = Fetcher(name, **headers)
        one.ask(link)
        for other in one.links():
            one.ask(other)

    return preview


def follows_every_link(_browser: Browser, link: str) -> None:
    one, waiting, seen = Fetcher("crawler"), [link], set[str]()
    while waiting and len(seen) < DEPTH:
        seen.add(address := waiting.pop(0))
        one.ask(address)
        waiting += [other for other in one.links() if other not in {*seen, *waiting}]


def tries_every_method(_browser: Browser, link: str) -> None:
    for method in ("OPTIONS", "PUT", "PATCH", "DELETE"):
        Fetcher(CHROME).ask(link, method)


def sends_every_form(_browser: Browser, link: str) -> None:
    """With what stands in it: on the door, and on the pages that come."""
    for number in range(FORMS):
        one = Fetcher(CHROME)
        one.ask(link)
        for _ in range(FORMS):
            if forms := one.forms():
                address, fields = forms[number % len(forms)]
                one.ask(address, "POST", fields)


def runs_scripts(browser: Browser, link: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(link)
        page.mouse.move(100, 100)
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(LOOK_MS)


def fetches_ahead(browser: Browser, link: str) -> None:
    """As a page of results or a messenger in the browser does, before anybody taps."""
    for purpose in ("prefetch", "prefetch;prerender"):
        Fetcher(CHROME, **{"Sec-Purpose": purpose, "Purpose": "prefetch"}).ask(link)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto("about:blank")
        with page.context.expect_event("request", lambda one: one.url == link):
            page.evaluate(AHEAD, link)
        page.wait_for_timeout(LOOK_MS)


def presses_everything(browser: Browser, link: str) -> None:
    """The first, second and third button of each page it comes to; but it has no words."""
    with browser.new_context() as context:
        page = context.new_page()
        for number in range(FORMS):
            page.goto(link)
            for _ in range(PRESSES):
                press(page, number)


def press(page: Page, number: int) -> None:
    """Press this button, or where there are fewer, one of them."""
    buttons = page.locator("button:visible, input[type=submit]:visible, summary:visible")
    with suppress(Error):  # the page goes away while it is looked at
        if many := buttons.count():
            buttons.nth(number % many).click(timeout=PRESS_MS)
        page.wait_for_load_state()
    page.wait_for_timeout(PAUSE_MS)


PRESSERS = {"sends every form": sends_every_form, "presses everything": presses_everything}
SCANNERS: dict[str, Callable[[Browser, str], None]] = {
    "asks for the head": asks_for_the_head,
    "fetches": fetches,
    "fetches from many addresses": fetches_from_many_addresses,
    "WhatsApp": shows_a_preview("WhatsApp/2.23.20.0", Range="bytes=0-524287"),
    "Messenger": shows_a_preview("facebookexternalhit/1.1"),
    "iMessage": shows_a_preview(f"{SAFARI} facebookexternalhit/1.1 Facebot Twitterbot/1.0"),
    "follows every link": follows_every_link,
    "tries every method": tries_every_method,
    "runs scripts": runs_scripts,
    "fetches ahead": fetches_ahead,
    **PRESSERS,
}

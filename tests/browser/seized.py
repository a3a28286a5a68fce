"""A phone in the wrong hands: what its browser remembers, tried again."""

import re
import shutil
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from tests.browser.history import look, settle
from tests.browser.server import Site

TOKEN = re.compile(rb"/b/([\w-]{22}\.[\w-]{43})")
CLOSED = {"Hej", "Du kan ikke svare her nu"}
INSIDE = ("/svar/3", "/svar/tjek", "/svar/send", "/svar/brev", "/svar/tak")


def tokens_in(profile: Path) -> set[str]:
    """The tokens of links the browser remembers: history cannot be kept from it."""
    files = [file for file in profile.rglob("*") if file.is_file() and not file.is_symlink()]
    return {one.decode() for file in files for one in TOKEN.findall(file.read_bytes())}


def addresses_in(profile: Path, base: str) -> list[str]:
    """Every address of a site in the browser's history."""
    copy = profile.parent / "History"
    shutil.copy(profile / "Default" / "History", copy)
    with closing(sqlite3.connect(copy)) as history:
        found = history.execute("SELECT url FROM urls WHERE url LIKE ?", (f"{base}/%",))
        return [str(url) for (url,) in found]


def shown_again(page: Page, addresses: Iterable[str]) -> str:
    """All that the same browser shows when it is opened anew and sent to each address."""
    shown = []
    for address in addresses:
        with suppress(Error):  # a page that leads on by itself
            page.goto(address, wait_until="commit")
        settle(page)
        shown.append(str(look(page)))
    return " ".join(shown)


def shown_to_a_thief(
    page: Page, site: Site, tokens: Iterable[str], cookies: Collection[Any]
) -> str:
    """All that another browser shows who has the tokens, or the cookies; the first open nothing."""
    shown = []
    for token in tokens:
        page.context.clear_cookies()
        page.goto(f"{site.base}/b/{token}")
        assert page.inner_text("h1") in CLOSED
        if page.locator("main form button").count():
            page.click("main form button")
            for path in INSIDE:
                page.goto(f"{site.base}{path}")
                assert page.url.endswith("/ord")
                shown.append(str(look(page)))
    if cookies:
        page.context.clear_cookies()
        page.context.add_cookies(list(cookies))
        shown.append(shown_again(page, [f"{site.base}{path}" for path in INSIDE]))
    return " ".join(shown)

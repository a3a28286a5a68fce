"""A browser closed and opened again on the same profile, with the tabs it brings back by itself."""

import json
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Error, Page, Playwright

from tests.browser.chromium import CHROMIUM, FLAGS

PATIENCE, ONE_TRY_MS, TRIES = 20, 6000, 4
RESTORED = ["--headless", "--remote-debugging-port=0", "--restore-last-session"]
Found = TypeVar("Found")
WITHOUT_SCRIPT = "--blink-settings=scriptEnabled=false"


@contextmanager
def reopened(playwright: Playwright, profile: Path, *, script: bool = True) -> Iterator[Page]:
    """The tab that is brought back.

    Chromium runs by itself and is looked at once the tab is there: Playwright's own start adds a
    tab, and now and then waits for ever when it comes in the middle of bringing one back.
    """
    flags = [*RESTORED, f"--user-data-dir={profile}", *FLAGS, *([] if script else [WITHOUT_SCRIPT])]
    process = subprocess.Popen([CHROMIUM, *flags], stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{_until(lambda: _port(profile))}"
        _until(lambda: _has_tab(address))
        browser = _connect(playwright, address)
        yield _until(lambda: _tab(browser))
        browser.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _until(look: Callable[[], Found | None]) -> Found:
    """What a look finds, as soon as it does. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise TimeoutError("the browser did not come back")


def _port(profile: Path) -> str | None:
    file = profile / "DevToolsActivePort"
    told = file.read_text().split() if file.exists() else []
    return told[0] if told else None


def _has_tab(address: str) -> bool:
    """The tab is back, and has its title: it has been loaded."""
    with urllib.request.urlopen(f"{address}/json/list", timeout=PATIENCE) as answer:
        tabs = json.load(answer)
    return any(one["url"].startswith("http") and one["title"] for one in tabs)


def _connect(playwright: Playwright, address: str) -> Browser:
    for left in reversed(range(TRIES)):
        try:
            return playwright.chromium.connect_over_cdp(address, timeout=ONE_TRY_MS)
        except Error:
            if not left:
                raise
    raise AssertionError("no try was made")


def _tab(browser: Browser) -> Page | None:
    pages = browser.contexts[0].pages
    return next((page for page in pages if page.url.startswith("http")), None)

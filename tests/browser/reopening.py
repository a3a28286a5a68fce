"""A browser closed and opened again on the same profile, with the tabs it brings back by itself."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.flags import CHROMIUM, FLAGS

PATIENCE = 20
RESTORED = ["--headless", "--remote-debugging-port=0", "--restore-last-session"]
WITHOUT_SCRIPT = "--blink-settings=scriptEnabled=false"


@contextmanager
def reopened(playwright: Playwright, profile: Path, *, script: bool = True) -> Iterator[Page]:
    """The tab that is brought back. Chromium runs by itself here: Playwright would add a tab."""
    flags = [*RESTORED, f"--user-data-dir={profile}", *FLAGS, *([] if script else [WITHOUT_SCRIPT])]
    process = subprocess.Popen([CHROMIUM, *flags], stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{_port(profile / 'DevToolsActivePort')}"
        browser = playwright.chromium.connect_over_cdp(address, timeout=PATIENCE * 1000)
        yield _tab(browser.contexts[0])
        browser.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _port(file: Path) -> str:
    """Where the browser listens, once it has said so. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if file.exists() and (told := file.read_text().split()):
            return told[0]
        time.sleep(0.05)
    raise TimeoutError(file)


def _tab(context: BrowserContext) -> Page:
    """The first tab with an address of the net. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for page in context.pages:
            if page.url.startswith("http"):
                return page
        time.sleep(0.05)
    raise TimeoutError("no tab came back")

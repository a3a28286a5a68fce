"""The browsers the tests start: Debian's Chromium as a person has it, and its engine alone."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

CHROMIUM = str(Path(__file__).with_name("chromium.sh"))
# The same engine of the same version, without tabs, profiles and an address bar: half the work.
SHELL = "/usr/bin/chromium-headless-shell"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def launching(executable: str = CHROMIUM) -> dict[str, Any]:
    """What Playwright is told when it starts a browser.

    It turns the back/forward cache off by itself; a child's browser has it on.
    """
    return {
        "executable_path": executable,
        "args": FLAGS,
        "ignore_default_args": ["--disable-back-forward-cache"],
    }


def started(playwright: Playwright, *more: str) -> Browser:
    """The whole browser, on no profile; ``more`` are flags besides."""
    return playwright.chromium.launch(**launching() | {"args": [*FLAGS, *more]})


def started_light(playwright: Playwright) -> Browser:
    """The engine alone where it is installed, or else the whole browser."""
    return playwright.chromium.launch(**launching(SHELL if Path(SHELL).exists() else CHROMIUM))

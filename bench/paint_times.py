"""When a page paints on an old phone: Chromium on a slow line, with a slow processor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    ViewportSize,
    sync_playwright,
)

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
KILOBIT = 1000 / 8
# What the budgets call slow 3G, and a processor four times slower than this one.
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400 * KILOBIT,
    "uploadThroughput": 400 * KILOBIT,
}
SLOWER_BY = 4
# Nothing waits for a script, so a page can be answered when it is parsed and painted.
TIMES = """() => {
  const [first] = performance.getEntriesByName("first-contentful-paint");
  const [went] = performance.getEntriesByType("navigation");
  return first ? [first.startTime, Math.max(first.startTime, went.domInteractive)] : null;
}"""
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"


@dataclass(frozen=True)
class Painted:
    """Medians in seconds from the press to the first contentful paint, and to *can be answered*."""

    first: float
    ready: float


@dataclass(frozen=True)
class Way:
    """The pages of one child's way, in order, and the two words that open it."""

    address: str
    words: tuple[str, str]
    numbers: str


def paint_times(ways: list[Way], rounds: int) -> dict[str, Painted]:
    """Door, words, first screen and numbers, each with nothing of ours on the phone before."""
    found: dict[str, list[tuple[float, float]]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for way in islice(cycle(ways), rounds):
            for name, times in _of_one(browser, way):
                found.setdefault(name, []).append(times)
        browser.close()
    return {
        name: Painted(*(median(one[place] for one in times) for place in (0, 1)))
        for name, times in found.items()
    }


def cookies_at(way: Way) -> tuple[str, str]:
    """The address of the first screen, and the cookies that a child has there, as one header."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        with _phone(browser) as context:
            page = context.new_page()
            page.goto(way.address)
            _begin(page)
            _choose(page, way)
            header = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
            address = page.url
        browser.close()
    return address, header


def _of_one(browser: Browser, way: Way) -> Iterator[tuple[str, tuple[float, float]]]:
    """Each page as a first visit: on a phone that has the child's cookies and nothing kept.

    Timed where the child stands; a page that it has passed leads on, which takes a journey more.
    """
    with _phone(browser) as context:
        page = context.new_page()
        page.goto(way.address)
        yield "door", _first_visit(browser, page.url, context.storage_state())
        _begin(page)
        yield "words", _first_visit(browser, page.url, context.storage_state())
        _choose(page, way)
        yield "first screen", _first_visit(browser, page.url, context.storage_state())
    yield "/tal/", _first_visit(browser, way.numbers)


def _first_visit(
    browser: Browser, address: str, state: StorageState | None = None
) -> tuple[float, float]:
    with _phone(browser, state) as context:
        return _timed(context, address)


def _begin(page: Page) -> None:
    page.locator("main form button.main").first.click()
    page.wait_for_url("**/ord")


def _choose(page: Page, way: Way) -> None:
    for field, word in zip(("first_word", "second_word"), way.words, strict=True):
        page.locator(f'input[name="{field}"][value="{word}"]').check(force=True)
    page.locator("form#answers button.main").click()
    page.wait_for_url("**/svar/*")


@contextmanager
def _phone(browser: Browser, state: StorageState | None = None) -> Iterator[BrowserContext]:
    """A phone with these cookies, and nothing else of ours."""
    context = browser.new_context(
        viewport=ViewportSize(width=360, height=740),
        device_scale_factor=2,
        has_touch=True,
        storage_state=state,
    )
    try:
        yield context
    finally:
        context.close()


def _timed(context: BrowserContext, address: str) -> tuple[float, float]:
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
    page.goto(address, wait_until="load")
    page.wait_for_function(PAINTED)
    times = page.evaluate(TIMES)
    return times[0] / 1000, times[1] / 1000

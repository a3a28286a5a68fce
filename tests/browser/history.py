"""Going back, forward, again and anew, as a person does, and what can be read afterwards."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from playwright.sync_api import Error, Page

QUIET_SECONDS = 0.15
PATIENCE = 15
# Everything a page holds: its source, what stands in its fields, and what is ticked.
LOOK = """() => ({
  state: document.readyState,
  text: document.documentElement.outerHTML,
  values: [...document.querySelectorAll('textarea, input, select')]
    .filter(one => !['hidden', 'checkbox', 'radio'].includes(one.type)).map(one => one.value),
  ticked: [...document.querySelectorAll('input:checked, .chosen')]
    .map(one => one.name || one.id).filter(name => name),
})"""


def back(page: Page) -> None:
    """The browser's Back button."""
    step(page, -1)


def forward_and_back(page: Page) -> None:
    """Forward as far as it goes, then Back."""
    step(page, 1)
    step(page, -1)


def reload(page: Page) -> None:
    """The browser's reload button, on whatever page is shown now."""
    with suppress(Error):  # without a net it ends on the browser's own page
        page.reload(wait_until="commit")
    settle(page)


def step(page: Page, by: int) -> bool:
    """Move through the tab's history like its buttons do; False at the end of it."""
    session = page.context.new_cdp_session(page)
    history = session.send("Page.getNavigationHistory")
    index = history["currentIndex"] + by
    if not 0 <= index < len(history["entries"]):
        return False
    session.send("Page.navigateToHistoryEntry", {"entryId": history["entries"][index]["id"]})
    settle(page)
    return True


def settle(page: Page) -> None:
    """Until the tab has stood still for a moment, also after a redirect or a reload."""
    end, before, since = time.monotonic() + PATIENCE, "", time.monotonic()
    while time.monotonic() < end:
        page.wait_for_timeout(30)
        now = f"{page.url} {look(page).get('text')}"
        if now != before:
            before, since = now, time.monotonic()
        elif time.monotonic() - since > QUIET_SECONDS:
            return
    raise TimeoutError(page.url)


def look(page: Page) -> dict[str, object]:
    """What the page holds now; nothing while it is being replaced."""
    try:
        seen: dict[str, object] = page.evaluate(LOOK)
    except Error:
        return {}
    return seen


def traces(page: Page, words: Iterable[str]) -> list[str]:
    """What of the child's can be found in the page: its words, or anything ticked."""
    seen = look(page)
    everything = f"{seen.get('text')} {seen.get('values')}"
    ticked = seen.get("ticked")
    assert isinstance(ticked, list)
    return [word for word in words if word in everything] + ticked


def traces_through(
    page: Page, ways: Iterable[Callable[[Page], None]], words: tuple[str, ...]
) -> dict[str, list[str]]:
    """Try each way back in turn; what was found, by way, empty where nothing was."""
    found = {}
    for way in ways:
        way(page)
        if seen := traces(page, words):
            found[f"{way.__name__} -> {page.url}"] = seen
    return found


def traces_in_history(page: Page, words: tuple[str, ...], by: int = -1) -> dict[str, list[str]]:
    """Back through the whole history of the tab, or forward; what was found, by address."""
    found = {}
    while step(page, by):
        if seen := traces(page, words):
            found[page.url] = seen
    return found


def traces_by(page: Page, way: str, words: tuple[str, ...]) -> dict[str, list[str]]:
    """What one way back finds, as far as it goes: every page of the tab, or each one anew."""
    if way == "reload":
        return traces_through(page, (reload, back, reload), words)
    found = traces_in_history(page, words)
    return found if way == "back" else traces_in_history(page, words, by=1)

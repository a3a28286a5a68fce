"""*Skjul*, *Send* and *Slet* on every page: nothing of the child can be read afterwards (S-04).

{every page} x {after hiding, sending, deleting} x {script, no script} x {Back, Forward, reload}
here, two and two; the full matrix, each way alone and tab restore too, is a long programme.
"""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage, OpenBrowser
from tests.browser.history import (
    back,
    forward_and_back,
    reload,
    settle,
    traces,
    traces_by,
    traces_in_history,
    traces_through,
)
from tests.browser.pairs import all_pairs, full_matrix, pairs_of
from tests.browser.reopening import reopened
from tests.browser.server import Site
from tests.browser.steps import jump
from tests.browser.walks import (
    CANARIES,
    ENDINGS,
    PLACES,
    SAVED,
    TYPED,
    can_end,
    end,
    go_to,
)
from tests.night.runs import Run

FACTORS = {"place": PLACES, "ending": ENDINGS, "script": (True, False)}
WAYS = ("back", "forward", "reload", "restore")
LIVE = (back, forward_and_back, reload)
BAD = ("/kun-no-store", "/uden-vagt")
RESTORED = (
    ("3", "hide", True), ("3", "hide", False), ("4", "send", True),
    ("7", "delete", False), ("send", "hide", False),
)  # fmt: skip
Find = Callable[[str, str, bool, str], dict[str, list[str]]]
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@pytest.fixture
def browser(whole_browser: Browser) -> Browser:
    """What is remembered is asked of the whole browser."""
    return whole_browser


def fits(place: str, ending: str, _script: bool) -> bool:
    """Not everything can be sent or deleted everywhere."""
    return can_end(place, ending)


WHOLE = [(*row, way) for row in full_matrix(FACTORS, fits) for way in WAYS]
CONTROLS = [
    (place, "hide", True, way)
    for place, way in [*product(BAD, ("back", "forward")), ("/kun-no-store", "restore")]
]
PARTS = [str(row) for row in (*WHOLE, *CONTROLS)]


def leave(page: Page, site: Site, place: str, ending: str) -> None:
    """Write on the way to a page and there, then end; the age groups take turns.

    A control page is left by its ordinary link.
    """
    if place in BAD:
        page.goto(site.hide_address.replace("/vejret", place))
        page.fill("#text", TYPED)
        page.check("#tick")
        page.click("a")
        page.wait_for_url(site.hide_address)
        return
    age = list(AgeGroup)[(PLACES.index(place) + ENDINGS.index(ending)) % 2]
    link = go_to(page, site, place, age)
    end(page, site, link, ending)


def found_after(page: Page, ending: str) -> dict[str, list[str]]:
    """What Back, Forward and reload give in turn, and where more than one page lies behind, all."""
    found = traces_through(page, LIVE, CANARIES)
    return found if ending == "hide" else found | traces_in_history(page, CANARIES)


def found_restored(playwright: Playwright, profile: Path, *, script: bool) -> dict[str, list[str]]:
    """What the browser brings back when it is opened again, and Back from there."""
    with reopened(playwright, profile, script=script) as page:
        settle(page)
        found = {"restore": seen} if (seen := traces(page, CANARIES)) else {}
        return found | traces_in_history(page, CANARIES)


def test_the_rows_hold_every_pair() -> None:
    rows = all_pairs(FACTORS, fits)
    every = set().union(*(pairs_of(row) for row in full_matrix(FACTORS, fits)))
    assert set().union(*(pairs_of(row) for row in rows)) == every
    assert len(rows) < len(full_matrix(FACTORS, fits)) * 0.6


@pytest.mark.parametrize(("place", "ending", "script"), all_pairs(FACTORS, fits))
def test_nothing_of_the_child_can_be_read_afterwards(
    site: Site, new_page: NewPage, place: str, ending: str, script: bool
) -> None:
    page = new_page(script=script)
    leave(page, site, place, ending)
    assert found_after(page, ending) == {}


@pytest.mark.parametrize("place", BAD)
def test_control_a_page_that_leaves_by_ordinary_navigation_is_found(
    site: Site, new_page: NewPage, place: str
) -> None:
    page = new_page()
    leave(page, site, place, "hide")
    found = found_after(page, "hide")
    assert [seen for seen in found.values() if TYPED in seen], "the harness finds nothing at all"


@pytest.fixture
def find(playwright: Playwright, open_browser: OpenBrowser, site: Site, profile: Path) -> Find:
    """What one way finds in one row, in a browser with a profile of its own.

    The tab has been somewhere before: a browser keeps no page that is left for a blank tab, and
    then going back all the way and forward again would show nothing of any page.
    """

    def look(place: str, ending: str, script: bool, way: str) -> dict[str, list[str]]:
        context = open_browser(script=script)
        page = context.pages[0]
        page.goto(site.hide_address)
        leave(page, site, place, ending)
        if way != "restore":
            return traces_by(page, way, CANARIES)
        context.close()
        return found_restored(playwright, profile, script=script)

    return look


@pytest.mark.parametrize(("place", "ending", "script"), RESTORED)
def test_a_restored_tab_shows_nothing(find: Find, place: str, ending: str, script: bool) -> None:
    assert find(place, ending, script, "restore") == {}


def test_control_a_restored_tab_of_a_page_with_only_no_store_is_found(find: Find) -> None:
    assert TYPED in str(find("/kun-no-store", "hide", True, "restore"))


@pytest.mark.night
@pytest.mark.parametrize("row", WHOLE)
def test_F12_full_matrix(find: Find, row: tuple[str, str, bool, str]) -> None:
    run = Run("F12", PARTS)
    for _, figures in run.rounds(str(row)):
        assert find(*row) == {}
        figures["rows"] = 1
    close(run)


@pytest.mark.night
@pytest.mark.parametrize("row", CONTROLS)
def test_F12_control(find: Find, row: tuple[str, str, bool, str]) -> None:
    run = Run("F12", PARTS)
    for _, figures in run.rounds(str(row)):
        assert TYPED in str(find(*row))
        figures["found"] = 1
    close(run)


def close(run: Run) -> None:
    """The row of the whole matrix with its controls."""
    run.close(
        f"{run.sum('rows'):.0f} ways off a page, 0 with text",
        f"text found on {run.sum('found'):.0f} of {len(CONTROLS)}",
    )


@SCRIPT
def test_control_without_skjul_back_does_show_what_was_tapped(
    site: Site, new_page: NewPage, script: bool
) -> None:
    page = new_page(script=script)
    go_to(page, site, "tap", AgeGroup.OLDER)
    jump(page, "/svar/1")
    back(page)
    assert traces(page, CANARIES) == ["next"]


@SCRIPT
def test_control_without_skjul_back_does_show_what_was_saved(
    site: Site, new_page: NewPage, script: bool
) -> None:
    page = new_page(script=script)
    go_to(page, site, "4", AgeGroup.OLDER)
    back(page)
    assert SAVED in traces(page, CANARIES)

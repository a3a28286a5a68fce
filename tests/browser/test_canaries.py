"""F11: the whole profile of a browser after ten flows, searched for words of the child (DEV-07).

Each flow writes twenty words of its own in every text field it meets, and ends in another way; by
night 200, in ten goes. Tokens may be found: alone they open nothing.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage, OpenBrowser
from tests.browser.controls import Controls
from tests.browser.leaks import forms, leaks
from tests.browser.seized import addresses_in, shown_again, shown_to_a_thief, tokens_in
from tests.browser.server import Site
from tests.browser.steps import come_in, jump, send, send_after, tap_all
from tests.browser.walks import delete
from tests.night.runs import Run

# Every word begins alike, so that one search finds them all; æ makes the encodings differ.
STEM, EACH, GOES = "zqkæn", 20, 10
YOUNGER, OLDER = AgeGroup.YOUNGER, AgeGroup.OLDER
Ending = Callable[[Page, Site, Path], None]


def words_of(flow: int, go: int = 0) -> list[str]:
    """Twenty words no page has."""
    return [f"{STEM}{flow}{chr(97 + go)}{chr(97 + number)}" for number in range(EACH)]


def write(page: Page, words: list[str]) -> int:
    """All the words in every field on the page, as a keyboard gives them; how many fields."""
    fields = [field for field in page.locator("main textarea").all() if field.is_visible()]
    for field in fields:
        field.focus()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(" ".join(words))
        assert words[-1] in field.input_value()
    return len(fields)


def before(page: Page, words: list[str]) -> int:
    """Write on every screen, then once more on one of them; how many fields."""
    written = 0
    for number in range(2, 8):
        jump(page, f"/svar/{number}")
        written += write(page, words)
        page.click("button[value=next]")
        page.wait_for_url(lambda url, was=number: not url.endswith(f"/{was}"))
    jump(page, "/svar/3")
    return written + write(page, words)


def go_through(page: Page, site: Site, flow: int, goes: int = 1) -> None:
    """One of the ten, with other words in each go."""
    age, is_before, _ = TEN[flow]
    come_in(page, site.link(age_group=age) if is_before else site.held_link(age_group=age))
    if not is_before:
        tap_all(page, "yes", *["no"] * (4 if age is YOUNGER else 5))
    for go in range(goes):
        words = words_of(flow, go)
        fields = before(page, words) if is_before else write(page, words)
        assert fields >= (3 if is_before else 1)


def sent(page: Page, _site: Site, _profile: Path) -> None:
    """The answer is sent."""
    if page.url.endswith("/svar/send"):
        send_after(page)
        return
    jump(page, "/svar/tjek")
    send(page)


def hidden(page: Page, site: Site, _profile: Path) -> None:
    """*Skjul*."""
    page.click("#hide button")
    page.wait_for_url(site.hide_address)


def deleted(page: Page, _site: Site, _profile: Path) -> None:
    """Everything is deleted."""
    delete(page)


def left(page: Page, site: Site, _profile: Path) -> None:
    """The tab is used for something else, and nothing was said to the page."""
    page.goto(site.hide_address)


def killed(page: Page, _site: Site, profile: Path) -> None:
    """The browser of this profile dies at once, with the words on its screen."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and _is_browser_of(process, profile):
            os.kill(int(process.name), signal.SIGKILL)
    with pytest.raises(Error):
        page.reload()


def _is_browser_of(process: Path, profile: Path) -> bool:
    try:
        line = (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:  # it has ended meanwhile
        return False
    return f"--user-data-dir={profile}" in line and "--type=" not in line


TEN: tuple[tuple[AgeGroup, bool, Ending], ...] = (
    (YOUNGER, True, sent), (OLDER, True, sent), (YOUNGER, True, hidden), (OLDER, True, hidden),
    (OLDER, True, deleted), (YOUNGER, True, left), (YOUNGER, False, sent),
    (OLDER, False, hidden), (OLDER, False, left), (OLDER, True, killed),
)  # fmt: skip


def test_after_ten_flows_no_word_of_200_is_anywhere_in_the_profile(
    site: Site, open_browser: OpenBrowser, new_page: NewPage, profile: Path
) -> None:
    context = open_browser()
    assert len({word for flow in range(len(TEN)) for word in words_of(flow)}) == 200
    for flow, (_, _, ending) in enumerate(TEN):
        page = context.new_page()
        go_through(page, site, flow)
        ending(page, site, profile)
    assert leaks(profile, site.base) != [], "the profile was not written"
    assert leaks(profile, STEM) == []
    tokens = tokens_in(profile)
    assert tokens
    assert STEM not in shown_to_a_thief(new_page(), site, sorted(tokens)[:3], [])


@pytest.mark.parametrize("path", ["/kladde-i-browseren", "/ord-i-adressen"])
def test_control_words_in_storage_or_in_an_address_are_found(
    controls: Controls, open_browser: OpenBrowser, profile: Path, path: str
) -> None:
    context = open_browser()
    page = context.pages[0]
    page.goto(f"{controls.base}{path}")
    page.locator("textarea").press_sequentially(words_of(0)[0])
    if page.locator("button").count():
        page.click("button")
        page.wait_for_url("**text=**")
    context.close()
    assert leaks(profile, STEM) != []


@pytest.mark.parametrize("form", sorted(forms(STEM)))
def test_control_every_encoding_is_found(tmp_path: Path, form: str) -> None:
    whole = forms(f"{words_of(3)[4]}...")[form]
    (tmp_path / "file").write_bytes(b"..." + whole + b"...")
    assert leaks(tmp_path, STEM) != []
    (tmp_path / "file").write_bytes(b"nothing of it")
    assert leaks(tmp_path, STEM) == []


FLOWS, KEPT = [f"flow {flow}" for flow in range(len(TEN))], "/kladde-i-browseren"


@pytest.mark.night
@pytest.mark.parametrize("flow", range(len(TEN)))
def test_F11_a_seized_phone(
    site: Site, open_browser: OpenBrowser, new_page: NewPage, profile: Path, flow: int
) -> None:
    run = Run("F11", [*FLOWS, KEPT])
    for _, figures in run.rounds(FLOWS[flow]):
        context = open_browser()
        go_through(context.pages[0], site, flow, GOES)
        TEN[flow][2](context.pages[0], site, profile)
        if TEN[flow][2] is not killed:
            context.close()
        assert leaks(profile, STEM) == []
        tokens, addresses = tokens_in(profile), addresses_in(profile, site.base)
        assert tokens and addresses, "the profile was not written"
        again = open_browser()
        assert STEM not in shown_again(again.pages[0], addresses)
        cookies = again.cookies(site.base)
        again.close()  # or its waiting connections would hold up the server for the next
        assert STEM not in shown_to_a_thief(new_page(), site, tokens, cookies)
        figures |= {"words": GOES * EACH, "tokens": len(tokens), "addresses": len(addresses)}
        figures["cookies"] = len(cookies)
    close(run)


@pytest.mark.night
def test_F11_control(controls: Controls, open_browser: OpenBrowser, profile: Path) -> None:
    run = Run("F11", [*FLOWS, KEPT])
    for _, figures in run.rounds(KEPT):
        context = open_browser()
        page = context.pages[0]
        page.goto(f"{controls.base}{KEPT}")
        page.locator("textarea").press_sequentially(" ".join(words_of(0)))
        context.close()
        figures["caught"] = sum(leaks(profile, word) != [] for word in words_of(0))
        assert figures["caught"] == EACH
    close(run)


def close(run: Run) -> None:
    """The row of all flows with the control."""
    run.close(
        f"{run.sum('words'):.0f} words in {len(TEN)} flows: 0 in the profile; replayed"
        f" {run.sum('tokens'):.0f} tokens, {run.sum('cookies'):.0f} cookies and"
        f" {run.sum('addresses'):.0f} addresses of the history: 0 words shown",
        f"a page that keeps a draft: {run.sum('caught'):.0f} of {EACH} words found",
    )

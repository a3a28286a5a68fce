"""The whole profile of a browser after ten flows, searched for 200 words of the child (DEV-07).

Each flow writes twenty words of its own in every text field it meets, and ends in another way.
Tokens may be found: alone they open nothing.
"""

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage, OpenBrowser
from tests.browser.controls import Controls
from tests.browser.leaks import forms, leaks
from tests.browser.server import ChildLink, Site
from tests.browser.steps import come_in, jump, send, send_after, tap_all
from tests.browser.walks import delete

# Every word begins alike, so that one search finds them all; æ makes the encodings differ.
STEM, EACH = "zqkæn", 20
YOUNGER, OLDER = AgeGroup.YOUNGER, AgeGroup.OLDER
TOKEN = re.compile(rb"/b/([\w-]{22}\.[\w-]{43})")
Ending = Callable[[Page, Site, Path], None]


def words_of(flow: int) -> list[str]:
    """Twenty words no page has."""
    return [f"{STEM}{flow}{chr(97 + number)}" for number in range(EACH)]


def write(page: Page, words: list[str]) -> int:
    """All the words in every field on the page, as a keyboard gives them; how many fields."""
    fields = [field for field in page.locator("main textarea").all() if field.is_visible()]
    for field in fields:
        field.focus()
        page.keyboard.insert_text(" ".join(words))
        assert words[-1] in field.input_value()
    return len(fields)


def before(page: Page, link: ChildLink, words: list[str]) -> int:
    """Write on every screen, then once more on one of them; how many fields."""
    come_in(page, link)
    written = 0
    for number in range(2, 8):
        jump(page, f"/svar/{number}")
        written += write(page, words)
        page.click("button[value=next]")
        page.wait_for_url(lambda url, was=number: not url.endswith(f"/{was}"))
    jump(page, "/svar/3")
    return written + write(page, words)


def after(page: Page, link: ChildLink, words: list[str], age: AgeGroup) -> int:
    """Tap, then write on the page that sends; how many fields."""
    come_in(page, link)
    tap_all(page, "yes", *["no"] * (4 if age is YOUNGER else 5))
    return write(page, words)


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
    words = [words_of(flow) for flow in range(len(TEN))]
    for own, (age, is_before, ending) in zip(words, TEN, strict=True):
        page = context.new_page()
        link = site.link(age_group=age) if is_before else site.held_link(age_group=age)
        fields = before(page, link, own) if is_before else after(page, link, own, age)
        assert fields >= (3 if is_before else 1)
        ending(page, site, profile)
    assert len({word for own in words for word in own}) == 200
    assert leaks(profile, site.base) != [], "the profile was not written"
    assert leaks(profile, STEM) == []
    assert_opens_nothing(new_page(), site, tokens_in(profile))


def tokens_in(profile: Path) -> set[str]:
    """The tokens of links the browser remembers: history cannot be kept from it."""
    files = [file for file in profile.rglob("*") if file.is_file() and not file.is_symlink()]
    return {one.decode() for file in files for one in TOKEN.findall(file.read_bytes())}


def assert_opens_nothing(page: Page, site: Site, tokens: set[str]) -> None:
    """A token alone shows the door and asks for the words, whatever page is asked for."""
    assert tokens
    for token in sorted(tokens)[:3]:
        page.goto(f"{site.base}/b/{token}")
        assert page.inner_text("h1") in {"Hej", "Du kan ikke svare her nu"}
        if page.locator("main form button").count():
            page.click("main form button")
            for path in ("/svar/3", "/svar/tjek", "/svar/brev", "/svar/tak"):
                page.goto(f"{site.base}{path}")
                assert page.url.endswith("/ord") and STEM not in page.content()


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

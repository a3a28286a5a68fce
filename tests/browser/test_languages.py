"""Every state of the child's pages in invented languages: longer words, and right to left.

G-03, G-04 and G-05: nothing is clipped, nothing is said past the translations, everything that
points turns round, and telephone numbers do not.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import PHONE, NewPage
from tests.browser.controls import Controls
from tests.browser.server import ChildLink, Site
from tests.browser.states import child_states
from tests.browser.steps import TEXT, come_in, fill_screen
from tests.browser.test_layout import CLIPPED, SMALL, SMALLEST, SPILLING, WIDE
from tests.catalogues import ACCENTED_CODE, MIRRORED_CODE, write_both

BY_NIGHT = pytest.mark.night
WALKS = (
    (ACCENTED_CODE, AgeGroup.YOUNGER),
    (MIRRORED_CODE, AgeGroup.OLDER),
    pytest.param(ACCENTED_CODE, AgeGroup.OLDER, marks=BY_NIGHT),
    pytest.param(MIRRORED_CODE, AgeGroup.YOUNGER, marks=BY_NIGHT),
)
SMALL_PHONE = {"width": 320, "height": 568}
# What no translation can reach: the two words, a case worker's name, what somebody wrote.
OUTSIDE = re.compile(r"Mette|»[^«]*«|" + re.escape(TEXT))
IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
SAID = """() => { const away = [...document.querySelectorAll('body [lang], textarea')];
  away.forEach(one => { one.style.display = 'none'; });
  const said = [document.body.innerText, document.title,
    ...[...document.querySelectorAll('[aria-label]')].map(one => one.ariaLabel)];
  away.forEach(one => { one.style.display = ''; }); return said; }"""
TURNED = """() => { const faults = [], dir = document.documentElement.dir;
  if (getComputedStyle(document.body).direction !== dir) faults.push('direction');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const one = walk.currentNode.parentElement;
    if (/\\d{2,3}( \\d{2,3})+/.test(walk.currentNode.data) && one.checkVisibility()
        && getComputedStyle(one).direction !== 'ltr') faults.push(walk.currentNode.data.trim()); }
  for (const one of document.querySelectorAll('.back')) {
    const box = one.getBoundingClientRect(), look = getComputedStyle(one, '::before');
    const turn = new DOMMatrix(look.transform).b > 0, first = look.borderLeftWidth !== '0px';
    if (turn !== (dir === 'ltr') || first !== (dir === 'ltr')) faults.push('arrow');
    if ((box.left > innerWidth / 2) !== (dir === 'rtl')) faults.push('back is on the wrong side'); }
  return faults; }"""


class SpeakingSite(Site):
    """A site that offers both invented languages, and whose links open in one of them."""

    language = ACCENTED_CODE

    def link(self, **changes: object) -> ChildLink:
        """A new link that opens in the language."""
        made = super().link(**changes)
        return replace(made, url=f"{made.url}?sprog={self.language}")


@pytest.fixture(scope="module")
def speaking(
    tmp_path_factory: pytest.TempPathFactory, controls: Controls
) -> Iterator[SpeakingSite]:
    """The real server with both invented languages."""
    folder: Path = tmp_path_factory.mktemp("speaking")
    write_both(folder / "translations")
    made = SpeakingSite(folder, f"{controls.base}/vejret")
    made.wait()
    yield made
    made.close()


def bare_words(page: Page) -> list[str]:
    """What a page says that did not go through the translations."""
    left = []
    for said in page.evaluate(SAID):
        rest = OUTSIDE.sub("", said)
        while IN_BRACKETS.search(rest):
            rest = IN_BRACKETS.sub("", rest)
        left += [line for line in rest.splitlines() if re.search(r"[^\W\d_]", line)]
    return left


def faults(page: Page) -> list[str]:
    """What is wrong with a page, at the size of most phones and of the smallest."""
    found = [f"bare: {one}" for one in bare_words(page)]
    found += [f"turned: {one}" for one in page.evaluate(TURNED)]
    found += [f"small: {one}" for one in page.evaluate(SMALL, SMALLEST)]
    for size in (SMALL_PHONE, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright wants its own dict type
        for look in (CLIPPED, SPILLING, WIDE):
            found += [f"{size['width']}: {one}" for one in page.evaluate(look)]
    return found


@pytest.mark.parametrize(("code", "age"), WALKS)
def test_every_page_fits_and_turns(
    speaking: SpeakingSite, new_page: NewPage, code: str, age: AgeGroup
) -> None:
    speaking.language = code
    page = new_page()
    found = {state: faults(page) for state in child_states(speaking, page, age)}
    assert len(found) > 15
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_two_taps_change_the_language_and_keep_what_was_answered(
    speaking: SpeakingSite, new_page: NewPage, script: bool
) -> None:
    speaking.language = "da"
    page = new_page(script=script)
    come_in(page, speaking.link())
    for number in (2, 3):
        page.click("button[value=next]")
        page.wait_for_url(f"**/svar/{number}")
    fill_screen(page)
    before = page.input_value("#f-topics_text"), page.locator(":checked").count()
    tap_language(page, MIRRORED_CODE)
    assert page.url.endswith("/svar/3") and page.get_attribute("html", "dir") == "rtl"
    assert (page.input_value("#f-topics_text"), page.locator(":checked").count()) == before
    assert before == (TEXT, 1)
    page.click("#help")
    tap_language(page, "da")
    assert "/hjaelp" in page.url and page.get_attribute("html", "lang") == "da"


def tap_language(page: Page, code: str) -> None:
    """Open the list of languages and press one: two taps."""
    page.click(".languages summary")
    with page.expect_navigation():
        page.click(f".languages button[value='language:{code}']")


def test_from_the_door_a_language_is_one_tap_away(
    speaking: SpeakingSite, new_page: NewPage
) -> None:
    speaking.language = "da"
    page = new_page()
    page.goto(speaking.link().url)
    page.click(f".languages a[lang={MIRRORED_CODE}]")
    page.wait_for_url(f"**?sprog={MIRRORED_CODE}")
    page.click("main form button")
    page.wait_for_url("**/ord")
    assert page.get_attribute("html", "dir") == "rtl"


def test_pages_that_are_nobodys_fit_too(speaking: SpeakingSite, new_page: NewPage) -> None:
    page = new_page()
    for path in ("/svar/2", "/b/nej", "/hjaelp", "/klag", "/hvem-laeser"):
        page.goto(f"{speaking.base}{path}?sprog={MIRRORED_CODE}")
        assert faults(page) == [], path


def test_control_bare_words_and_unturned_numbers_are_found(
    speaking: SpeakingSite, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{speaking.base}/hjaelp")
    assert "Vil du tale med nogen nu?" in bare_words(page)
    page.goto(f"{speaking.base}/hjaelp?sprog={MIRRORED_CODE}")
    assert page.evaluate(TURNED) == []
    page.evaluate("""() => { document.querySelectorAll('bdi').forEach(one => { one.dir = 'rtl'; });
      document.querySelector('h1').className = 'back'; }""")
    assert {"116 111", "back is on the wrong side"} & set(page.evaluate(TURNED))

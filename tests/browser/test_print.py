"""On paper: the pages a child may want to keep are readable, black on white, without controls."""

import re

import pytest
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.pixels import contrast
from tests.browser.server import Site
from tests.browser.walks import go_to

# What is printed in which colour on what, and how large, in points.
INK = """() => [...document.querySelectorAll('main h1, main h2, main p, main dt, main dd, main li')]
  .filter(one => one.checkVisibility()).map(one => { let under = one;
    const rgb = text => (text.match(/[\\d.]+/g) || []).slice(0, 4).map(Number);
    const clear = one => rgb(getComputedStyle(one).backgroundColor)[3] === 0;
    while (under && clear(under)) under = under.parentElement;
    return {ink: rgb(getComputedStyle(one).color).slice(0, 3),
      paper: under ? rgb(getComputedStyle(under).backgroundColor).slice(0, 3) : [255, 255, 255],
      points: parseFloat(getComputedStyle(one).fontSize) * .75}; })"""
CONTROLS = """() => [...document.querySelectorAll('header, footer, #hide, button, a.button, .back')]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 60))"""
SMALLEST_POINTS = 12


def faults(page: Page) -> list[str]:
    """What would be hard to read on paper, or has no use there."""
    page.emulate_media(media="print")
    found = [f"control: {one}" for one in page.evaluate(CONTROLS)]
    for one in page.evaluate(INK):
        if contrast(tuple(one["ink"]), tuple(one["paper"])) < 7:
            found.append(f"pale: {one}")
        if one["points"] < SMALLEST_POINTS - 0.1:
            found.append(f"small: {one['points']}")
    return found


def sheets(page: Page) -> int:
    """How many sheets of A4 the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.parametrize(
    ("place", "age"),
    [
        ("tak", AgeGroup.YOUNGER),
        ("brev", AgeGroup.OLDER),
        ("hvem-laeser", AgeGroup.OLDER),
        ("hjaelp", AgeGroup.YOUNGER),
        ("klag", AgeGroup.OLDER),
        ("efter-tak", AgeGroup.YOUNGER),
    ],
)
def test_a_page_to_keep_is_readable_on_paper(
    site: Site, new_page: NewPage, place: str, age: AgeGroup
) -> None:
    page = new_page()
    go_to(page, site, place, age)
    assert faults(page) == []
    assert sheets(page) <= 2


def test_control_a_page_without_care_for_paper_is_found(
    controls: Controls, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{controls.base}/paa-papir")
    found = " ".join(faults(page))
    assert "control:" in found and "pale:" in found and "small:" in found
    assert sheets(page) > 2

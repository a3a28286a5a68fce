"""The sheets on paper: one A4 each, what the child said in large type, and no controls (W-03)."""

import re

import pytest
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import DESK, NewPage
from tests.browser.server import ChildLink, Site
from tests.browser.steps import sign_in
from tests.factories import older_answers, younger_answers

SMALLEST_POINTS = 14
SAID = {AgeGroup.OLDER: older_answers, AgeGroup.YOUNGER: younger_answers}
# How large what the child said is printed, in points.
POINTS = """() => [...document.querySelectorAll('.a4 .a4-said, .a4 .a4-said li, .a4 blockquote')]
  .map(one => parseFloat(getComputedStyle(one).fontSize) * .75)"""
CONTROLS = """() => [...document.querySelectorAll('header.top, nav, button, a, .pair')]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 60))"""


def answered(site: Site, age: AgeGroup, **changes: object) -> ChildLink:
    link = site.link(age_group=age)
    with site.app.app_context():
        site.world.answer(link.made, SAID[age](**changes))
    return link


def printed(page: Page, site: Site, link: ChildLink, kind: str) -> int:
    """Open a sheet as it is on paper; how many pages of A4 it takes."""
    page.goto(f"{site.base}/raadgiver/moeder/{link.meeting_id}/print?ark={kind}")
    page.emulate_media(media="print")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.parametrize("age", list(AgeGroup))
def test_each_sheet_is_one_a4_with_the_childs_words_in_large_type(
    site: Site, new_page: NewPage, age: AgeGroup
) -> None:
    link, page = answered(site, age), new_page(viewport=DESK)
    site.reply(link)
    sign_in(page, site.base)
    for kind in ("bord", "egen", "barn"):
        assert printed(page, site, link, kind) == 1, kind
        sizes = page.evaluate(POINTS)
        assert sizes and min(sizes) >= SMALLEST_POINTS - 0.1, (kind, sizes)
        assert page.evaluate(CONTROLS) == []


def test_control_a_very_long_answer_takes_more_than_one(site: Site, new_page: NewPage) -> None:
    link = answered(site, AgeGroup.OLDER, topics_text="mange ord " * 190)
    page = new_page(viewport=DESK)
    sign_in(page, site.base)
    assert printed(page, site, link, "egen") > 1
    page.emulate_media(media="screen")
    assert page.evaluate(CONTROLS) != []

"""The practice run: as the real pages look, and nothing of it is sent or saved."""

import re

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.page_client import Page
from tests.web.reading_pages import field_names, links_of, main_words
from tests.web.scene import Scene
from tests.web.walking import Child, arrive

PAGES = tuple(f"/oev/{number}" for number in range(1, 5))
EITHER = pytest.mark.parametrize("age_group", list(AgeGroup))
NAMED_BUTTON = re.compile(r"<button[^>]* name=")
MAIN_FORM = re.compile(r"<main.*?<form action=\"([^\"]+)\" method=\"(\w+)\"", re.DOTALL)


def sends_nothing(page: str) -> bool:
    """True when the page's middle has no field or button that a form would send."""
    middle = page[page.index("<main") : page.index("</main>")]
    names = [field for field in Page(middle).fields if "name" in field]
    return not names and not NAMED_BUTTON.search(middle)


@EITHER
def test_a_walk_changes_no_table_and_sends_no_field(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    before = scene.everything_stored()
    for address in PAGES:
        page = one.see(address)
        assert page.status_code == 200
        assert sends_nothing(page.text)
    assert scene.everything_stored() == before
    real = one.see("/svar/3").text
    assert not sends_nothing(real), "the control: the real page does"
    one.fill(3, {"topics": ["skole"]})
    assert scene.everything_stored() != before, "the control"


@EITHER
def test_the_pages_lead_on_by_fetching(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    forms = {address: MAIN_FORM.findall(one.see(address).text) for address in PAGES}
    assert forms["/oev/1"] == [("/oev/2", "get")]
    assert "/oev/3" in links_of(one.see("/oev/2"))
    assert forms["/oev/3"] == [("/oev/4", "get")]
    assert "/svar/1" in links_of(one.see("/oev/4"))


@EITHER
def test_it_shows_what_will_come(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    first, card, private, last = (one.see(address) for address in PAGES)
    assert "Hvad kan du godt lide?" in main_words(first)
    assert first.text.count('class="icon"') >= 6
    assert "Giv telefonen til barnet, og kig væk." in main_words(card)
    assert "farve" in main_words(private) and "farve" not in main_words(card)
    assert "Det var bare en øvelse Der er ikke gemt noget. Start" in main_words(last)
    assert field_names(first) == {"csrf_token"}, "Skjul's own, outside the middle"


def test_there_is_no_other_page(scene: Scene) -> None:
    one = arrive(scene)
    assert {one.see(f"/oev/{number}").status_code for number in (0, 5)} == {404}


def test_it_is_for_a_child_that_is_in(scene: Scene) -> None:
    stranger = Child(scene.app, scene.link())
    assert stranger.see("/oev/1").status_code == 403
    stranger.begin()
    assert stranger.see("/oev/1").headers["Location"] == "/ord"

"""The page of a search: found by a word or the case number, sent by POST, and kept nowhere."""

import pytest

from tests.page_client import Page, PageClient
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

LIST, SEARCH = "/raadgiver/", "/raadgiver/soeg"
NUMBER = "27-A 4711"


def at_the_list(scene: Scene, name: str = "mette") -> PageClient:
    pages = scene.staff(name)
    pages.get("/raadgiver/nyt-link")
    return pages


def test_a_meeting_is_found_by_word_and_number_and_shows_its_number(scene: Scene) -> None:
    link, other = scene.link(case_number=NUMBER), scene.link()
    mette = at_the_list(scene)
    for wanted in (link.words.thing[:3], str(link.words), NUMBER, "4711"):
        page = mette.post(SEARCH, q=wanted)
        assert page.status_code == 200
        assert str(link.words) in main_words(page) and NUMBER in main_words(page)
    assert str(other.words) not in main_words(mette.post(SEARCH, q=NUMBER))


def test_the_number_stands_on_no_list_and_in_no_address(scene: Scene) -> None:
    scene.link(case_number=NUMBER)
    mette = at_the_list(scene)
    assert NUMBER not in mette.get(LIST).text
    page = mette.post(SEARCH, q=NUMBER)
    assert "Location" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert mette.client.get(f"{SEARCH}?q={NUMBER}").status_code == 405


@pytest.mark.parametrize("who", ["nadia", "sofie"])
def test_what_belongs_to_others_is_not_found(scene: Scene, who: str) -> None:
    link = scene.link(case_number=NUMBER)
    scene.link(by=who)
    for wanted in (NUMBER, str(link.words)):
        page = at_the_list(scene, who).post(SEARCH, q=wanted)
        assert "Ingen af dine møder passer" in words_of(page)
        assert link.meeting_id not in page.text


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("010203-1234", "Det ligner et CPR-nummer"),
        ("   ", "Skriv et af de to ord eller et sagsnummer."),
        ("x" * 61, "Højst 60 tegn."),
    ],
)
def test_what_is_no_search_is_told_at_the_field_and_stays(
    scene: Scene, wanted: str, message: str
) -> None:
    scene.link()
    page = at_the_list(scene).post(SEARCH, q=wanted)
    assert page.status_code == 422
    assert message in words_of(page) and 'href="#f-q"' in page.text
    assert Page(page.text).title.startswith("Fejl: ")
    assert f'value="{wanted}"' in page.text


def test_what_was_looked_for_is_kept_nowhere(scene: Scene) -> None:
    scene.link()
    mette = at_the_list(scene)
    before = scene.everything_stored()
    mette.post(SEARCH, q="kanarieord")
    assert scene.everything_stored() == before


def test_a_leader_cannot_search(scene: Scene) -> None:
    assert scene.staff("leder").post(SEARCH, q="sky").status_code == 403

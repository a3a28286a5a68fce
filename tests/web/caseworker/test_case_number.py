"""Case numbers on the pages: never a CPR number, and one for all meetings with the same child."""

import pytest

from boernestemme.services.making_links import MadeLink
from tests.page_client import Page, PageClient
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

NEW = "/raadgiver/nyt-link"
WHOLE = {"age": "10-17", "day": "2027-03-16", "phone": "child"}
NUMBER = "SAG-2027/41"
REFUSED = {
    "010203-1234": "Det ligner et CPR-nummer. Skriv kun sagens nummer.",
    "sag 0102031234": "Det ligner et CPR-nummer. Skriv kun sagens nummer.",
    "x" * 41: "Højst 40 tegn.",
    "a\x00b": "Der er et tegn, som ikke kan gemmes.",
}


def here(link: MadeLink, what: str = "sagsnummer") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/{what}"


def number_on(mette: PageClient, address: str) -> str:
    fields = Page(mette.get(address).text).fields
    [found] = [one["value"] for one in fields if one.get("name") == "case_number"]
    return found


def test_a_link_is_made_with_one_and_its_meeting_shows_it(scene: Scene) -> None:
    mette = scene.staff()
    mette.get(NEW)
    assert mette.post_fields(NEW, WHOLE | {"case_number": f" {NUMBER} "}).status_code == 200
    [(newest,)] = scene.rows("SELECT id FROM meetings ORDER BY rowid DESC LIMIT 1")
    assert number_on(mette, f"/raadgiver/moeder/{newest}/sagsnummer") == NUMBER
    assert NUMBER not in scene.everything_stored(), "it is sealed"


@pytest.mark.parametrize("number", REFUSED)
def test_what_may_not_stand_there_is_told_at_the_field(scene: Scene, number: str) -> None:
    link, mette = scene.link(), scene.staff()
    mette.get(here(link))
    before = scene.everything_stored()
    nothing: dict[str, str] = {}
    tries = ((here(link), nothing), (NEW, WHOLE), (here(link, "nyt-moede"), WHOLE))
    for address, fields in tries:
        page = mette.post_fields(address, fields | {"case_number": number})
        assert page.status_code == 422 and REFUSED[number] in words_of(page), address
        assert 'href="#f-case_number"' in page.text and 'id="f-case_number"' in page.text
        kept = [one.get("value") for one in Page(page.text).fields if one["tag"] == "input"]
        assert number.replace("\x00", "\ufffd") in kept or number in kept
    assert scene.everything_stored() == before
    assert mette.post_fields(here(link), {"case_number": NUMBER}).status_code == 303, "the control"


def test_the_next_meeting_with_the_child_has_it_beforehand(scene: Scene) -> None:
    link, mette = scene.link(case_number=NUMBER), scene.staff()
    assert number_on(mette, here(link, "nyt-moede")) == NUMBER
    assert number_on(mette, here(scene.link(), "nyt-moede")) == "", "the control"
    mette.get(here(link, "nyt-moede"))
    fields = WHOLE | {"day": "2027-04-16", "case_number": "nyt"}
    assert mette.post_fields(here(link, "nyt-moede"), fields).status_code == 200
    assert number_on(mette, here(link)) == "nyt"


def test_it_is_changed_and_taken_away_from_the_meeting(scene: Scene) -> None:
    link, mette = scene.link(case_number=NUMBER), scene.staff()
    assert f'href="{here(link)}"' in mette.get(here(link, "").rstrip("/")).text
    for number in ("andet nummer", ""):
        mette.get(here(link))
        gone = mette.post_fields(here(link), {"case_number": number})
        assert gone.headers["Location"] == here(link, "").rstrip("/")
        assert number_on(mette, here(link)) == number


@pytest.mark.parametrize("name", ["jonas", "sofie"])
def test_nobody_else_sees_or_changes_it(scene: Scene, name: str) -> None:
    link, other = scene.link(case_number=NUMBER), scene.staff(name)
    assert other.get(here(link)).status_code == 404
    assert other.post_fields(here(link), {"case_number": "x"}).status_code == 404
    assert number_on(scene.staff(), here(link)) == NUMBER

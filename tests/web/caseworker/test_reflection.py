"""Reflection after a meeting: offered quietly, for its writer alone, and skipped for good."""

from datetime import timedelta

import pytest

from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.page_client import PageClient
from tests.web.reading_pages import main_words, typed, words_of
from tests.web.scene import Scene

OFFER = "Fire spørgsmål til dig selv om mødet"
CANARY = "kanarietanke om rummet"


def held(scene: Scene) -> MadeLink:
    link = scene.answered()
    scene.clock.now = MEETING + timedelta(hours=2)
    return link


def write(pages: PageClient, here: str, **own: str) -> int:
    pages.get(f"{here}/refleksion")
    return pages.post(f"{here}/refleksion", **{f"own__{k}": v for k, v in own.items()}).status_code


def address(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}"


def test_it_is_offered_when_the_meeting_is_over_and_not_before(scene: Scene) -> None:
    link = scene.answered()
    here = address(link)
    assert OFFER not in scene.staff().get(here).text
    assert scene.staff().get(f"{here}/refleksion").status_code == 404
    scene.clock.now = MEETING + timedelta(hours=2)
    mette = scene.staff()
    assert OFFER in mette.get(here).text
    page = main_words(mette.get(f"{here}/refleksion"))
    for about in ("Rum:", "Stemme:", "Tilhører:", "Indflydelse:"):
        assert about in page


def test_what_is_written_is_kept_and_all_may_be_left_empty(scene: Scene) -> None:
    here = address(held(scene))
    mette = scene.staff()
    assert write(mette, here, space=CANARY) == 303
    page = mette.get(f"{here}/refleksion?gemt")
    assert "Gemt" in words_of(page)
    assert typed(page)["own-space"] == CANARY and typed(page)["own-voice"] == ""
    assert CANARY not in scene.everything_stored(), "it lies sealed"
    assert write(mette, here) == 303
    assert scene.count("reflections") == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * 501, "Højst 500 tegn."),
        ("ring 010203-1234", "Det ligner et CPR-nummer. Skriv det ikke her."),
        ("nul\x00", "Der er et tegn, som ikke kan gemmes."),
    ],
)
def test_what_breaks_a_rule_stays_on_the_page(scene: Scene, text: str, message: str) -> None:
    here = address(held(scene))
    mette = scene.staff()
    mette.get(f"{here}/refleksion")
    page = mette.post(f"{here}/refleksion", own__voice=text, own__space=CANARY)
    assert page.status_code == 422
    assert message in words_of(page) and 'href="#f-own-voice"' in page.text
    assert typed(page)["own-voice"] == text and typed(page)["own-space"] == CANARY
    assert scene.count("reflections") == 0


@pytest.mark.parametrize("who", ["nadia", "sofie", "leder"])
def test_nobody_else_opens_writes_or_switches_it(scene: Scene, who: str) -> None:
    here = address(held(scene))
    write(scene.staff(), here, space=CANARY)
    other = scene.staff(who)
    if who != "leder":
        other.get("/raadgiver/refleksion/ark")
    before = scene.everything_stored()
    closed = 403 if who == "leder" else 404
    page = other.get(f"{here}/refleksion")
    assert page.status_code == closed and CANARY not in page.text
    for way in ("refleksion", "refleksion/spoerg"):
        assert other.post(f"{here}/{way}", wanted="no").status_code in {closed, 400}
    assert scene.everything_stored() == before


def test_the_backup_in_turn_reads_the_meeting_and_not_the_reflection(scene: Scene) -> None:
    here = address(held(scene))
    write(scene.staff(), here, space=CANARY)
    jonas = scene.staff("jonas")
    assert jonas.get(here).status_code == 200
    page = jonas.get(f"{here}/refleksion")
    assert page.status_code == 200 and CANARY not in page.text
    assert CANARY not in jonas.get("/raadgiver/refleksion/ark").text
    assert CANARY in scene.staff().get(f"{here}/refleksion").text, "the control"


def test_it_stands_on_no_other_page_of_the_meeting(scene: Scene) -> None:
    here = address(held(scene))
    mette = scene.staff()
    write(mette, here, influence=CANARY)
    for page in (here, f"{here}/print", "/raadgiver/"):
        assert CANARY not in mette.get(page).text


def test_it_is_skipped_for_good_and_asked_for_again(scene: Scene) -> None:
    first, second = held(scene), None
    here, mette = address(first), scene.staff()
    mette.get(here)
    gone = mette.post(f"{here}/refleksion/spoerg", wanted="no")
    assert gone.headers["Location"] == f"{here}/refleksion"
    scene.clock.now = MEETING - timedelta(days=5)
    second = scene.link()
    scene.clock.now = MEETING + timedelta(hours=3)
    for one in (first, second):
        page = scene.staff().get(address(one)).text
        assert OFFER not in page
        assert f'href="{address(one)}/refleksion"' in page, "whoever thinks better of it"
    mette = scene.staff()
    assert "Du bliver ikke spurgt" in words_of(mette.get(f"{here}/refleksion"))
    mette.post(f"{here}/refleksion/spoerg", wanted="yes")
    assert OFFER in mette.get(here).text

"""Another language: chosen on the door or any page, nothing answered is lost, Danish to staff."""

import dataclasses
import re
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from boernestemme import create_app
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import changing_links
from boernestemme.settings import Settings
from boernestemme.web.locale import DRAFT
from tests.catalogues import ACCENTED_CODE, MIRRORED_CODE, accented, mirrored
from tests.clock import Clock
from tests.factories import NOW, older_answers
from tests.page_client import Page
from tests.web.reading_pages import ticked, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, SEND, THANKS, Child, arrive, arrive_after

TYPED = "min hund hedder Viggo"
ROOT = re.compile(r'<html lang="([\w-]+)" dir="(\w+)">')
DANISH, ACCENTED, MIRRORED = ("da", "ltr"), (ACCENTED_CODE, "ltr"), (MIRRORED_CODE, "rtl")


def said_in(page: TestResponse) -> tuple[str, str]:
    """The language and direction a page says it has."""
    found = ROOT.search(page.text)
    assert found is not None
    return found[1], found[2]


def choose(one: Child, address: str, code: str = MIRRORED_CODE, **fields: object) -> TestResponse:
    """Press a language in the form of a page, its answers with it; what follows is fetched."""
    chosen = one.post(address, {"manner": f"language:{code}", **fields})
    return one.see(chosen.headers["Location"]) if chosen.status_code == 303 else chosen


def form_of(page: TestResponse) -> str:
    """Where the form that the language buttons belong to sends."""
    [action] = re.findall(r'<form id="answers"[^>]* action="([^"]+)"', page.text)
    return str(action)


def test_danish_alone_is_offered_where_nothing_is_reviewed(scene: Scene) -> None:
    one = arrive(scene)
    pages = [one.see(address) for address in (one.door, "/svar/3", CHECK, "/hjaelp", "/klag")]
    for page in pages:
        assert said_in(page) == DANISH
        assert "?sprog=" not in page.text and "language" not in page.text
    assert said_in(one.see(f"{one.door}?sprog=ar")) == DANISH


def test_a_reviewed_language_is_offered_by_itself_and_a_draft_is_not(
    settings: Settings, catalogues: Path
) -> None:
    made = dataclasses.replace(settings, translations_folder=catalogues)
    app = create_app(made, clock=Clock(NOW))
    page = Child(app, Scene(app, Clock(NOW)).link()).see("/hjaelp")
    assert f"?sprog={ACCENTED_CODE}" in page.text and f"?sprog={MIRRORED_CODE}" not in page.text
    assert ">Deutsch</a>" in page.text


def test_the_door_offers_languages_as_links_and_keeps_nothing(spoken: Scene) -> None:
    one = Child(spoken.app, spoken.link())
    before = spoken.everything_stored()
    assert said_in(one.see(one.door)) == DANISH
    page = one.see(f"{one.door}?sprog={MIRRORED_CODE}")
    assert said_in(page) == MIRRORED
    assert mirrored("Er den her side til dig?") in words_of(page)
    assert f'href="/hjaelp?sprog={MIRRORED_CODE}"' in page.text
    assert spoken.everything_stored() == before and one.cookie is None


def test_the_press_on_the_door_carries_the_language_on(spoken: Scene) -> None:
    one = Child(spoken.app, spoken.link())
    page = one.see(f"{one.door}?sprog={MIRRORED_CODE}")
    [language] = [f["value"] for f in Page(page.text).fields if f.get("name") == "language"]
    one.post(one.door, {"language": language})
    assert said_in(one.see("/ord")) == MIRRORED
    one.pick(one.link.words.colour, one.link.words.thing)
    assert said_in(one.see("/svar/1")) == MIRRORED


@pytest.mark.parametrize("language", ["", "xx", "da", "../da", "DE"])
def test_a_language_that_is_not_offered_is_danish(spoken: Scene, language: str) -> None:
    one = Child(spoken.app, spoken.link())
    assert said_in(one.see(one.door, query_string={"sprog": language})) == DANISH
    one.post(one.door, {"language": language})
    assert said_in(one.see("/ord")) == DANISH
    assert said_in(choose(one, "/ord", language)) == DANISH


def test_the_page_of_words_keeps_what_was_picked_and_takes_no_try(spoken: Scene) -> None:
    one = Child(spoken.app, spoken.link())
    one.begin()
    words = {"first_word": one.link.words.colour, "second_word": one.link.words.thing}
    page = choose(one, "/ord", **words)
    assert said_in(page) == MIRRORED
    assert {one.value for one in ticked(page)} == set(words.values())
    half = choose(one, "/ord", ACCENTED_CODE, first_word="wrong", second_word=words["second_word"])
    assert said_in(half) == ACCENTED and 'role="alert"' not in half.text
    assert spoken.rows("SELECT max(wrong_picks) FROM invitations") == [(0,)]


def test_choosing_keeps_the_answers_of_the_page(spoken: Scene) -> None:
    one = arrive(spoken)
    one.see("/svar/3")
    page = choose(one, "/svar/3", topics=("skole", "venner"), topics_text=TYPED)
    assert said_in(page) == MIRRORED
    assert typed(page)["topics_text"] == TYPED
    assert {tick.value for tick in ticked(page)} == {"skole", "venner"}
    assert said_in(choose(one, "/svar/3", "da", topics=("skole",), topics_text=TYPED)) == DANISH


def test_choosing_on_the_page_that_sends_sends_nothing(spoken: Scene) -> None:
    one = arrive(spoken)
    one.fill(3, {"topics_text": TYPED})
    one.see(CHECK)
    page = choose(one, CHECK, keep_needs="yes")
    assert said_in(page) == MIRRORED and TYPED in page.text
    assert {tick.value for tick in ticked(page)} == {"yes"}
    assert spoken.read(one.link).answers == ()


def test_choosing_after_the_meeting_keeps_taps_and_words(spoken: Scene) -> None:
    one = arrive_after(spoken)
    one.tap(1, "yes")
    assert said_in(choose(one, "/svar/1")) == MIRRORED
    assert 'aria-pressed="true"' in one.see("/svar/1").text or "chosen" in one.see("/svar/1").text
    one.see(SEND)
    page = choose(one, SEND, ACCENTED_CODE, more_text=TYPED, next_time=("mere_tid",))
    assert said_in(page) == ACCENTED and typed(page)["more_text"] == TYPED
    assert spoken.rows("SELECT count(*) FROM submissions WHERE phase = 'after'") == [(0,)]


@pytest.mark.parametrize(
    "address", ["/hjaelp?fra=3", "/hvem-laeser?fra=tjek", "/klag", "/svar/slet"]
)
def test_a_page_without_answers_comes_back_in_the_language(spoken: Scene, address: str) -> None:
    one = arrive(spoken)
    page = one.see(address)
    assert form_of(page) == "/maade"
    again = one.post("/maade", {"manner": f"language:{MIRRORED_CODE}", "page": address})
    assert again.headers["Location"] == address
    assert said_in(one.see(address)) == MIRRORED


@pytest.mark.parametrize("page", ["", "//ond.example", "https://ond.example/", "/\\ond", "/a//b"])
def test_a_made_up_page_leads_nowhere_else(spoken: Scene, page: str) -> None:
    one = arrive(spoken)
    again = one.post("/maade", {"manner": f"language:{MIRRORED_CODE}", "page": page})
    assert again.headers["Location"] == "/svar/1"


def test_receipt_letter_and_what_lies_between_can_be_read_in_the_language(spoken: Scene) -> None:
    one = arrive(spoken)
    one.walk(older_answers(), AgeGroup.OLDER)
    assert form_of(one.send()) == "/maade"
    assert said_in(choose(one, "/maade", page=THANKS)) == MIRRORED
    spoken.reply(one.link, "Vi ses")
    letter = one.see("/svar/brev")
    assert said_in(letter) == MIRRORED and form_of(letter) == "/maade"
    assert said_in(one.see("/svar/1")) == MIRRORED
    spoken.change(changing_links.cancel, one.link)
    assert mirrored("Mødet bliver ikke holdt") in words_of(one.see("/svar/1"))


def test_a_draft_says_so_in_its_language_and_in_danish_on_every_page(spoken: Scene) -> None:
    one = Child(spoken.app, spoken.link())
    seen = [one.see(f"{one.door}?sprog={MIRRORED_CODE}")]
    one.post(one.door, {"language": MIRRORED_CODE})
    seen.append(one.see("/ord"))
    one.pick(one.link.words.colour, one.link.words.thing)
    addresses = [f"/svar/{number}" for number in range(1, 8)]
    seen += [one.see(address) for address in (*addresses, CHECK, "/hjaelp", "/klag")]
    for page in seen:
        assert f'{mirrored(DRAFT)} <span lang="da" dir="ltr">{DRAFT}</span>' in page.text
    assert DRAFT not in choose(one, "/svar/3", ACCENTED_CODE).text, "a reviewed one does not"
    assert DRAFT not in choose(one, "/svar/3", "da").text


def test_choosing_shows_nothing_that_was_masked(spoken: Scene) -> None:
    """Neither after half an hour, nor on the page that asks whether to go on."""
    one = arrive(spoken)
    one.fill(3, {"topics_text": TYPED})
    asked = one.see("/svar/3", headers={"Sec-Fetch-Site": "none"})
    assert form_of(asked) == "/videre"
    page = choose(one, "/videre")
    assert mirrored("Vil du fortsætte?") in words_of(page) and TYPED not in page.text
    assert TYPED in one.see("/svar/3").text, "the control"
    spoken.clock.now += timedelta(minutes=31)
    choose(one, "/maade", page="/svar/3")
    assert TYPED not in one.see("/svar/3").text


def test_nobodys_pages_have_links(spoken: Scene) -> None:
    one = Child(spoken.app, spoken.link())
    for address, title in (
        ("/svar/2", "Her er ikke noget nu"),
        ("/b/nej", "Du kan ikke svare her nu"),
    ):
        assert f'href="?sprog={ACCENTED_CODE}"' in one.see(address).text
        assert accented(title) in words_of(one.see(f"{address}?sprog={ACCENTED_CODE}"))


def test_a_session_in_a_language_no_longer_offered_goes_on_in_danish(
    spoken: Scene, catalogues: Path
) -> None:
    one = arrive(spoken)
    choose(one, "/svar/1")
    settings = dataclasses.replace(spoken.app.extensions["boernestemme"].settings, languages=())
    later = create_app(settings, clock=spoken.clock)
    client = later.test_client()
    client.set_cookie("besked", one.cookie or "")
    one.pages.client = client
    assert said_in(one.see("/svar/1")) == DANISH
    one.walk(older_answers(), AgeGroup.OLDER)
    one.send()
    assert spoken.rows(
        "SELECT language FROM submissions WHERE meeting_id = :m", m=one.link.meeting_id
    ) == [("da",)]

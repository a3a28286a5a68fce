"""The door: shows nothing, spends nothing, and opens by a press alone."""

import re
from typing import Any

import pytest

from boernestemme.domain.meeting import AgeGroup, Phone
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.walking import COOKIE, Child

TOKEN = re.compile(r'value="[\w=-]{32}"')
TELLING = ("mette", "rådgiver", "møde", "kommune", "sag", "marts", "kl.", "12 34 56 78")


def door_of(scene: Scene, **changes: Any) -> Child:
    return Child(scene.app, scene.link(**changes))


def test_the_door_says_hello_and_nothing_else(scene: Scene) -> None:
    page = door_of(scene).see(door_of(scene).door)
    assert words_of(page) == (
        "Hej Læs højt Skjul Hej Er den her side til dig? Ja "
        "Nej Siden er ikke til dig? Så luk den. Tak. Hjælp"
    )


def test_the_door_shows_no_name_word_or_meeting(scene: Scene) -> None:
    one = door_of(scene)
    page = one.see(one.door).text.lower()
    words = (one.link.words.colour, one.link.words.thing)
    assert not [word for word in (*TELLING, *words) if re.search(rf"\b{word}\b", page)]
    one.begin()
    assert one.link.words.colour in one.see("/ord").text.lower(), "the control: the words page"


@pytest.mark.parametrize("phone", list(Phone))
@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_all_doors_look_the_same(scene: Scene, phone: Phone, age_group: AgeGroup) -> None:
    usual, other = door_of(scene), door_of(scene, phone=phone, age_group=age_group)
    pages = [
        TOKEN.sub("", one.see(one.door).text.replace(one.link.token, "TOKEN"))
        for one in (usual, other)
    ]
    assert pages[0] == pages[1]


def test_no_page_says_which_link_it_came_by_after_the_door(scene: Scene) -> None:
    one = door_of(scene)
    assert one.link.token in one.see(one.door).text, "the control: the door's own form"
    one.come_in()
    pages = [one.see(address) for address in ("/svar/1", "/svar/2", "/hjaelp", "/svar/tjek")]
    assert not [page for page in pages if one.link.token in page.text]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing_however_often(scene: Scene, method: str) -> None:
    one = door_of(scene)
    before = scene.everything_stored()
    for agent in ("WhatsApp/2.24", "facebookexternalhit/1.1", "SafeLinks", ""):
        answer = one.pages.client.open(
            one.door, method=method.upper(), headers={"User-Agent": agent}
        )
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert scene.everything_stored() == before
    one.begin()
    assert scene.everything_stored() != before, "the control: a press is counted"


def test_every_press_is_counted_and_none_spends_the_link(scene: Scene) -> None:
    one = door_of(scene)
    for _ in range(4):
        one.begin()
    assert scene.read(one.link).link.starts == 4
    one.come_in()


def test_the_press_gives_a_new_cookie_each_time(scene: Scene) -> None:
    one = door_of(scene)
    one.begin()
    first = one.cookie
    one.begin()
    assert first != one.cookie
    thief = Child(scene.app, one.link)
    thief.pages.client.set_cookie(COOKIE, str(first))
    assert thief.see("/ord").status_code == 403


def test_without_the_words_nothing_but_the_words_is_shown(scene: Scene) -> None:
    one = door_of(scene)
    one.begin()
    for address in ("/svar/1", "/svar/2", "/svar/tjek", "/svar/tak", "/svar/brev"):
        assert one.see(address).headers["Location"] == "/ord"
        assert one.post(address, {"go": "next"}).status_code in {303, 404, 405}
    assert scene.count("drafts") == 0


def test_before_the_words_no_page_shows_a_name(scene: Scene) -> None:
    one = door_of(scene)
    one.begin()
    for address in ("/ord", "/hjaelp", "/hvem-laeser", "/klag"):
        assert "Mette" not in one.see(address).text
    one.come_in()
    assert "Mette" in one.see("/hvem-laeser").text, "the control: after the words"


def test_the_door_form_cannot_be_carried_to_another_link(scene: Scene) -> None:
    one, other = door_of(scene), door_of(scene)
    one.see(one.door)
    assert one.post(other.door).status_code == 400
    one.see(one.door)
    assert one.post(one.door).status_code == 303, "the control"

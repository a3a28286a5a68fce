"""A form counts only when our own page in this browser made it; what was typed is kept anyway."""

import pytest

from boernestemme.web import form_token
from tests.factories import FORM_KEY
from tests.web.reading_pages import typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, SEND, Child, arrive

TYPED = "skrevet med omhu"
FORM = {"topics_text": TYPED, "topics": ("skole",), "go": "next"}
OF_ANOTHER = pytest.param(form_token.issue(FORM_KEY, "another browser"), id="of another browser")
WRONG = ["", "x", "A" * 32, "æøå", "\x00", "=" * 40, OF_ANOTHER]


@pytest.mark.parametrize("token", WRONG)
def test_a_wrong_token_stores_nothing_and_keeps_the_text(scene: Scene, token: str) -> None:
    one = arrive(scene)
    page = one.post("/svar/3", FORM | {"csrf_token": token})
    assert page.status_code == 400
    assert scene.count("drafts") == 0
    assert "ikke modtaget" in words_of(page)
    assert typed(page)["topics_text"] == TYPED


def test_a_missing_token_stores_nothing_and_the_page_can_be_sent_again(scene: Scene) -> None:
    one = arrive(scene)
    data = {"topics_text": TYPED, "go": "next"}
    page = one.pages.client.post("/svar/3", data=data)
    assert page.status_code == 400
    assert typed(page)["topics_text"] == TYPED
    one.see("/svar/3")
    assert one.post("/svar/3", FORM).status_code == 303
    assert scene.count("drafts") == 1


def test_the_page_after_a_wrong_token_brings_a_right_one(scene: Scene) -> None:
    one = arrive(scene)
    one.post("/svar/3", FORM | {"csrf_token": "x"})
    assert one.post("/svar/3", FORM).headers["Location"] == "/svar/4"


def test_another_childs_token_does_not_fit(scene: Scene) -> None:
    one, other = arrive(scene), arrive(scene)
    assert one.post("/svar/3", FORM | {"csrf_token": other.pages.token}).status_code == 400
    assert one.post("/svar/3", FORM | {"csrf_token": one.pages.token}).status_code == 303


@pytest.mark.parametrize("address", [CHECK, SEND, "/svar/slet", "/videre", "/ord", "/svar/1"])
def test_every_form_but_hide_needs_a_token(scene: Scene, address: str) -> None:
    one = arrive(scene)
    one.fill(3, {"topics_text": TYPED})
    before = scene.everything_stored()
    refused = one.pages.client.post(address, data={"first_word": "x"})
    assert refused.status_code == 400
    assert scene.everything_stored() == before


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_from_another_site_is_refused_even_with_a_token(scene: Scene, site: str) -> None:
    one = arrive(scene)
    data = {"csrf_token": one.pages.token, "topics_text": TYPED, "go": "next"}
    headers = {"Sec-Fetch-Site": site}
    assert one.pages.client.post("/svar/3", data=data, headers=headers).status_code == 403
    assert scene.count("drafts") == 0
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert one.pages.client.post("/svar/3", data=data, headers=headers).status_code == 303


def test_another_site_cannot_open_the_door(scene: Scene) -> None:
    one = Child(scene.app, scene.link())
    one.see(one.door)
    data, headers = {"csrf_token": one.pages.token}, {"Sec-Fetch-Site": "cross-site"}
    assert one.pages.client.post(one.door, data=data, headers=headers).status_code == 403
    assert scene.read(one.link).link.starts == 0


def test_a_browser_that_sends_no_such_header_is_served(scene: Scene) -> None:
    assert arrive(scene).post("/svar/3", FORM).status_code == 303


def test_two_tokens_of_one_page_differ_and_both_fit(scene: Scene) -> None:
    """A fresh mask each time, so that compression gives nothing away."""
    one = arrive(scene)
    first = one.pages.token
    one.see("/svar/3")
    assert one.pages.token != first
    assert one.post("/svar/3", FORM | {"csrf_token": first}).status_code == 303


def test_answers_typed_after_the_session_went_are_still_on_the_screen(scene: Scene) -> None:
    one = arrive(scene)
    one.see("/svar/3")
    one.pages.client.delete_cookie("besked")
    page = one.post("/svar/3", FORM)
    assert page.status_code in {400, 403}
    assert "ikke modtaget" in words_of(page)
    assert typed(page)["topics_text"] == TYPED

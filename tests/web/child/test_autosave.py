"""Autosave as the page's script sends it: kept and shown again, and never over something newer."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.meeting import AgeGroup
from tests.web.reading_pages import Ticked, links_of, main_words, ticked, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, SEND, Child, arrive, arrive_after

TYPED = "min hemmelige hund"
TOO_LONG = "æ" * 2001
TOKEN = re.compile(r'name="draft" value="([^"]*)"')


def token_of(page: TestResponse) -> str:
    """Which draft a page shows."""
    [found] = TOKEN.findall(page.text)
    return str(found)


def keep(one: Child, address: str, token: str, **fields: str) -> TestResponse:
    """What the script sends while the child is writing."""
    return one.post(address, {**fields, "go": "keep", "draft": token})


def kept(one: Child, address: str, **fields: str) -> str:
    """Open a page and let the script save it once; the token of the new draft."""
    answer = keep(one, address, token_of(one.see(address)), **fields)
    assert (answer.status_code, answer.data) == (204, b"")
    return answer.headers["Draft"]


def test_what_was_typed_is_there_after_a_reload(scene: Scene) -> None:
    one = arrive(scene)
    token = kept(one, "/svar/3", topics_text=TYPED, topics="skole")
    page = one.see("/svar/3")
    assert typed(page)["topics_text"] == TYPED
    assert ticked(page) == {Ticked("topics", "skole")}
    assert token_of(page) == token != ""


@pytest.mark.parametrize("button", ["next", "skip", "erase"])
def test_a_late_save_is_refused_and_told_which_draft_stands(scene: Scene, button: str) -> None:
    one = arrive(scene)
    token = kept(one, "/svar/3", topics_text=TYPED)
    one.post("/svar/3", {"topics_text": "trykket", "go": button, "draft": token})
    stored = scene.everything_stored()
    late = keep(one, "/svar/3", token, topics_text="for sent")
    assert (late.status_code, late.data) == (409, b"")
    assert scene.everything_stored() == stored
    page = one.see("/svar/3")
    assert late.headers["Draft"] == token_of(page)
    assert typed(page)["topics_text"] == ("trykket" if button == "next" else "")


def test_after_skjul_nothing_is_stored(scene: Scene) -> None:
    one = arrive(scene)
    page = one.see("/svar/3")
    cookie = one.cookie
    one.post("/skjul")
    assert cookie is not None
    one.pages.client.set_cookie("besked", cookie)
    stored = scene.everything_stored()
    assert keep(one, "/svar/3", token_of(page), topics_text=TYPED).status_code == 403
    assert scene.everything_stored() == stored


def test_a_save_without_our_form_is_refused(scene: Scene) -> None:
    one = arrive(scene)
    token = token_of(one.see("/svar/3"))
    one.pages.token = "forged"
    assert keep(one, "/svar/3", token, topics_text=TYPED).status_code == 400


def test_words_too_long_are_kept_and_the_check_page_leads_to_them(scene: Scene) -> None:
    one = arrive(scene)
    kept(one, "/svar/3", topics_text=TOO_LONG)
    page = one.see("/svar/3")
    assert typed(page)["topics_text"] == TOO_LONG
    one.see(CHECK)
    refused = one.post(CHECK)
    assert refused.status_code == 422
    assert "Tale om: Teksten er for lang." in main_words(refused)
    assert "/svar/3" in links_of(refused) and 'href="/svar/3?ret=1"' in refused.text
    assert one.post("/svar/3", {"topics_text": TOO_LONG, "go": "next"}).status_code == 422
    one.fill(3, {"topics_text": "kort"})
    one.see(CHECK)
    one.send()
    assert scene.read(one.link).answers[0].parts.open["topics_text"] == "kort"


def test_more_than_any_draft_holds_is_refused(scene: Scene) -> None:
    one = arrive(scene)
    token = kept(one, "/svar/3", topics_text=TYPED)
    assert keep(one, "/svar/3", token, topics_text="x" * 20_001).status_code == 422
    assert typed(one.see("/svar/3"))["topics_text"] == TYPED


def test_a_page_of_before_the_meeting_keeps_nothing_after_it(scene: Scene) -> None:
    one = arrive(scene)
    token = kept(one, "/svar/3", topics_text=TYPED)
    with scene.acting() as world:
        world.hold(one.link)
    assert keep(one, "/svar/3", token, topics_text="for sent").status_code == 410


def test_masked_answers_stay_masked_and_what_is_new_can_be_taken_back(scene: Scene) -> None:
    one = arrive(scene)
    kept(one, "/svar/5", place_text=TYPED)
    scene.clock.now += timedelta(minutes=30)
    token = kept(one, "/svar/3", topics_text="fortrudt")
    assert "Du har svaret." in words_of(one.see("/svar/5"))
    assert TYPED not in one.see(CHECK).text
    assert keep(one, "/svar/3", token, topics_text="").status_code == 204
    one.see(CHECK)
    one.send()
    assert dict(scene.read(one.link).answers[0].parts.open) == {"place_text": TYPED}


def test_emptied_after_a_pause_of_the_page_it_is_not_sent(scene: Scene) -> None:
    """The page was behind another for a moment, and that it came back was never told."""
    one = arrive(scene)
    token = kept(one, "/svar/3", topics_text="fortrudt")
    one.post("/pause", {"away": "yes"})
    one.post("/svar/3", {"topics_text": "", "go": "next", "draft": token})
    assert "topics_text" not in one.see(CHECK).text
    one.send()
    assert dict(scene.read(one.link).answers[0].parts.open) == {}


def test_the_check_page_keeps_what_is_ticked_and_can_let_go_of_it(scene: Scene) -> None:
    one = arrive(scene)
    kept(one, CHECK, keep_needs="yes")
    assert ticked(one.see(CHECK)) == {Ticked("keep_needs", "yes")}
    scene.clock.now += timedelta(minutes=30)
    page = one.see(CHECK)
    assert not ticked(page) and '<form id="erase" action="/svar/tjek"' in page.text
    assert one.post(CHECK, {"go": "erase:keep_needs"}).headers["Location"] == CHECK
    assert '<form id="erase"' not in one.see(CHECK).text
    one.send()


WORDS = {"more_text": TYPED, "next_time": "lyt_mere", "talk_to": "caseworker"}


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_words_after_the_meeting_are_there_after_a_reload(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive_after(scene, age_group=age_group)
    one.tap_all("yes", age_group)
    kept(one, SEND, **WORDS)
    page = one.see(SEND)
    assert typed(page)["more_text"] == TYPED
    assert {one.name for one in ticked(page)} == {"next_time", "talk_to"}
    scene.clock.now += timedelta(minutes=30)
    page = one.see(SEND)
    assert TYPED not in page.text and not ticked(page)
    assert main_words(page).count("Du har svaret.") == 3


def test_masked_words_after_the_meeting_can_be_deleted(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap_all("yes")
    kept(one, SEND, **WORDS)
    scene.clock.now += timedelta(minutes=30)
    assert '<form id="erase" action="/svar/send"' in one.see(SEND).text
    assert one.post(SEND, {"go": "erase"}).headers["Location"] == SEND
    assert "Du har svaret." not in main_words(one.see(SEND))
    one.send_after()
    query = "SELECT count(*) FROM submissions WHERE meeting_id = :m AND phase = 'after'"
    assert scene.rows(query, m=one.link.meeting_id) == [(0,)]

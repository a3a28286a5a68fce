"""Whoever holds the phone while a child is helped: no press brings back what is private (S-15)."""

import re

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.instruments.helping import HELPERS
from tests.web.reading_pages import field_names, main_words, typed
from tests.web.scene import Scene
from tests.web.walking import CHECK, Child, arrive

SECRET, HELPER = "bange for mørke", "/hjaelper"
WHO_HELPS = f"{HELPER}?fra=tjek"
TOKEN = re.compile(r'name="draft" value="([^"]*)"')
MENDED = re.compile(r'<li><a href="([^"]+)">([^<]+)')


def choose(one: Child, by: str) -> TestResponse:
    one.see(HELPER)
    return one.post(f"{HELPER}?fra=1", {"helped_by": by})


def keep(one: Child, address: str, token: str, **fields: object) -> TestResponse:
    """What the page's script sends while the child is still at it."""
    return one.post(address, {**fields, "go": "keep", "draft": token})


def token_on(page: TestResponse) -> str:
    return TOKEN.findall(page.text)[0]


def to_the_other_questions(one: Child) -> None:
    one.see("/svar/2")
    one.post("/svar/2", {"manner": "age:6-9", "shown": "10-17"})


def private_words_sent(scene: Scene, one: Child, code: str = "not_for_parents") -> object:
    one.see(CHECK)
    one.send()
    return scene.read(one.link).answers[0].parts.guarded[code]


@pytest.mark.parametrize("by", HELPERS)
def test_a_press_on_who_helps_hides_what_was_private(scene: Scene, by: str) -> None:
    """Also *nobody*, and also where nobody helped before: who pressed cannot be known."""
    one = arrive(scene)
    one.fill(7, {"not_for_parents": SECRET})
    one.fill(3, {"not_in_front": SECRET, "topics_text": "min kanin"})
    assert one.see(CHECK).text.count(SECRET) == 2, "the control"
    for helper in (by, "alone"):
        choose(one, helper)
        for address in (CHECK, f"{CHECK}?vis=7", "/svar/3", "/svar/7", "/svar/7?klar=1"):
            assert SECRET not in one.see(address).text, address
    assert typed(one.see("/svar/3"))["topics_text"] == "min kanin", "the control"
    assert private_words_sent(scene, one) == SECRET


def test_what_the_other_questions_keep_is_hidden_too(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"not_in_front": SECRET})
    one.fill(7, {"not_for_parents": SECRET})
    to_the_other_questions(one)
    assert one.see(CHECK).text.count(SECRET) == 2, "the control"
    for by in ("family", "alone"):
        choose(one, by)
        check = main_words(one.see(CHECK))
        assert SECRET not in check and "Det har du også svaret Du har svaret." in check
    assert private_words_sent(scene, one, "not_in_front") == SECRET


@pytest.mark.parametrize("manner", ["age:6-9", "language:en", "language:xx"])
def test_another_way_to_have_the_page_hides_it(scene: Scene, manner: str) -> None:
    one = arrive(scene)
    choose(one, "teacher")
    one.see("/svar/6?klar=1")
    one.post("/svar/6", {"needs_text": SECRET, "manner": manner, "shown": "10-17"})
    assert SECRET not in one.see("/svar/6?klar=1").text
    one.post("/svar/6", {"manner": "age:10-17"})
    assert SECRET not in one.see("/svar/6?klar=1").text


@pytest.mark.parametrize("last", [SECRET + "!", "x" * 20_001])
def test_leaving_hides_what_an_earlier_save_left(scene: Scene, last: str) -> None:
    """The last save comes too late, or brings what no draft holds: what stands is hidden."""
    one = arrive(scene)
    choose(one, "teacher")
    token = token_on(one.see("/svar/7?klar=1"))
    assert keep(one, "/svar/7", token, not_for_parents=SECRET).status_code == 204
    refused = keep(one, "/svar/7", token, not_for_parents=last)
    assert refused.status_code in {409, 422}
    assert SECRET in one.see("/svar/7?klar=1").text, "the control: the child is still there"
    left = keep(one, "/svar/7", token, not_for_parents=last, left="yes")
    assert left.status_code == refused.status_code
    page = one.see("/svar/7?klar=1")
    assert SECRET not in page.text
    assert left.headers.get("Draft", token_on(page)) == token_on(page)
    assert private_words_sent(scene, one) == SECRET


def test_what_family_leaves_out_and_cannot_be_sent_leads_to_who_helps(scene: Scene) -> None:
    one = arrive(scene)
    page = one.see("/svar/7")
    assert keep(one, "/svar/7", token_on(page), not_for_parents="x" * 501).status_code == 204
    choose(one, "family")
    one.see(CHECK)
    refused = one.post(CHECK)
    assert refused.status_code == 422
    [(address, said)] = MENDED.findall(refused.text)
    assert (address, said.partition(":")[0]) == (WHO_HELPS, "Det har du også svaret")
    one.see(address)
    assert one.post(address, {"helped_by": "alone"}).headers["Location"] == CHECK
    one.see(CHECK)
    assert [to for to, _said in MENDED.findall(one.post(CHECK).text)] == ["/svar/7?ret=1"]
    one.fill(7, {"not_for_parents": SECRET})
    assert private_words_sent(scene, one) == SECRET


@pytest.mark.parametrize(("by", "to"), [("alone", "#beside"), ("family", WHO_HELPS)])
def test_what_is_kept_and_cannot_be_sent_leads_to_its_line(scene: Scene, by: str, to: str) -> None:
    one = arrive(scene)
    page = one.see("/svar/3")
    assert keep(one, "/svar/3", token_on(page), not_in_front="x" * 501).status_code == 204
    to_the_other_questions(one)
    choose(one, by)
    one.see(CHECK)
    refused = one.post(CHECK)
    assert [address for address, _said in MENDED.findall(refused.text)] == [to]
    assert 'id="beside"' in refused.text


def test_an_old_page_with_what_family_must_not_hear_is_not_lost(scene: Scene) -> None:
    one = arrive(scene)
    page = one.see("/svar/3")
    assert "not_in_front" in field_names(page)
    choose(one, "family")
    told = {"topics": ["skole"], "shown": "10-17"}
    refused = one.post("/svar/3", {**told, "not_in_front": SECRET, "go": "next"})
    assert refused.status_code == 409 and typed(refused)["not_in_front"] == SECRET
    assert keep(one, "/svar/3", token_on(page), not_in_front=SECRET).status_code == 410
    for fields in ({"not_in_front": "", "go": "next"}, {"not_in_front": SECRET, "go": "skip"}):
        assert one.post("/svar/3", {**told, **fields}).headers["Location"] == "/svar/5", "control"


def test_what_is_wrong_on_the_check_page_itself_is_mended_there(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(6, {"needs": ["pause"]})
    one.see(CHECK)
    refused = one.post(CHECK, {"keep_needs": "maybe"})
    assert [address for address, _said in MENDED.findall(refused.text)] == ["#f-keep_needs"]

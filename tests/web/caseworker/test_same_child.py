"""A new meeting with the same child: the chain comes from one's own meeting, never from a form."""

import re

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.shared_words import WordPair, near_alike
from boernestemme.services.making_links import MadeLink
from tests.page_client import Page, PageClient
from tests.web.reading_pages import links_of, ticked, words_of
from tests.web.scene import Scene

WHOLE = {"age": "10-17", "day": "2027-04-13", "time": "14:30", "phone": "child"}
TITLE = "Nyt møde med samme barn"
NEWEST = "SELECT id, chain_id, municipality, caseworker_id FROM meetings ORDER BY rowid DESC"
FIELDS = {
    "csrf_token", "once", "age", "day", "date", "time", "backup", "case_number",
    "persons", "place", "purposes", "can_change", "fixed_because",
}  # fmt: skip


def here(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/nyt-moede"


def posted(pages: PageClient, link: MadeLink, **fields: str) -> TestResponse:
    pages.get(here(link))
    return pages.post_fields(here(link), WHOLE | fields)


def newest(scene: Scene) -> tuple[str, ...]:
    return scene.rows(NEWEST)[0]


def test_the_meetings_page_offers_it_before_and_after_the_meeting(scene: Scene) -> None:
    answered, over = scene.answered(), scene.link()
    mette = scene.staff()
    for link in (answered, over):
        assert here(link) in links_of(mette.get(f"/raadgiver/moeder/{link.meeting_id}"))
    scene.clock.now = over.expires_at
    mette = scene.staff()
    for link in (answered, over):
        assert here(link) in links_of(mette.get(f"/raadgiver/moeder/{link.meeting_id}"))
    assert posted(mette, over).status_code == 200


@pytest.mark.parametrize("age", AgeGroup)
def test_the_age_is_known_and_the_phone_is_asked_about_anew(scene: Scene, age: AgeGroup) -> None:
    link = scene.link(age_group=age)
    page = scene.staff().get(here(link))
    assert {(one.name, one.value) for one in ticked(page)} == {("age", age.value)}
    assert TITLE in words_of(page) and str(link.words) in words_of(page)
    assert "Har du spurgt barnet alene, hvem der kan se telefonen?" in words_of(page)
    assert {one["name"] for one in Page(page.text).fields if "name" in one} == FIELDS
    assert f'action="{here(link)}"' in page.text
    assert f"/raadgiver/moeder/{link.meeting_id}" in links_of(page)


def test_it_makes_a_meeting_of_the_same_chain_with_words_unlike_the_old(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    page = posted(mette, link)
    assert page.status_code == 200
    assert "Linket er klar" in words_of(page)
    assert "Sig dem højt. Skriv dem ikke." in words_of(page)
    second, chain, *_ = newest(scene)
    assert (chain, second == link.meeting_id) == (link.meeting_id, False)
    query = "SELECT chain_id, colour, thing, statistics_key FROM invitations WHERE meeting_id = :m"
    [(links_chain, colour, thing, key)] = scene.rows(query, m=second)
    assert links_chain == link.meeting_id and key
    assert not near_alike(WordPair(colour, thing), link.words)
    mette.get(f"/raadgiver/moeder/{second}/nyt-moede")
    mette.post_fields(f"/raadgiver/moeder/{second}/nyt-moede", WHOLE)
    assert newest(scene)[1] == link.meeting_id, "a third meeting is of the first one's chain"


def test_words_of_an_expired_link_are_not_used_again_for_the_child(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = link.expires_at
    mette = scene.staff()
    for _ in range(30):
        assert posted(mette, link).status_code == 200
        scene.run("UPDATE invitations SET expires_at = starts_at")
    query = "SELECT colour, thing FROM invitations WHERE chain_id = :c AND meeting_id != :c"
    made = scene.rows(query, c=link.meeting_id)
    assert len(made) == 30
    assert not [pair for pair in made if near_alike(WordPair(*pair), link.words)]


def test_a_chain_in_the_form_is_not_listened_to(scene: Scene) -> None:
    link, other = scene.link(), scene.link(by="karim")
    foreign = {"chain_id": other.meeting_id, "chain": other.meeting_id, "meeting_id": "x"}
    posted(scene.staff(), link, **foreign)
    assert newest(scene)[1] == link.meeting_id


def test_a_usual_new_link_begins_a_chain_of_its_own(scene: Scene) -> None:
    """The control."""
    link, mette = scene.link(), scene.staff()
    mette.get("/raadgiver/nyt-link")
    mette.post_fields("/raadgiver/nyt-link", WHOLE | {"chain_id": link.meeting_id})
    made, chain, *_ = newest(scene)
    assert made == chain != link.meeting_id


@pytest.mark.parametrize("name", ["jonas", "nadia", "sofie", "leder"])
@pytest.mark.parametrize("fields", [WHOLE, {}])
def test_nobody_else_continues_the_chain(scene: Scene, name: str, fields: dict[str, str]) -> None:
    link, pages = scene.link(), scene.staff(name)
    before = scene.everything_stored()
    wanted = 403 if name == "leder" else 404
    assert pages.get(here(link)).status_code == wanted
    answer = pages.post_fields(here(link), fields)
    assert answer.status_code == wanted
    assert str(link.words) not in answer.text
    assert scene.everything_stored() == before


def test_a_colleague_of_another_municipality_gets_no_foreign_chain(scene: Scene) -> None:
    link = scene.link(by="karim")
    mette = scene.staff()
    assert mette.get(here(link)).status_code == 404
    assert mette.post_fields(here(link), WHOLE).status_code == 404
    query = "SELECT count(*) FROM meetings WHERE chain_id = :c"
    assert scene.rows(query, c=link.meeting_id) == [(1,)]


def test_whoever_makes_it_is_its_case_worker(scene: Scene) -> None:
    link = scene.link()
    scene.run("UPDATE accounts SET disabled_on = '2027-03-09' WHERE first_name = 'Mette'")
    assert posted(scene.staff("jonas"), link).status_code == 200
    [(jonas,)] = scene.rows("SELECT id FROM accounts WHERE first_name = 'Jonas'")
    assert newest(scene)[1:] == (link.meeting_id, "0265", jonas)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("phone", "", "Spørg barnet alene, hvem der kan se telefonen."),
        ("age", "", "Vælg barnets alder."),
        ("day", "2027-03-08", "Mødet skal ligge ude i fremtiden."),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_kept(
    scene: Scene, field: str, value: str, message: str
) -> None:
    link, mette = scene.link(), scene.staff()
    before = scene.everything_stored()
    page = posted(mette, link, **{field: value})
    assert page.status_code == 422
    assert message in words_of(page)
    assert Page(page.text).title == f"Fejl: {TITLE} – Børnestemme"
    kept = {(one.name, one.value) for one in ticked(page)}
    assert field == "age" or ("age", WHOLE["age"]) in kept
    assert ('class="choice press chosen"' in page.text) is (field != "phone")
    assert (field, WHOLE[field]) not in kept
    assert scene.everything_stored() == before


def test_asking_changes_nothing_and_making_is_logged(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    before = scene.everything_stored()
    mette.get(here(link) + "?age=6-9&phone=child")
    assert scene.everything_stored() == before
    posted(mette, link)
    lines = scene.rows("SELECT action FROM access_log WHERE subject = :m", m=link.meeting_id)
    assert lines == [("met_again",)]


def test_a_refused_one_leaves_no_line(scene: Scene) -> None:
    link = scene.link()
    posted(scene.staff(), link, day="2027-03-08")
    assert scene.rows("SELECT * FROM access_log WHERE subject = :m", m=link.meeting_id) == []


def test_the_page_names_no_one(scene: Scene) -> None:
    page = scene.staff().get(here(scene.link()))
    assert "Skriv ikke navn eller CPR." in words_of(page)
    texts = re.findall(r'<(?:textarea|input[^>]*type="text")', page.text)
    assert texts == ['<input id="f-case_number" name="case_number" type="text"']

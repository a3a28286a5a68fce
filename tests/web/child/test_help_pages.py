"""Help, who reads, and how to complain: for anybody, with or without a session."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.page_client import PageClient
from tests.web.reading_pages import links_of, main_words, words_of
from tests.web.scene import Scene
from tests.web.walking import arrive

PAGES = ("/hjaelp", "/hvem-laeser", "/klag", "/privatliv", "/was")


@pytest.mark.parametrize("address", PAGES)
def test_the_page_is_there_for_anybody(scene: Scene, address: str) -> None:
    page = PageClient(scene.app).get(address)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert "Mette" not in page.text


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_help_has_both_numbers_one_press_away(scene: Scene, age_group: AgeGroup) -> None:
    page = arrive(scene, age_group=age_group).see("/hjaelp")
    assert {"tel:116111", "tel:112"} <= set(links_of(page))
    assert "Ingen læser med lige nu" in words_of(page)


def test_help_says_who_answers_and_that_it_is_free(scene: Scene) -> None:
    page = main_words(PageClient(scene.app).get("/hjaelp"))
    assert "BørneTelefonen" in page and "gratis" in page


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_way_back_stands_for_the_session_alone(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    for address in PAGES:
        address = f"{address}?fra=3"
        assert 'class="link back"' in one.see(address).text
        outside = one.see(address, headers={"Sec-Fetch-Site": "none"})
        assert 'class="link back"' not in outside.text
        assert 'class="link back"' not in PageClient(scene.app).get(address).text


def test_whether_all_can_use_the_page_is_told_inside_it(scene: Scene) -> None:
    """Where no statement lies elsewhere: the way back and *Skjul* are kept on the way there."""
    one = arrive(scene)
    for address in ("/privatliv?fra=3", "/hvem-laeser?fra=3"):
        assert 'href="/was?fra=3"' in one.see(address).text
    page = one.see("/was?fra=3")
    assert "/svar/3" in links_of(page) and 'action="/skjul' in page.text
    assert "Sig det til kommunen" in main_words(page)


def test_no_page_opened_from_outside_leads_back_to_an_answer(scene: Scene) -> None:
    """Nor does any page that is opened from it: the question whether to go on comes first."""
    one = arrive(scene)
    seen = one.see("/hjaelp?fra=3", headers={"Sec-Fetch-Site": "none"})
    for _step in range(3):
        beside = next(link for link in links_of(seen) if link.startswith("/hvem-laeser"))
        seen = one.see(beside, headers={"Sec-Fetch-Site": "same-origin"})
        assert 'class="link back"' not in seen.text
    assert not [link for link in links_of(seen) if link.startswith("/svar")]


def test_complaining_names_whom_to_ask(scene: Scene) -> None:
    page = main_words(arrive(scene).see("/klag"))
    for somebody in ("Mette", "116 111", "Ankestyrelsen", "bisidder"):
        assert somebody in page


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_who_reads_says_what_parents_may_see_before_the_first_question(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive(scene, age_group=age_group)
    assert "/hvem-laeser" in links_of(one.see("/svar/1"))
    page = main_words(one.see("/hvem-laeser"))
    assert "nogle gange" in page
    assert "Ingen kan læse dit svar på telefonen bagefter." in page


def test_who_reads_tells_the_older_on_the_first_screen(scene: Scene) -> None:
    page = main_words(arrive(scene).see("/svar/1"))
    assert "Dine forældre kan nogle gange få lov at læse det." in page


@pytest.mark.parametrize("address", PAGES)
def test_help_stays_when_the_link_has_died(scene: Scene, address: str) -> None:
    one = arrive(scene)
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE id = :i", i=one.link.invitation_id)
    assert one.see(address).status_code == 200


@pytest.mark.parametrize("where", ["//ondt.example", "https://ondt.example", "0", "99", "æ", '"'])
def test_the_way_back_leads_to_our_own_pages_alone(scene: Scene, where: str) -> None:
    page = arrive(scene).see("/hjaelp", query_string={"fra": where})
    assert "ondt" not in page.text
    assert 'class="link back"' not in page.text


def test_the_way_back_leads_to_the_page_one_came_from(scene: Scene) -> None:
    assert 'href="/svar/5"' in arrive(scene).see("/hjaelp?fra=5").text

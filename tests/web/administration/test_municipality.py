"""The municipality's own settings: shown, checked, and what a child reads of them."""

from dataclasses import replace

import pytest

from boernestemme import create_app
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.factories import NOW
from tests.page_client import PageClient
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.staff_of import with_administrator
from tests.web.walking import Child, arrive

HERE = "/administration/kommunen/"
WEATHER = "https://www.yr.no/"
STATEMENT = "https://was.digst.dk/roskilde-dk"
DUTY = {"duty_number": "46317000", "duty_hours": "hverdage kl. 15–8"}
USUAL = "https://vejr.example/"


@pytest.fixture
def ada(scene: Scene) -> PageClient:
    """The administrator's browser, its municipality open."""
    browser = with_administrator(scene).staff("ada")
    browser.get(HERE)
    return browser


def set_own(ada: PageClient, section: str, **values: str) -> None:
    """Save one section."""
    ada.get(f"{HERE}{section}")
    assert ada.post_fields(f"{HERE}{section}", values).headers["Location"].startswith(f"{HERE}?")


def test_overview_and_settings_tell_what_is_missing(ada: PageClient) -> None:
    assert "Børn kan ikke se kommunens døgnvagt" in main_words(ada.get("/administration/"))
    set_own(ada, "vagt", **DUTY)
    assert "døgnvagt" not in main_words(ada.get("/administration/"))
    assert "46 31 70 00" in main_words(ada.get(HERE))


@pytest.mark.parametrize(
    ("section", "field", "value", "said"),
    [
        ("navn", "call_number", "12", "8 cifre"),
        ("navn", "name", "", "Skriv et navn"),
        ("titel", "caseworker_title", "din rådgiver", "Skriv kun ordet"),
        ("vagt", "duty_number", "46317000", "hvornår der er åbent"),
        ("skjul", "hide_address", "https://roskilde.dk/", "må ikke røbe"),
        ("skjul", "hide_address", "http://dmi.dk/", "https://"),
        ("databeskyttelse", "protection_email", "010203-1234@x.dk", "CPR-nummer"),
        ("tilgaengelighed", "accessibility_address", "https://x.dk/", "was.digst.dk"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    ada: PageClient, section: str, field: str, value: str, said: str
) -> None:
    ada.get(f"{HERE}{section}")
    page = ada.post_fields(f"{HERE}{section}", {field: value})
    assert page.status_code == 422
    assert said in main_words(page)
    assert f'value="{value}"' in page.text


def test_an_unknown_section_is_not_there(ada: PageClient) -> None:
    assert ada.get(f"{HERE}ukendt").status_code == 404


@pytest.mark.parametrize("age_group", AgeGroup)
def test_the_childs_help_shows_the_duty_line_of_its_own_municipality(
    scene: Scene, ada: PageClient, age_group: AgeGroup
) -> None:
    one, noise = arrive(scene, age_group=age_group), arrive(scene, by="sofie")
    assert "tel:46317000" not in links_of(one.see("/hjaelp")), "the control"
    set_own(ada, "vagt", **DUTY)
    page = one.see("/hjaelp")
    assert "tel:46317000" in links_of(page)
    assert "Åbent: hverdage kl. 15–8" in main_words(page)
    order = [address for address in links_of(page) if address.startswith("tel:")]
    assert order == ["tel:116111", "tel:112", "tel:46317000"]
    for stranger in (noise, PageClient(scene.app)):
        other = (
            stranger.get("/hjaelp") if isinstance(stranger, PageClient) else noise.see("/hjaelp")
        )
        assert "46317000" not in other.text


def test_the_childs_pages_say_the_municipalitys_word(scene: Scene, ada: PageClient) -> None:
    one, noise = arrive(scene, phone=Phone.SHARED), arrive(scene, by="sofie", phone=Phone.SHARED)
    set_own(ada, "titel", caseworker_title="kontaktperson")
    page = main_words(one.see("/svar/1"))
    assert "din kontaktperson" in page.lower() and "rådgiver" not in page
    assert "din rådgiver" in main_words(noise.see("/svar/1")).lower()


def test_staff_read_the_municipalitys_word_too(scene: Scene, ada: PageClient) -> None:
    link, noise = scene.link(), scene.link(by="sofie")
    set_own(ada, "titel", caseworker_title="kontaktperson")
    pages = {"mette": link, "sofie": noise}
    said = {
        name: main_words(scene.staff(name).get(f"/raadgiver/moeder/{one.meeting_id}/giv-videre"))
        for name, one in pages.items()
    }
    assert "er ikke din kontaktperson mere" in said["mette"]
    assert "er ikke din rådgiver mere" in said["sofie"]


def hide_way(one: Child) -> str:
    """Where the page sends *Skjul*."""
    return one.see("/svar/3").text.partition('<form action="')[2].partition('"')[0]


def test_skjul_leads_where_the_municipality_says(scene: Scene, ada: PageClient) -> None:
    one, noise = arrive(scene), arrive(scene, by="sofie")
    set_own(ada, "skjul", hide_address=WEATHER)
    way = hide_way(one)
    assert "yr.no" not in one.see("/svar/3").text, "the page does not tell where to"
    for answer in (one.post(way), one.see(way), PageClient(scene.app).get(way)):
        assert f"url={WEATHER}" in answer.text
    assert hide_way(noise) == "/skjul"
    assert f"url={USUAL}" in PageClient(scene.app).get("/skjul").text
    assert f"url={USUAL}" in PageClient(scene.app).get("/skjul?til=ukendt").text


def test_skjul_falls_back_while_the_database_is_in_trouble(scene: Scene, ada: PageClient) -> None:
    one = arrive(scene)
    set_own(ada, "skjul", hide_address=WEATHER)
    way = hide_way(one)
    scene.run("ALTER TABLE local_settings RENAME TO away")
    hidden = one.post(way)
    scene.run("ALTER TABLE away RENAME TO local_settings")
    assert hidden.status_code == 200 and f"url={USUAL}" in hidden.text
    assert one.cookie is None


def test_the_accessibility_statement_is_one_press_away(scene: Scene, ada: PageClient) -> None:
    one = arrive(scene)
    none = one.see("/was")
    assert (none.status_code, "Sig det til kommunen" in none.text) == (200, True)
    set_own(ada, "tilgaengelighed", accessibility_address=STATEMENT)
    assert "/was" in links_of(one.see("/hvem-laeser"))
    assert one.see("/was").headers["Location"] == STATEMENT
    assert PageClient(scene.app).get("/was").status_code == 200


def test_a_door_without_children_leads_to_the_statement_too(settings: Settings) -> None:
    usual = replace(settings, accessibility_address=STATEMENT)
    app = create_app(usual, audiences=("caseworker",), clock=Clock(NOW))
    assert PageClient(app).get("/was").headers["Location"] == STATEMENT
    bare = create_app(settings, audiences=("board",), clock=Clock(NOW))
    page = PageClient(bare).get("/was")
    assert page.status_code == 200 and "Sig det til kommunen" in main_words(page)
    assert {"/styrelse/log-ind", "/privatliv"} <= set(links_of(page))
    for one in (app, bare):
        with one.app_context():
            db.engine.dispose()


def test_teams_in_pages(scene: Scene, ada: PageClient) -> None:
    ada.get("/administration/team/")
    here = ada.post("/administration/team/", name="Team Øst").headers["Location"]
    refused = ada.post("/administration/team/", name="team øst")
    assert refused.status_code == 422 and "allerede et team" in main_words(refused)
    [[mette]] = scene.rows("SELECT id FROM accounts WHERE first_name = 'Mette'")
    ada.get(here)
    assert ada.post(f"{here}personer", member=mette).status_code == 303
    assert "Team Øst Mette" in main_words(ada.get("/administration/team/"))
    ada.get(here)
    assert ada.post(f"{here}fjern").status_code == 422
    assert ada.post(here, name="Team Vest").status_code == 303
    assert "Team Vest" in main_words(ada.get(here))

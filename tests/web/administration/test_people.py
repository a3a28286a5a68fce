"""People, in pages: adding one, letting them in, changing, closing; what is wrong stands there."""

import re

import pytest

from tests.factories import PASSWORD
from tests.page_client import PageClient
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.staff_of import with_administrator

PEOPLE = "/administration/personer/"
NEW = {"email": "ny@test.example", "first_name": "Ny", "role": "caseworker"}
LINK = re.compile(r"http://localhost(/administration/velkommen/[\w-]+)")


@pytest.fixture
def ada(scene: Scene) -> PageClient:
    """The administrator's browser."""
    return with_administrator(scene).staff("ada")


def id_of(scene: Scene, name: str) -> str:
    """Somebody's id."""
    [[found]] = scene.rows("SELECT id FROM accounts WHERE email = :e", e=f"{name}@test.example")
    return str(found)


def test_somebody_new_chooses_a_password_and_signs_in(scene: Scene, ada: PageClient) -> None:
    ada.get(f"{PEOPLE}ny")
    here = ada.post_fields(f"{PEOPLE}ny", NEW).headers["Location"]
    assert "Kan ikke logge ind endnu" in main_words(ada.get(here))
    shown = ada.post(f"{here}link")
    [way_in] = LINK.findall(shown.text)
    assert shown.headers["Cache-Control"] == "no-store"
    assert LINK.search(ada.get(here).text) is None, "shown once"
    theirs = PageClient(scene.app)
    assert "ny@test.example" in main_words(theirs.get(way_in))
    refused = theirs.post(way_in, password="kort", again="kort")
    assert refused.status_code == 422 and "mindst 12 tegn" in main_words(refused)
    chosen = theirs.post(way_in, password=PASSWORD, again=PASSWORD)
    assert theirs.get(way_in).status_code == 404
    assert "Adgangskoden er gemt." in main_words(theirs.get(chosen.headers["Location"]))
    knocks = {"email": "ny@test.example", "password": PASSWORD}
    waits = theirs.post("/raadgiver/log-ind", **knocks)
    assert waits.status_code == 403 and "Spørg en leder: Lis." in main_words(waits)
    assert "Venter på en leders ja" in main_words(ada.get(here))
    leader = scene.staff("leder")
    [seen] = re.findall(r'name="seen" value="([^"]+)"', leader.get("/leder/").text)
    leader.post(f"/leder/kolleger/{id_of(scene, 'ny')}/ja", seen=seen)
    theirs.get("/raadgiver/log-ind")
    assert theirs.post("/raadgiver/log-ind", **knocks).headers["Location"] == "/raadgiver/"
    assert "Venter på en leders ja" not in main_words(ada.get(PEOPLE))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("email", "ny", "En e-mail ser ud som"),
        ("email", "mette@test.example", "allerede en konto"),
        ("first_name", "Ny 010203-1234", "CPR-nummer"),
        ("role", "board", "Vælg en rolle"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    ada: PageClient, field: str, value: str, said: str
) -> None:
    ada.get(f"{PEOPLE}ny")
    page = ada.post_fields(f"{PEOPLE}ny", NEW | {field: value})
    assert page.status_code == 422
    assert said in main_words(page)
    assert f"#f-{field}" in links_of(page) and f'id="m-{field}"' in page.text
    assert 'value="Ny' in page.text


def test_a_form_that_is_too_old_gives_no_password_back(scene: Scene, ada: PageClient) -> None:
    here = f"{PEOPLE}{id_of(scene, 'nadia')}/"
    ada.get(here)
    [way_in] = LINK.findall(ada.post(f"{here}link").text)
    sent = {"password": PASSWORD, "again": PASSWORD, "csrf_token": "x"}
    page = PageClient(scene.app).client.post(way_in, data=sent)
    assert page.status_code == 400 and PASSWORD not in page.text


def test_changing_somebody_is_saved(scene: Scene, ada: PageClient) -> None:
    here, jonas = f"{PEOPLE}{id_of(scene, 'mette')}/", id_of(scene, "jonas")
    ada.get(here)
    sent = {"first_name": "Metha", "role": "caseworker", "backup": jonas}
    assert ada.post_fields(here, sent).headers["Location"] == f"{here}?gemt"
    assert "Gemt." in main_words(ada.get(f"{here}?gemt"))
    assert "Metha mette@test.example Rådgiver Makker: Jonas" in main_words(ada.get(PEOPLE))


def test_closing_asks_for_a_receiver_where_something_is_open(scene: Scene, ada: PageClient) -> None:
    scene.link()
    here = f"{PEOPLE}{id_of(scene, 'mette')}/"
    assert "Der er åbne møder" in main_words(ada.get(f"{here}luk"))
    assert ada.post(f"{here}luk").status_code == 422
    receiver = id_of(scene, "nadia")
    assert ada.post(f"{here}luk", receiver=receiver).headers["Location"] == f"{here}?lukket"
    assert "Lukkede konti 1" in main_words(ada.get(PEOPLE))
    ada.get(here)
    assert ada.post(f"{here}aabn").status_code == 303
    assert "Lukkede konti" not in main_words(ada.get(PEOPLE))


def test_no_link_is_offered_to_what_a_child_has_said(scene: Scene, ada: PageClient) -> None:
    here = f"{PEOPLE}{id_of(scene, 'mette')}/"
    assert "Lav et link" in main_words(ada.get(here)), "the control"
    scene.answered()
    page = ada.get(here)
    assert "Lav et link" not in main_words(page) and "svar fra børn" in main_words(page)
    refused = ada.post(f"{here}link")
    assert refused.status_code == 422 and LINK.search(refused.text) is None


def test_somebody_of_another_municipality_is_not_there(scene: Scene, ada: PageClient) -> None:
    here = f"{PEOPLE}{id_of(scene, 'sofie')}/"
    assert {ada.get(here).status_code, ada.get(f"{here}luk").status_code} == {404}
    for way in ("", "link", "luk", "aabn", "totrin"):
        ada.get(PEOPLE)
        ada.get("/administration/")
        assert ada.post(f"{here}{way}", first_name="X", role="leader").status_code == 404


def test_a_second_factor_is_reset(scene: Scene, ada: PageClient) -> None:
    here = f"{PEOPLE}{id_of(scene, 'nadia')}/"
    ada.get(here)
    assert ada.post(f"{here}totrin").headers["Location"] == f"{here}?nulstillet"
    query = "SELECT count(*) FROM access_log WHERE action = 'factor_reset'"
    assert scene.rows(query) == [(1,)]

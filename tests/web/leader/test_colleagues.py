"""The leader's box of new colleagues: who they are, who made the account, one yes and one no."""

import pytest

from boernestemme.services import keeping_people, signing_up
from boernestemme.services.keeping_people import Details
from boernestemme.services.signing_up import NewPassword
from tests.factories import NOW, PASSWORD
from tests.page_client import PageClient, page_of
from tests.services.offices.town_hall import adas
from tests.web.reading_pages import main_words
from tests.web.scene import Scene
from tests.web.staff_of import with_administrator

HERE = "/leder/"


@pytest.fixture
def person(scene: Scene) -> str:
    """Somebody whom the administrator has made, with a link that is not used; the id."""
    with with_administrator(scene).acting() as world:
        details = Details("Peter", world.person("mette").role)
        return keeping_people.add(adas(world), "peter@test.example", details)


@pytest.fixture
def leader(scene: Scene) -> PageClient:
    """The leader's browser."""
    return scene.staff("leder")


def choose(scene: Scene, person: str) -> None:
    """Peter chooses a password."""
    with scene.acting() as world:
        token = signing_up.make(adas(world), person)
        signing_up.choose_password(token, NewPassword(PASSWORD, PASSWORD), NOW)


def seen_by(leader: PageClient) -> str:
    """What the form of the yes sends of the password that stands."""
    fields = page_of(leader.get(HERE).text).fields
    [seen] = [one["value"] for one in fields if one.get("name") == "seen"]
    return seen


def test_who_it_is_and_who_made_the_account_stands_there(
    scene: Scene, leader: PageClient, person: str
) -> None:
    page = main_words(leader.get(HERE))
    assert "Nye kolleger 1" in page and "Peter Rådgiver peter@test.example" in page
    assert "Oprettet 9. marts 2027 af administrator Ada" in page and "ansigt til ansigt" in page
    assert "Har ikke valgt adgangskode endnu." in page and "Ja, det er min" not in page
    refused = leader.post(f"{HERE}kolleger/{person}/ja")
    assert refused.status_code == 422 and "først sige ja bagefter" in main_words(refused)
    choose(scene, person)
    assert "Ja, det er min kollega" in main_words(leader.get(HERE))
    other = leader.post(f"{HERE}kolleger/{person}/ja", seen="en anden")
    assert other.status_code == 422 and "en anden adgangskode" in main_words(other)
    said = leader.post(f"{HERE}kolleger/{person}/ja", seen=seen_by(leader)).headers["Location"]
    page = main_words(leader.get(said))
    assert "Kollegaen kan komme ind nu." in page and "Nye kolleger" not in page


def test_the_leader_asks_for_what_only_who_has_the_password_can_read(
    scene: Scene, leader: PageClient, person: str
) -> None:
    choose(scene, person)
    words = "Du mangler kun et ja"
    assert f"»{words}«" in main_words(leader.get(HERE))
    browser = PageClient(scene.app)
    for password, is_told in ((f"{PASSWORD} ikke", False), (PASSWORD, True)):
        browser.get("/raadgiver/log-ind")
        page = browser.post("/raadgiver/log-ind", email="peter@test.example", password=password)
        assert (words in main_words(page)) is is_told


def test_a_no_closes_the_account(scene: Scene, leader: PageClient, person: str) -> None:
    leader.get(HERE)
    said = leader.post(f"{HERE}kolleger/{person}/nej").headers["Location"]
    page = main_words(leader.get(said))
    assert "Kontoen er lukket." in page and "Nye kolleger" not in page
    assert scene.rows("SELECT disabled_on IS NULL FROM accounts WHERE id = :i", i=person) == [(0,)]
    leader.get(HERE)
    assert leader.post(f"{HERE}kolleger/{person}/nej").status_code == 404

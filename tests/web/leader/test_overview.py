"""The team leader's page: what waits and coarse counts, and not a word of any answer."""

from datetime import timedelta

import pytest

from boernestemme.storage import accounts, teams
from boernestemme.storage.db import transaction
from tests.factories import MEETING, older_answers
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene

OVERVIEW = "/leder/"
SECRETS = ("kanarietekst", "det med ferien", "faster", "gåtur", "Min far", "vinduer")


def seen(scene: Scene, days: int = 5) -> str:
    scene.clock.now += timedelta(days=days)
    return main_words(scene.staff("leder").get(OVERVIEW))


def test_when_nothing_waits_it_says_so(scene: Scene) -> None:
    page = seen(scene)
    assert "Intet har ventet for længe." in page
    assert "Der er ingen tal endnu." in page


def test_what_waits_is_named_by_its_two_words(scene: Scene) -> None:
    link = scene.answered(by="nadia")
    page = seen(scene)
    assert "Det venter 1" in page
    assert f"{link.words} Nadia" in page
    assert "Barnets ord er ikke læst: siden 9. marts 2027" in page
    assert "Barnet har ikke fået svar på sine ønsker: skulle være givet 12. marts 2027" in page


def test_the_own_team_stands_above_the_rest(scene: Scene) -> None:
    others, own = scene.answered(), scene.answered(by="nadia")
    with scene.acting() as world, transaction():
        team = teams.add("0265", "Familie Syd")
        for name in ("leder", "nadia"):
            accounts.move_to_team(world.person(name).id, team)
    page = seen(scene)
    assert page.index("Dit team 1") < page.index(f"{own.words} Nadia")
    assert page.index(f"{own.words} Nadia") < page.index("Resten af kommunen 1")
    assert page.index("Resten af kommunen 1") < page.index(f"{others.words} Mette")


def test_what_is_not_filed_is_told(scene: Scene) -> None:
    scene.answered()
    assert "Ikke journaliseret: skulle være gjort" in seen(scene, days=25)


def test_a_wish_to_talk_to_another_is_told_without_its_words(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(days=1)
    scene.answer_after(link, words={"talk_to": "other", "more_text": "kanarietekst"})
    page = seen(scene)
    wish = "Barnet vil tale med en anden end sin rådgiver: siden 19. marts 2027."
    assert f"{link.words} Jonas {wish} Rådgiveren må ikke få det at vide" in page
    assert "kanarietekst" not in page and "Tal med rådgiveren" not in page


def test_no_word_of_an_answer_and_no_way_to_one_is_on_the_page(scene: Scene) -> None:
    link = scene.answered(said=older_answers(topics_text="kanarietekst"))
    mette = scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}").text
    scene.clock.now += timedelta(days=5)
    page = scene.staff("leder").get(OVERVIEW)
    assert str(link.words) in page.text
    for secret in (*SECRETS, link.token):
        assert secret not in page.text
    assert page.text.count(link.meeting_id) == page.text.count(f"{link.meeting_id}/giv-videre")
    assert "kanarietekst" in mette, "the control"
    assert not [address for address in links_of(page) if address.startswith("/raadgiver/moeder")]


def test_another_municipality_is_not_seen(scene: Scene) -> None:
    """Karim's noise has waited as long; Sofie's too."""
    link = scene.answered(by="sofie")
    page = seen(scene, days=20)
    assert str(link.words) not in page and "Karim" not in page and "Sofie" not in page
    assert "Intet har ventet for længe." in page


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed_here(scene: Scene, method: str) -> None:
    leader = scene.staff("leder")
    assert leader.client.open(OVERVIEW, method=method).status_code == 405
    assert "<form" not in leader.get(OVERVIEW).text.partition("<main")[2]


def test_looking_changes_nothing(scene: Scene) -> None:
    scene.answered()
    leader = scene.staff("leder")
    before = scene.everything_stored()
    leader.get(OVERVIEW)
    assert scene.everything_stored() == before


@pytest.mark.parametrize("name", ["mette", "sofie"])
def test_it_is_for_leaders(scene: Scene, name: str) -> None:
    page = scene.staff(name).get(OVERVIEW)
    assert page.status_code == 403
    assert "Den side er ikke for dig" in main_words(page)

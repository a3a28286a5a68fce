"""The leader gives a waiting meeting to a colleague: by name alone, and without reading."""

from datetime import timedelta

import pytest

from boernestemme.services.making_links import MadeLink
from boernestemme.web.staff.hand_over import REFUSED
from tests.factories import older_answers
from tests.web.reading_pages import links_of, main_words, ticked
from tests.web.scene import Scene

SECRETS = ("kanarietekst", "gåtur", "Min far", "Skolen")


def waiting(scene: Scene, by: str = "mette") -> MadeLink:
    link = scene.answered(by=by, said=older_answers(topics_text="kanarietekst"))
    scene.clock.now += timedelta(days=5)
    return link


def here(link: MadeLink) -> str:
    return f"/leder/moeder/{link.meeting_id}/giv-videre"


def person(scene: Scene, name: str) -> str:
    with scene.acting() as world:
        return world.person(name).id


def test_it_is_three_clicks_from_the_overview(scene: Scene) -> None:
    link = waiting(scene)
    pages = scene.staff("leder")
    assert here(link) in links_of(pages.get("/leder/"))
    page = pages.get(here(link))
    assert ticked(page) == set(), "nobody asked the old one whether the child may be told"
    gone = pages.post_fields(here(link), {"receiver": person(scene, "nadia"), "tell": "yes"})
    assert gone.status_code == 303
    overview = main_words(pages.get(gone.headers["Location"]))
    assert "Givet videre." in overview and f"{link.words} Nadia" in overview
    meeting = f"/raadgiver/moeder/{link.meeting_id}"
    assert scene.staff("nadia").get(meeting).status_code == 200
    assert scene.staff().get(meeting).status_code == 404


def test_nothing_of_what_was_said_is_on_the_page(scene: Scene) -> None:
    link = waiting(scene)
    page = scene.staff("leder").get(here(link))
    assert str(link.words) in page.text
    assert [secret for secret in (*SECRETS, link.token) if secret in page.text] == []


def test_without_a_receiver_it_is_told(scene: Scene) -> None:
    link = waiting(scene)
    pages = scene.staff("leder")
    pages.get(here(link))
    answer = pages.post_fields(here(link), {})
    assert answer.status_code == 422 and REFUSED["receiver"] in main_words(answer)


@pytest.mark.parametrize(("name", "status"), [("mette", 403), ("nadia", 403), ("sofie", 403)])
def test_it_is_the_leaders_alone(scene: Scene, name: str, status: int) -> None:
    link = waiting(scene)
    pages = scene.staff(name)
    before = scene.everything_stored()
    assert pages.get(here(link)).status_code == status
    assert pages.post_fields(here(link), {"receiver": "x"}).status_code == status
    assert scene.everything_stored() == before


def test_what_does_not_wait_or_is_elsewhere_is_not_there(scene: Scene) -> None:
    silent, elsewhere = scene.link(), waiting(scene, by="sofie")
    pages = scene.staff("leder")
    for link in (silent, elsewhere):
        for answer in (pages.get(here(link)), pages.post_fields(here(link), {"receiver": "x"})):
            assert answer.status_code == 404
            assert str(link.words) not in answer.text

"""The list of who read a child's answers: found by two words, printed or as a table."""

import pytest

from boernestemme.services.making_links import MadeLink
from tests.web.reading_pages import main_words
from tests.web.scene import Scene

SEARCH = "/leder/hvem-har-laest"


@pytest.fixture
def link(scene: Scene) -> MadeLink:
    """A meeting that Mette has read twice in a row."""
    made = scene.answered()
    for _ in range(2):
        scene.read(made)
    return made


def page_of(link: MadeLink) -> str:
    return f"/leder/moeder/{link.meeting_id}/hvem-har-laest"


def test_the_way_from_the_log_to_the_list(scene: Scene, link: MadeLink) -> None:
    leader = scene.staff("leder")
    assert SEARCH in leader.get("/leder/log").text
    leader.get(SEARCH)
    found = leader.post_fields(SEARCH, {"q": str(link.words)})
    assert page_of(link) in found.text
    asked = leader.get(page_of(link))
    assert str(link.words) in main_words(asked)
    done = leader.post_fields(page_of(link), {"asker": "child", "form": "page"})
    words = main_words(done)
    assert "9. marts 2027 Din rådgiver Åbnede dine svar 2 gange" in words
    assert "En leder i kommunen Lavede en liste som den her" in words
    for secret in (str(link.words), "Mette", link.token, link.meeting_id, "faster", "ferien"):
        assert secret not in words


def test_the_table_holds_every_time_and_names_where_they_are_wanted(
    scene: Scene, link: MadeLink
) -> None:
    leader = scene.staff("leder")
    leader.get(page_of(link))
    done = leader.post_fields(page_of(link), {"asker": "authority", "form": "csv", "names": "yes"})
    assert done.headers["Content-Type"].startswith("text/csv")
    lines = done.text.lstrip("\ufeff").splitlines()
    assert lines[0] == "Møde;Dag;Klokken;Hvem;Fornavn;Hvad"
    assert lines[1] == "2027-03-18;2027-03-09;10.00;Din rådgiver;Mette;Åbnede dine svar"
    assert len(lines) == 4, "two readings, and that the list was made"
    [[action]] = scene.rows("SELECT action FROM access_log ORDER BY at DESC, number DESC LIMIT 1")
    assert action == "readers_told_authority"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("sky", "Skriv begge mødets ord, fx blå sky."),
        ("070761-4285", "Det ligner et CPR-nummer. Skriv kun mødets to ord."),
    ],
)
def test_what_cannot_be_searched_for_is_said_and_stays(scene: Scene, typed: str, said: str) -> None:
    leader = scene.staff("leder")
    leader.get(SEARCH)
    refused = leader.post_fields(SEARCH, {"q": typed})
    assert refused.status_code == 422
    assert said in main_words(refused) and f'value="{typed}"' in refused.text


def test_who_has_asked_must_be_said_and_strangers_find_nothing(
    scene: Scene, link: MadeLink
) -> None:
    leader = scene.staff("leder")
    leader.get(page_of(link))
    before = scene.count("access_log")
    refused = leader.post_fields(page_of(link), {"form": "page"})
    assert refused.status_code == 422
    assert "Vælg, hvem der har spurgt." in main_words(refused)
    foreign = scene.link(by="sofie")
    assert leader.get(page_of(foreign)).status_code == 404
    assert leader.post_fields(page_of(foreign), {"asker": "child"}).status_code == 404
    assert scene.staff("mette").get(page_of(link)).status_code == 403
    assert scene.count("access_log") == before

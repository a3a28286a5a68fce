"""Own words to the points are papers: they are named, read, ticked, and not made anew by chance."""

from datetime import timedelta

import pytest

from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.web.caseworker.test_filing import BUTTON, TAG, Desk
from tests.web.caseworker.test_points import Window, saved
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

WORDS = "Vi skal tale om skolen. æøå"
OWN = "Det, du selv skrev i rammen"
ERASED = "Ikke gemt: svaret er slettet her."


def written(scene: Scene, link: MadeLink) -> Desk:
    """Mette's page after she wrote to one point, on the day after the meeting."""
    assert Window(scene, link).save("purpose", WORDS).status_code == 303
    desk = Desk(scene, link)
    desk.open(20)
    return desk


def filed(scene: Scene) -> list[str | None]:
    return [row[0] for row in scene.rows("SELECT filed_on FROM framings")]


def test_answer_and_point_are_filed_with_one_press(scene: Scene) -> None:
    desk = written(scene, scene.answered())
    assert f"Svaret før mødet {OWN}" in desk.open()
    assert desk.file().headers["Location"] == f"{desk.here}#h-journal"
    assert (desk.stored(), filed(scene)) == (["2027-03-20"], ["2027-03-20"])


def test_points_alone_can_be_filed_and_end_the_task(scene: Scene) -> None:
    desk = written(scene, scene.link())
    page = desk.open()
    assert OWN in page and BUTTON in page and "Dine svar på ønskerne" not in page
    assert TAG in words_of(desk.pages.get("/raadgiver/"))
    desk.file()
    assert filed(scene) == ["2027-03-20"]
    assert TAG not in words_of(desk.pages.get("/raadgiver/"))


def test_a_point_saved_after_the_page_was_opened_is_not_ticked(scene: Scene) -> None:
    link = scene.answered()
    window, desk = Window(scene, link), Desk(scene, link)
    old = desk.shown()
    window.save("purpose", WORDS)
    assert desk.file(**old).headers["Location"] == f"{desk.here}?imens#problem"
    assert (desk.stored(), filed(scene)) == ([None], [None])


def test_what_is_to_be_filed_can_be_read_and_printed_after_the_meeting(scene: Scene) -> None:
    desk = written(scene, scene.link())
    page = desk.pages.get(desk.here)
    assert WORDS in page.text
    sheet = f"{desk.here}/print?ark=bord"
    assert f'href="{sheet}"' in page.text and WORDS in main_words(desk.pages.get(sheet))
    desk.file()
    assert sheet not in desk.pages.get(desk.here).text, "the control"


def test_saving_what_stands_leaves_the_papers_filed(scene: Scene) -> None:
    link = scene.answered()
    window, desk = Window(scene, link), Desk(scene, link)
    window.save("purpose", window.forms["purpose"]["text"])
    assert filed(scene) == [], "nothing was written"
    window.save("purpose", WORDS)
    desk.file()
    window.open()
    assert window.save("purpose", WORDS).status_code == 303
    assert filed(scene) != [None]
    window.save("purpose", "noget andet")
    assert filed(scene) == [None], "the control"


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_old_window_makes_no_paper_once_all_is_erased(scene: Scene, accept: str) -> None:
    link = scene.answered()
    window = Window(scene, link)
    scene.clock.now = MEETING - timedelta(minutes=5)
    window.pages = scene.staff()
    scene.run("UPDATE meetings SET erased_on = '2027-05-01'")
    page = window.save("purpose", WORDS, accept=accept)
    assert page.status_code == 422
    told = page.get_json()["message"] if page.is_json else words_of(page)
    assert ERASED in told and (page.is_json or WORDS in page.text)
    assert filed(scene) == []
    scene.run("UPDATE meetings SET erased_on = NULL")
    assert window.save("purpose", WORDS, accept=accept).status_code < 400, "the control"


def test_what_was_refused_after_the_meeting_stays_in_its_field(scene: Scene) -> None:
    link = scene.answered()
    window = Window(scene, link)
    scene.clock.now = MEETING + timedelta(hours=3)
    window.pages = scene.staff()
    page = window.save("purpose", "010203-1234")
    assert page.status_code == 422 and 'id="f-purpose"' in page.text
    assert "010203-1234" in page.text and saved(scene, link) == {}

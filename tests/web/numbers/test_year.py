"""From 2027 on a year is about the smallest alone, and a half-year says who is not in it."""

import pytest

from boernestemme.domain.period import Period
from tests.release_factory import NEW, publish, release
from tests.web.reading_pages import main_words
from tests.web.scene import Scene
from tests.web.staff_of import with_board

SMALLEST = "Fanø, Læsø, Samsø og Ærø"


@pytest.mark.parametrize(
    ("taking_part", "scope"),
    [
        (4, "De 4 mindste kommuner, talt over et helt år"),
        (3, "3 af de 4 mindste kommuner, talt over et helt år"),
    ],
)
def test_a_year_and_a_half_year_say_who_they_are_about(
    scene: Scene, taking_part: int, scope: str
) -> None:
    half = Period(2027, 2)
    with with_board(scene).acting() as world:
        publish(release(NEW), world)
        publish(release(half, taking_part=94), world)
        publish(release(Period(2027), taking_part=taking_part, municipalities=4), world)
    browser = scene.app.test_client()
    of_year, of_half, before, newest = (
        main_words(browser.get(f"/tal/{one}")) for one in ("2027/", f"{half}/", f"{NEW}/", "")
    )
    assert of_year.count(scope) > 2, "at the top and in the tables"
    assert f"Tallene her er kun fra de mindste kommuner: {SMALLEST}." in of_year
    assert "Øvrige af de mindste kommuner" in of_year
    for words in ("Hele landet", "Øvrige kommuner i landet", "er ikke med i halvåret"):
        assert words not in of_year
    assert f"De mindste kommuner, {SMALLEST}, er ikke med i halvåret." in of_half
    assert "94 af 98 kommuner" in of_half and "Hele landet" not in of_half
    assert "mindste kommuner" not in before
    assert newest == of_half, "the half-year comes first"


def test_a_municipality_of_the_year_is_found_from_the_half_year(scene: Scene) -> None:
    with with_board(scene).acting() as world:
        for one in (Period(2027, 1), Period(2027)):
            publish(release(one), world)
    browser = scene.app.test_client()
    page = browser.get("/tal/2027H1/?kommune=0563").text
    assert 'href="/tal/2027/?kommune=0563#valgt"' in page and "Se Fanø i 2027" in page
    assert 'href="/tal/2027/?kommune=0751' not in browser.get("/tal/2027H1/?kommune=0751").text

"""Who helped the child, on the page of the meeting; and the task of asking it alone."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.services.making_links import MadeLink
from tests.web.reading_pages import main_words
from tests.web.scene import ANSWERS, Scene

LIST = "/raadgiver/"
TASK = "Spørg barnet alene: hvem skal med, hvad gør det trygt, og hvad må forældre ikke se."
TAG = "Spørg barnet alene"
EITHER = pytest.mark.parametrize("age_group", list(AgeGroup))


def address(link: MadeLink, what: str = "") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}{what}"


def answered(scene: Scene, by: str, age_group: AgeGroup = AgeGroup.OLDER) -> MadeLink:
    said = ANSWERS[age_group](helped_by=by)
    return scene.answered(said=said, age_group=age_group)


@EITHER
@pytest.mark.parametrize(
    ("by", "line"),
    [
        ("teacher", "Barnet fik hjælp af: en lærer eller pædagog"),
        ("home", "Barnet fik hjælp af: en voksen, barnet bor hos"),
        ("family", "Barnet fik hjælp af: familien"),
        ("caseworker", "Barnet fik hjælp af: dig"),
        ("other", "Barnet fik hjælp af: en anden"),
        ("alone", None),
    ],
)
def test_the_page_says_who_helped(
    scene: Scene, by: str, line: str | None, age_group: AgeGroup
) -> None:
    page = main_words(scene.staff().get(address(answered(scene, by, age_group))))
    assert ("Barnet fik hjælp af" in page) is (line is not None)
    assert line is None or line in page
    assert (TASK in page) is (by == "family")


def test_the_task_stands_in_the_list_and_ends_with_one_press(scene: Scene) -> None:
    link, mette = answered(scene, "family"), scene.staff()
    assert TAG in main_words(mette.get(LIST))
    mette.get(address(link))
    for _ in range(2):
        done = mette.post(address(link, "/spurgt-alene"))
        assert done.headers["Location"] == address(link)
    page = main_words(mette.get(address(link)))
    assert TASK not in page and "Barnet fik hjælp af: familien" in page
    assert TAG not in main_words(mette.get(LIST))


def test_a_child_alone_makes_no_such_task(scene: Scene) -> None:
    scene.answered()
    assert TAG not in main_words(scene.staff().get(LIST))


def test_it_is_nobody_elses_task(scene: Scene) -> None:
    link = answered(scene, "family")
    nadia = scene.staff("nadia")
    assert nadia.post(address(link, "/spurgt-alene")).status_code == 404
    assert TAG in main_words(scene.staff().get(LIST))


def test_what_was_not_asked_was_not_skipped(scene: Scene) -> None:
    """Family helped: three pages were left out, so the child passed none of them by."""
    said = {"helped_by": "family", "topics": ("skole",)}
    page = main_words(scene.staff().get(address(scene.answered(said=said))))
    assert "Sprunget over: om barnet ved, hvad mødet handler om, sted Svaret" in page
    alone = scene.answered(said={"topics": ("skole",)})
    control = main_words(scene.staff().get(address(alone)))
    assert "sted, hvad der gør tryg, noget privat Svaret" in control


def test_the_sheet_for_the_table_does_not_hold_it(scene: Scene) -> None:
    """Neither who helped nor the task is for the others at the table to read."""
    mette, here = scene.staff(), address(answered(scene, "family"))
    for told in ("Barnet fik hjælp af: familien", "Spørg barnet alene: hvem skal med"):
        assert told in mette.get(here).text
        assert told in mette.get(f"{here}/print?ark=egen").text, "the control"
        assert told not in mette.get(f"{here}/print?ark=bord").text
        assert told not in mette.get(f"{here}/print?ark=barn").text

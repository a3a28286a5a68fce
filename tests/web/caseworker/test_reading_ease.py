"""The meter: the same figures while one writes, when it is saved and in the preview."""

from collections.abc import Iterator

import pytest

from boernestemme.domain.framing import FramingPoint
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.plain_words import Ease
from boernestemme.services.making_links import MadeLink
from boernestemme.web.caseworker.points import standing_points
from boernestemme.web.caseworker.reading_ease import MOST_SHOWN, meter_of
from tests.web.conftest import Stage
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

OFFICE = "Vi iværksætter en foranstaltning"
NAMED = ("»iværksætter«: sig hellere »sætte i gang«.", "»foranstaltning«: sig hellere »hjælp«.")
LONG = "Vi vil gerne tale med dig om, hvordan det går i skolen, og hvem der kan hjælpe dig"


@pytest.fixture
def speaking(stage: Stage) -> Iterator[None]:
    """Danish, as inside a request."""
    with stage.app.app_context():
        yield


def here(link: MadeLink, what: str = "") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}{what}"


def asked(scene: Scene, **fields: str) -> dict[str, object]:
    """What the script is told."""
    found = scene.staff().post("/raadgiver/laesbarhed", **fields)
    assert found.status_code == 200
    return dict(found.json or {})


def test_the_script_is_told_what_the_page_says(scene: Scene) -> None:
    said = asked(scene, text=OFFICE, age="10-17")
    assert said == {
        "ease": "some", "verdict": "Lidt svært at læse", "lix": "", "hints": list(NAMED)
    }  # fmt: skip
    link, mette = scene.answered(), scene.staff()
    mette.get(here(link))
    fields = {"point": "purpose", "version": "0", "shown": "", "text": OFFICE}
    mette.post_fields(here(link, "/ramme"), fields)
    page = words_of(mette.get(here(link)))
    assert f"Lidt svært at læse {NAMED[0]} {NAMED[1]}" in page


def test_own_words_of_a_reply_have_it_too_saved_or_only_previewed(scene: Scene) -> None:
    link, mette = scene.answered(), scene.staff()
    assert NAMED[0] not in words_of(mette.get(here(link)))
    key = scene.read(link).wishes[0].key
    fields = {"version": "0", "go": "preview", f"outcome-{key}": "met", f"own-{key}": OFFICE}
    assert words_of(mette.post_fields(here(link, "/svar"), fields)).count(NAMED[0]) == 2
    saved = mette.post_fields(here(link, "/svar"), fields | {"go": "save"})
    assert saved.status_code == 303, "advice stops nobody"
    assert NAMED[0] in words_of(mette.get(here(link)))


def test_asking_keeps_nothing_and_takes_anything(scene: Scene) -> None:
    mette = scene.staff()
    before = scene.everything_stored()
    for text in ("", "»", "\x00", "a" * 5000, "ord. " * 900, "مدرسة"):
        answer = mette.post("/raadgiver/laesbarhed", text=text, age="17")
        assert answer.status_code == 200
    assert scene.everything_stored() == before


def test_only_a_case_worker_may_ask(scene: Scene) -> None:
    assert scene.staff("leder").post("/raadgiver/laesbarhed", text=OFFICE).status_code == 403


@pytest.mark.usefixtures("speaking")
def test_a_young_child_gets_shorter_sentences() -> None:
    with_fifteen = "Vi ses i dag, og så går vi en tur med din hund om lidt."
    assert meter_of(with_fifteen, AgeGroup.OLDER).is_easy
    [hint] = meter_of(with_fifteen, AgeGroup.YOUNGER).hints
    assert hint == "Lang sætning, 15 ord: »Vi ses i dag, og så går vi en tur med …«"


@pytest.mark.usefixtures("speaking")
def test_a_childs_own_words_are_nothing_to_mend() -> None:
    assert not meter_of(OFFICE, AgeGroup.OLDER).is_easy
    assert meter_of(f"Du siger: »{OFFICE}«", AgeGroup.OLDER).is_easy


@pytest.mark.usefixtures("speaking")
def test_a_hard_text_always_says_what_to_do_and_never_too_much() -> None:
    dense = meter_of("Børnene glædede skolerne hverdagene igennem. " * 6, AgeGroup.OLDER)
    assert dense.ease is Ease.HARD and dense.hints and dense.lix
    assert len(meter_of(OFFICE + " såfremt jf. vedr. " + LONG, AgeGroup.OLDER).hints) == MOST_SHOWN


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize("age", list(AgeGroup))
def test_what_is_said_to_every_child_is_easy_itself(age: AgeGroup) -> None:
    for point in FramingPoint:
        text = "\n".join(standing_points(age)[point])
        assert meter_of(text, age).is_easy, (text, meter_of(text, age))

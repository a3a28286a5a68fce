"""At the next meeting with the same child, what it said last time stands before everything else."""

from datetime import timedelta

import pytest

from boernestemme.domain.questionnaire import Value
from boernestemme.services.making_links import MadeLink
from boernestemme.services.meeting_again import invite_again
from tests.factories import NOW, older_answers
from tests.web.reading_pages import main_words
from tests.web.scene import Scene

LAST_TIME, HELPED = "Sidst sagde barnet", "Det har hjulpet barnet før"
SAID: dict[str, Value] = {
    "next_time": ("pauser", "lyt_mere"),
    "more_text": "Sig det før, hvis I er forsinkede.",
}


@pytest.fixture
def again(scene: Scene) -> MadeLink:
    """The second meeting of a child that said something after the first."""
    first = scene.answered(said=older_answers(needs=("pause",), keep_needs="yes"))
    scene.clock.now = NOW + timedelta(days=9, hours=4)
    scene.answer_after(first, words=SAID)
    with scene.acting() as world:
        order = world.order(starts_at=scene.clock.now + timedelta(days=30))
        return invite_again(world.setting(), first.meeting_id, order, world.links)


def places(scene: Scene, link: MadeLink, *texts: str) -> list[int]:
    page = main_words(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    return [page.index(text) for text in texts]


def test_it_stands_first_before_the_child_has_answered(scene: Scene, again: MadeLink) -> None:
    said = (LAST_TIME, "Flere pauser", "Sig det før", HELPED, "Barnet har ikke svaret endnu")
    found = places(scene, again, *said)
    assert found == sorted(found)


def test_it_stands_first_beside_the_answer_too(scene: Scene, again: MadeLink) -> None:
    with scene.acting() as world:
        world.answer(again, {"topics": ("skole",)})
    found = places(scene, again, LAST_TIME, HELPED, "Barnet siger", "Svar på ønsker")
    assert found == sorted(found)


@pytest.mark.parametrize("name", ["jonas", "nadia", "leder"])
def test_nobody_else_gets_any_of_it(scene: Scene, again: MadeLink, name: str) -> None:
    page = scene.staff(name).get(f"/raadgiver/moeder/{again.meeting_id}")
    assert page.status_code in {403, 404}
    assert LAST_TIME not in page.text and HELPED not in page.text

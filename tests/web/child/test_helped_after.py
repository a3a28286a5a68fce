"""Help after the meeting: only that there was some is kept, and not on a case worker's device."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.walking import SEND, Child, arrive, arrive_after

EITHER = pytest.mark.parametrize("age_group", list(AgeGroup))
CLASSES = "SELECT kind, is_helped FROM mixer_box ORDER BY kind"


def choose(one: Child, by: str) -> str:
    one.see("/hjaelper?fra=1")
    return one.post("/hjaelper?fra=1", {"helped_by": by}).headers["Location"]


@EITHER
@pytest.mark.parametrize(("by", "is_helped"), [("home", 1), ("family", 1), ("alone", 0)])
def test_the_taps_lie_among_those_of_helped_children(
    scene: Scene, age_group: AgeGroup, by: str, is_helped: int
) -> None:
    one = arrive_after(scene, age_group=age_group)
    assert "En voksen hjælper mig" in main_words(one.see("/svar/1"))
    assert "/hjaelper" not in links_of(one.see("/svar/2")), "asked once, on the first page"
    choose(one, by)
    one.tap(1, "yes", age_group)
    one.see(SEND)
    one.send_after({"more_text": "tak"})
    assert scene.rows(CLASSES) == [("taps", is_helped), ("whose", 0)]
    assert scene.rows("SELECT ask_alone FROM submissions WHERE phase = 'after'") == [(0,)]


@EITHER
def test_the_adults_card_has_no_practice_and_nothing_private(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive_after(scene, age_group=age_group)
    assert choose(one, "teacher") == "/hjaelper/kort?fra=1"
    card = one.see("/hjaelper/kort?fra=1")
    assert "Husk din underretningspligt." in main_words(card)
    assert "/svar/1" in links_of(card) and "/oev/1" not in links_of(card)
    assert "private" not in main_words(card)
    assert "Hvem hjælper dig?" in main_words(one.see("/svar/1"))


@EITHER
def test_on_the_case_workers_own_device_nothing_is_saved(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive_after(scene, age_group=age_group)
    one.see("/hjaelper")
    before = scene.everything_stored()
    assert choose(one, "caseworker") == "/hjaelper/selv?fra=1"
    page = main_words(one.see("/hjaelper/selv?fra=1"))
    assert "Brug dit eget link" in page
    assert scene.everything_stored() == before
    choose(one, "home")
    assert scene.everything_stored() != before, "the control"


def test_where_the_case_worker_helped_before_nothing_is_asked_after(scene: Scene) -> None:
    one = arrive(scene)
    choose(one, "caseworker")
    with scene.acting() as world:
        world.hold(one.link)
    for number in (1, 2):
        assert one.see(f"/svar/{number}").headers["Location"].startswith("/hjaelper/selv")
    choose(one, "alone")
    assert "Var du med til mødet?" in main_words(one.see("/svar/1")), "the control"


def test_before_the_meeting_the_case_worker_may_help(scene: Scene) -> None:
    one = arrive(scene)
    assert choose(one, "caseworker") == "/hjaelper/kort?fra=1"
    assert one.see("/hjaelper/selv").headers["Location"] == "/svar/1"
    assert one.see("/svar/2").status_code == 200


@EITHER
def test_who_helped_before_the_meeting_is_no_help_after_it(
    scene: Scene, age_group: AgeGroup
) -> None:
    """The answers before it were not sent: their draft is still in the browser."""
    one = arrive(scene, age_group=age_group)
    choose(one, "teacher")
    with scene.acting() as world:
        world.hold(one.link)
    assert "En voksen hjælper mig" in main_words(one.see("/svar/1")), "it is asked anew"
    one.tap(1, "yes", age_group)
    one.see(SEND)
    one.send_after({"more_text": "tak"})
    assert scene.rows(CLASSES) == [("taps", 0), ("whose", 0)]

"""A meeting with an interpreter: the child is told, its taps lie among those of such children."""

import pytest

from boernestemme.domain.asking import Asking
from boernestemme.domain.meeting import AgeGroup, Settled
from tests.web.reading_pages import main_words
from tests.web.scene import Scene
from tests.web.walking import SEND, arrive, arrive_after

EITHER = pytest.mark.parametrize("age_group", list(AgeGroup))
CLASSES = "SELECT kind, is_helped, is_interpreted FROM mixer_box ORDER BY kind"
WITH = Settled(persons=("mor", "tolk"))


@EITHER
@pytest.mark.parametrize(("told", "is_interpreted"), [(WITH, 1), (Settled(persons=("mor",)), 0)])
def test_the_taps_lie_among_those_with_an_interpreter(
    scene: Scene, age_group: AgeGroup, told: Settled, is_interpreted: int
) -> None:
    one = arrive_after(scene, age_group=age_group, settled=told)
    one.tap(1, "yes", age_group)
    one.see(SEND)
    one.send_after({})
    assert scene.rows(CLASSES) == [("taps", 0, is_interpreted), ("whose", 0, 0)]


def test_the_child_is_told_beforehand(scene: Scene) -> None:
    one = arrive(scene, settled=WITH)
    assert "din mor og en tolk" in main_words(one.see("/svar/2"))


@EITHER
def test_nobody_is_asked_whether_an_interpreter_shall_come(age_group: AgeGroup) -> None:
    without = Asking(age_group, Settled(persons=("mor",))).screens
    assert Asking(age_group, WITH).screens == without
    assert Asking(age_group, Settled(persons=("far",))).screens != without, "the control"

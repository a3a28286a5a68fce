"""Family helps the child: what family must not hear is not asked, and the way goes on past it."""

import pytest

from boernestemme.domain.meeting import AgeGroup, Settled
from tests.web.reading_pages import field_names, main_words, typed
from tests.web.scene import Scene
from tests.web.walking import CHECK, Child, arrive

REST = "Resten spørger Mette dig om, når I er alene."
EITHER = pytest.mark.parametrize("age_group", list(AgeGroup))


def with_family(scene: Scene, age_group: AgeGroup) -> Child:
    one = arrive(scene, age_group=age_group)
    one.see("/hjaelper")
    one.post("/hjaelper", {"helped_by": "family"})
    return one


@EITHER
def test_private_pages_are_gone_past(scene: Scene, age_group: AgeGroup) -> None:
    one = with_family(scene, age_group)
    for number, following in ((4, "/svar/5"), (6, CHECK), (7, CHECK)):
        for address in (f"/svar/{number}", f"/svar/{number}?klar=1"):
            gone_on = one.see(address)
            assert (gone_on.status_code, gone_on.headers["Location"]) == (303, following)
        assert one.post(f"/svar/{number}", {"go": "next"}).headers["Location"] == following
    assert one.fill(3, {"topics": ["skole"]}).headers["Location"] == "/svar/5"
    assert "not_in_front" not in field_names(one.see("/svar/3"))
    for number in (8, 99):
        assert one.see(f"/svar/{number}").status_code == 404, "the control: no page of ours"


@EITHER
def test_the_child_is_told_who_asks_about_the_rest(scene: Scene, age_group: AgeGroup) -> None:
    one = with_family(scene, age_group)
    check = one.see(CHECK)
    assert REST in main_words(check)
    assert "5 af 5" in check.text
    one.send()
    [answer] = scene.read(one.link).answers
    assert answer.must_ask_alone
    alone = arrive(scene, age_group=age_group)
    assert REST not in main_words(alone.see(CHECK)), "the control"


def test_what_a_page_brings_that_is_no_longer_asked_is_not_lost_in_silence(scene: Scene) -> None:
    """The page was opened before family came; its words were never saved, and it says so."""
    one = with_family(scene, AgeGroup.OLDER)
    page = one.post("/svar/7", {"not_for_parents": "kun til Mette", "go": "next"})
    assert page.status_code == 409
    assert typed(page)["not_for_parents"] == "kun til Mette"
    assert "Det er ikke modtaget." in main_words(page)


@EITHER
def test_what_the_child_answered_alone_before_is_sent_and_never_shown(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive(scene, age_group=age_group)
    one.fill(6, {"needs": ["pause"]})
    one.see("/hjaelper")
    one.post("/hjaelper", {"helped_by": "family"})
    assert "ause" not in main_words(one.see(CHECK))
    one.send()
    assert scene.read(one.link).answers[0].parts.open["needs"] == ("pause",)


@EITHER
def test_a_settled_place_is_gone_past(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group, settled=Settled((), "skole"))
    assert one.see("/svar/5").headers["Location"] == "/svar/6"
    assert one.post("/svar/5", {"go": "next"}).headers["Location"] == "/svar/6"
    assert one.fill(4, {}).headers["Location"] == "/svar/6"
    assert arrive(scene, age_group=age_group).see("/svar/5").status_code == 200, "the control"

"""The child's page after a hand-over: the new name, and the old one only where it may stand."""

import pytest

from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services import administering, changing_links, handing_over, meeting_again
from boernestemme.services.handing_over import Choice
from boernestemme.services.making_links import MadeLink
from tests.web.reading_pages import main_words
from tests.web.scene import Scene
from tests.web.walking import AFTER, CHECK, Child

CHANGED = "Mette er ikke din rådgiver mere. Nu er det Nadia."
KNOWN = "Nadia har fået det, du har sagt til Mette. Du behøver ikke sige det hele igen."


def hand_over(scene: Scene, link: MadeLink, *, tells_child: bool = True) -> None:
    with scene.acting() as world:
        choice = Choice(world.person("nadia").id, tells_child)
        opener = world.links.keys.opener
        handing_over.hand_over(world.setting(), link.meeting_id, choice, opener)


def first_page(scene: Scene, link: MadeLink) -> str:
    return main_words(Child(scene.app, link).come_in().see("/svar/1"))


@pytest.mark.parametrize("age_group", AgeGroup)
def test_it_is_told_before_the_first_question(scene: Scene, age_group: AgeGroup) -> None:
    link = scene.link(age_group=age_group)
    assert "Nadia" not in first_page(scene, link), "the control"
    hand_over(scene, link)
    page = first_page(scene, link)
    assert CHANGED in page and page.index(CHANGED) < page.index("Nadia læser")
    assert KNOWN not in page, "nothing has been said yet"


def test_whoever_has_answered_is_told_that_it_is_known(scene: Scene) -> None:
    link = scene.answered()
    hand_over(scene, link)
    assert f"{CHANGED} {KNOWN}" in first_page(scene, link)


@pytest.mark.parametrize("has_answered", [True, False])
def test_of_an_earlier_meeting_only_what_was_answered_is_known(
    scene: Scene, has_answered: bool
) -> None:
    earlier = scene.answered() if has_answered else scene.link()
    with scene.acting() as world:
        order = world.order()
        link = meeting_again.invite_again(world.setting(), earlier.meeting_id, order, world.links)
    hand_over(scene, link)
    page = first_page(scene, link)
    assert CHANGED in page and (KNOWN in page) == has_answered


def test_after_the_meeting_it_is_told_above_the_first_question_alone(scene: Scene) -> None:
    link = scene.answered()
    hand_over(scene, link)
    scene.clock.now = AFTER
    one = Child(scene.app, link).come_in()
    assert CHANGED in main_words(one.see("/svar/1"))
    assert CHANGED not in main_words(one.see("/svar/2"))


@pytest.mark.parametrize("phone", [Phone.SHARED, Phone.UNSURE, Phone.NONE])
def test_where_others_see_the_phone_no_name_stands(scene: Scene, phone: Phone) -> None:
    link = scene.answered(phone=phone)
    hand_over(scene, link)
    page = first_page(scene, link)
    assert not {"Mette", "Nadia"} & set(page.replace(".", " ").split())
    assert "ikke din rådgiver mere" not in page


def test_what_the_worker_does_not_allow_is_not_told(scene: Scene) -> None:
    link = scene.link()
    hand_over(scene, link, tells_child=False)
    page = first_page(scene, link)
    assert "Nadia læser" in page and "Mette" not in page


def test_of_a_closed_account_the_child_reads_the_new_name_alone(scene: Scene) -> None:
    link = scene.link()
    with scene.acting() as world:
        mette, nadia = "mette@test.example", "nadia@test.example"
        administering.disable_account(mette, nadia, world.clock())
    page = first_page(scene, link)
    assert "Nadia læser" in page and "Mette" not in page


def test_a_new_link_in_place_of_the_old_one_tells_it_too(scene: Scene) -> None:
    link = scene.link()
    hand_over(scene, link)
    with scene.acting() as world:
        nadia = world.setting("nadia")
        anew = changing_links.make_anew(nadia, link.meeting_id, world.links)
    assert CHANGED in first_page(scene, anew)


def test_a_second_hand_over_names_the_last_one(scene: Scene) -> None:
    link = scene.link()
    hand_over(scene, link)
    with scene.acting() as world:
        choice = Choice(world.person("jonas").id, tells_child=False)
        opener = world.links.keys.opener
        handing_over.hand_over(world.setting("nadia"), link.meeting_id, choice, opener)
    page = first_page(scene, link)
    assert "Jonas læser" in page and "Mette" not in page and "Nadia" not in page


def test_what_was_being_written_is_still_there(scene: Scene) -> None:
    link = scene.link()
    one = Child(scene.app, link).come_in()
    one.fill(3, {"topics": ("skole",), "topics_text": "det med cyklen"})
    hand_over(scene, link)
    assert "det med cyklen" in one.see("/svar/3").text
    one.see(CHECK)
    one.send()
    assert scene.read(link, "nadia").answers

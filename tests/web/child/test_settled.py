"""What the case worker told beforehand: persons first, no question about a settled place, facts."""

import re
from datetime import timedelta

import pytest

from boernestemme.domain.instruments.before import INTERPRETER, MAY_COME
from boernestemme.domain.meeting import AgeGroup, Phone, Settled
from tests.factories import MEETING
from tests.page_client import Page
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import ANSWERS, Scene
from tests.web.walking import CHECK, Child, arrive

YOUNGER, OLDER = AgeGroup
TOLD = Settled(("plejemor", "far", "stoette"), "skole")
BEHIND = re.compile(r"<details.*?</details>", re.DOTALL)
FACTS = {"Hvor På skolen", "Hvem Mette, din plejemor, din far og din støtteperson"}


def persons(one: Child, *, at_once: bool) -> list[str]:
    """The persons on screen 4, in order; those behind *Flere* too, or not."""
    text = one.see("/svar/4").text
    fields = Page(BEHIND.sub("", text) if at_once else text).fields
    asked = dict.fromkeys(
        field["name"].removeprefix("person-") if "person-" in field["name"] else field["value"]
        for field in fields
        if field.get("name", "").startswith("person")
    )
    return list(asked)


@pytest.mark.parametrize("age_group", AgeGroup)
def test_the_persons_named_are_asked_about_first(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group, settled=TOLD)
    always = ["selvvalgt"] if age_group is OLDER else ["selvvalgt", "kun_raadgiver"]
    assert persons(one, at_once=True) == [*TOLD.persons, *always]
    usual = arrive(scene, age_group=age_group)
    assert set(persons(one, at_once=False)) == set(persons(usual, at_once=False))
    assert persons(usual, at_once=True)[:2] == ["mor", "far"], "the control: nobody named"


@pytest.mark.parametrize(("age_group", "most"), [(YOUNGER, 8), (OLDER, 10)])
def test_however_many_are_named_a_child_sees_a_few_at_once(
    scene: Scene, age_group: AgeGroup, most: int
) -> None:
    one = arrive(scene, age_group=age_group, settled=Settled(MAY_COME))
    at_once = persons(one, at_once=True)
    assert most - 1 <= len(at_once) <= most and "selvvalgt" in at_once
    rest = [code for code in persons(one, at_once=False) if code not in at_once]
    left = [code for code in MAY_COME if code not in (*at_once, INTERPRETER)]
    assert rest[: len(left)] == left


@pytest.mark.parametrize("age_group", AgeGroup)
def test_a_settled_place_is_not_asked_about(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group, settled=TOLD)
    for number, said in ((1, "1 af 7"), (2, "2 af 7"), (3, "3 af 7"), (4, "4 af 7"), (6, "5 af 7"),
                         (7, "6 af 7")):  # fmt: skip
        page = one.see(f"/svar/{number}")
        assert said in words_of(page) and 'name="place"' not in page.text
    check = one.see(CHECK)
    assert "7 af 7" in words_of(check) and "Sted" not in main_words(check)
    assert one.fill(4, {}).headers["Location"] == "/svar/6"
    assert 'href="/svar/4"' in one.see("/svar/6").text
    assert one.see("/svar/5").headers["Location"] == "/svar/6"


@pytest.mark.parametrize("age_group", AgeGroup)
def test_the_whole_way_can_be_gone(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group, settled=TOLD)
    said = {code: value for code, value in ANSWERS[age_group]().items() if "place" not in code}
    for number in (2, 3, 4, 6, 7):
        assert one.fill(number, said).status_code == 303
    one.see(CHECK)
    one.send()
    [answer] = scene.read(one.link).answers
    assert not {"place", "not_place"} & answer.parts.open.keys()
    assert answer.parts.open["topics"] == said["topics"]


@pytest.mark.parametrize("age_group", AgeGroup)
def test_where_and_who_stand_among_the_facts(scene: Scene, age_group: AgeGroup) -> None:
    page = main_words(arrive(scene, age_group=age_group, settled=TOLD).see("/svar/2"))
    assert not [fact for fact in FACTS if fact not in page]
    page = main_words(arrive(scene, age_group=age_group).see("/svar/2"))
    assert "Hvem Mette" in page and "Hvor " not in page.replace("Hvornår", "")


@pytest.mark.parametrize("phone", [phone for phone in Phone if not phone.is_safe])
def test_nothing_is_told_on_a_phone_that_others_see(scene: Scene, phone: Phone) -> None:
    one = arrive(scene, phone=phone, settled=TOLD)
    for address in (*(f"/svar/{number}" for number in (1, 2, 3, 6, 7)), CHECK):
        page = words_of(one.see(address))
        assert "plejemor" not in page and "På skolen" not in page and "Mette" not in page
    assert persons(one, at_once=True)[:3] == list(TOLD.persons), "asked about all the same"


@pytest.mark.parametrize("age_group", AgeGroup)
def test_a_new_link_and_a_moved_meeting_keep_it(scene: Scene, age_group: AgeGroup) -> None:
    link = scene.link(age_group=age_group, settled=TOLD)
    anew = scene.make_anew(link)
    scene.move(link, MEETING + timedelta(days=1))
    one = arrive(scene, anew)
    assert "1 af 7" in words_of(one.see("/svar/1"))
    page = main_words(one.see("/svar/2"))
    assert not [fact for fact in FACTS if fact not in page] and "flyttet" in page
    assert persons(one, at_once=True)[:3] == list(TOLD.persons)


def test_the_other_questions_have_it_too(scene: Scene) -> None:
    one = arrive(scene, settled=TOLD)
    one.see("/svar/4")
    one.post("/svar/4", {"shown": "10-17", "person-mor": "yes", "manner": "age:6-9"})
    assert persons(one, at_once=True)[:3] == list(TOLD.persons)
    assert "4 af 7" in words_of(one.see("/svar/4"))
    assert "Med Mor " in main_words(one.see(CHECK))

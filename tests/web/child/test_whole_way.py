"""The whole way before a meeting, by forms alone: door, words, screens, check, receipt."""

import pytest

from boernestemme.domain.instruments.before import CHECK_NUMBER, INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import part
from tests.web.reading_pages import Ticked, main_words, ticked, typed, words_of
from tests.web.scene import ANSWERS, Scene
from tests.web.walking import CHECK, THANKS, arrive

AGES = list(AgeGroup)


@pytest.mark.parametrize("age_group", AGES)
def test_a_full_answer_reaches_the_case_worker_whole(scene: Scene, age_group: AgeGroup) -> None:
    said = ANSWERS[age_group]()
    one = arrive(scene, age_group=age_group)
    one.walk(said, age_group)
    receipt = one.send(str(said["keep_needs"]))
    assert "Vi har fået dit svar" in words_of(receipt)
    [answer] = scene.read(one.link).answers
    assert answer.parts == part(INSTRUMENTS[age_group], said)


@pytest.mark.parametrize("age_group", AGES)
def test_a_child_may_skip_everything_and_still_send(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    one.post("/svar/1", {"go": "next"})
    for screen in INSTRUMENTS[age_group].screens:
        assert one.fill(screen.number, {}, go="skip").status_code == 303
    assert main_words(one.see(CHECK)).count("Du sprang over.") == len(
        INSTRUMENTS[age_group].screens
    )
    one.send()
    [answer] = scene.read(one.link).answers
    assert answer.parts == part(INSTRUMENTS[age_group], {})


@pytest.mark.parametrize("age_group", AGES)
def test_next_without_an_answer_is_as_good_as_skip(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    one.walk({}, age_group)
    one.send()
    assert scene.read(one.link).answers[0].parts.open == {}


def test_skip_leaves_out_what_was_ticked_on_that_screen(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"topics": ("skole",), "topics_text": "fortrudt"}, go="skip")
    assert "fortrudt" not in one.see(CHECK).text
    assert "Skolen" not in main_words(one.see(CHECK))


def test_every_screen_leads_to_the_next_and_back_to_the_one_before(scene: Scene) -> None:
    one = arrive(scene)
    for number in range(2, CHECK_NUMBER):
        assert f'href="/svar/{number - 1}"' in one.see(f"/svar/{number}").text
        after = one.post(f"/svar/{number}", {"go": "next"}).headers["Location"]
        assert after == (f"/svar/{number + 1}" if number + 1 < CHECK_NUMBER else CHECK)


def test_going_back_shows_what_was_said(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"topics": ("skole", "fremtid"), "topics_text": "om 🦊\r\nog mere"})
    page = one.see("/svar/3")
    assert ticked(page) == {Ticked("topics", "skole"), Ticked("topics", "fremtid")}
    assert typed(page)["topics_text"] == "om 🦊\r\nog mere"


def test_a_text_that_begins_with_a_line_break_keeps_it(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"topics_text": "\r\n  indrykket"})
    assert typed(one.see("/svar/3"))["topics_text"] == "\r\n  indrykket"


def test_ret_goes_to_the_screen_and_comes_back_to_the_check_page(scene: Scene) -> None:
    one = arrive(scene)
    one.walk({"place": "skole"}, AgeGroup.OLDER)
    assert 'href="/svar/5?ret=1"' in one.see(CHECK).text
    page = one.see("/svar/5?ret=1")
    assert 'name="then" value="tjek"' in page.text
    assert f'href="{CHECK}"' in page.text
    changed = one.post("/svar/5", {"place": "gaatur", "then": "tjek", "go": "next"})
    assert changed.headers["Location"] == CHECK
    assert "På en gåtur" in main_words(one.see(CHECK))
    assert "På skolen" not in main_words(one.see(CHECK))


def test_each_ret_link_names_its_question(scene: Scene) -> None:
    page = arrive(scene).see(CHECK)
    for name in ("Tale om", "Hvem", "Sted", "Trygt", "Privat"):
        assert f'aria-label="Ret: {name}"' in page.text


def test_a_choice_behind_flere_is_taken_and_stands_open_on_return(scene: Scene) -> None:
    one = arrive(scene)
    assert "<details open" not in one.see("/svar/3").text
    one.fill(3, {"topics": ("rettigheder",)})
    page = one.see("/svar/3")
    assert "<details open" in page.text
    assert ticked(page) == {Ticked("topics", "rettigheder")}
    one.fill(4, {"person-traener": "no"})
    assert "<details open" in one.see("/svar/4").text


def test_erase_takes_away_one_screen_only(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"topics": ("skole",)})
    one.fill(5, {"place": "skole"})
    erased = one.fill(3, {}, go="erase")
    assert erased.headers["Location"] == "/svar/3"
    assert not ticked(one.see("/svar/3"))
    assert ticked(one.see("/svar/5")) == {Ticked("place", "skole")}


def test_delete_all_asks_once_and_leaves_no_row(scene: Scene) -> None:
    one = arrive(scene)
    one.walk(ANSWERS[AgeGroup.OLDER](), AgeGroup.OLDER)
    assert scene.count("drafts") == 1
    asked = one.see("/svar/slet")
    assert "Vil du slette det hele?" in words_of(asked)
    assert scene.count("drafts") == 1
    one.post("/svar/slet")
    assert scene.count("drafts") == 0
    assert scene.read(one.link).answers == ()
    assert one.see(CHECK).status_code == 403


def test_after_delete_all_the_link_still_works(scene: Scene) -> None:
    one = arrive(scene)
    one.post("/svar/slet")
    one.come_in()
    one.walk({"place": "skole"}, AgeGroup.OLDER)
    one.send()


def test_the_receipt_is_shown_to_nobody_who_has_not_sent(scene: Scene) -> None:
    assert arrive(scene).see(THANKS).headers["Location"] == "/svar/1"

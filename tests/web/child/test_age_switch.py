"""The other questions, by one tap and without script: nothing is lost, and nothing is silent."""

import re
from datetime import timedelta
from html import unescape

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.instruments import after
from boernestemme.domain.meeting import AgeGroup, Phone, other_age
from boernestemme.web import labels
from tests.web.reading_pages import Ticked, main_words, ticked, typed, words_of
from tests.web.scene import ANSWERS, Scene
from tests.web.walking import CHECK, SEND, Child, arrive, arrive_after

YOUNGER, OLDER = AgeGroup
BUTTON = re.compile(r'<button[^>]* form="answers" name="manner" value="age:([^"]+)"[^>]*>([^<]+)')
BODY = {YOUNGER: 'class="age-6-9"', OLDER: 'class="age-10-17"'}
EASY, BIG = "Vis lettere spørgsmål", "Vis spørgsmål for større børn"
KEPT = "Det har du også svaret"
LONG = "æ" * 700


def buttons(page: TestResponse) -> list[tuple[str, str]]:
    """Every button to the other questions: whose they are, and what it says."""
    return [(age, unescape(said).strip()) for age, said in BUTTON.findall(page.text)]


def switch(one: Child, address: str, fields: dict[str, object] | None = None) -> TestResponse:
    """Press the page's button to the other questions with what stands in its form."""
    page = one.see(address)
    shown = re.search(r'name="shown" value="([^"]+)"', page.text)
    form = {"shown": shown[1]} if shown else {}
    gone_on = one.post(address, {**form, **(fields or {}), "manner": f"age:{buttons(page)[0][0]}"})
    assert gone_on.status_code == 303, gone_on.text
    return one.see(gone_on.headers["Location"])


def walked(scene: Scene, own: AgeGroup) -> Child:
    """A child that has answered everything and stands on the check page."""
    one = arrive(scene, age_group=own)
    one.walk(ANSWERS[own](), own)
    return one


@pytest.mark.parametrize("own", AgeGroup)
def test_one_tap_on_every_page_shows_the_other_questions(scene: Scene, own: AgeGroup) -> None:
    other = other_age(own)
    for address in (*(f"/svar/{number}" for number in range(1, 8)), CHECK):
        one = arrive(scene, age_group=own)
        page = one.see(address)
        assert buttons(page) == [(other.value, EASY if own is OLDER else BIG)]
        assert BODY[own] in page.text
        there = switch(one, address)
        assert BODY[other] in there.text and there.request.path == address
        assert BODY[own] in switch(one, address).text


def test_what_stands_on_the_page_comes_along(scene: Scene) -> None:
    one = arrive(scene)
    there = switch(one, "/svar/3", {"topics": ("skole", "plan"), "topics_text": LONG})
    assert ticked(there) == {Ticked("topics", "skole"), Ticked("topics", "plan")}
    assert typed(there)["topics_text"] == LONG
    assert "Højst 2000 tegn" in words_of(there)
    one.post("/svar/3", {"shown": "6-9", "topics": ("plan",), "topics_text": LONG, "go": "next"})
    back = switch(one, "/svar/3", {"topics": ("plan",), "topics_text": LONG})
    assert ticked(back) == {Ticked("topics", "plan")} and typed(back)["topics_text"] == LONG


def test_persons_come_along_both_ways(scene: Scene) -> None:
    one = arrive(scene)
    said = {"person-mor": "yes", "person-far": "no", "person-laerer": "part"}
    there = switch(one, "/svar/4", said)
    assert ticked(there) == {Ticked("persons", "mor"), Ticked("persons", "laerer")}
    check = main_words(one.see(CHECK))
    assert "Med MorMin lærer" in check
    assert f"{KEPT} Min far: NejMin lærer: Noget af tiden" in check
    back = switch(one, "/svar/4", {"persons": ("mor", "laerer")})
    assert ticked(back) == {Ticked(*answer) for answer in said.items()}


@pytest.mark.parametrize("own", AgeGroup)
def test_there_and_back_the_check_page_says_the_same(scene: Scene, own: AgeGroup) -> None:
    one = walked(scene, own)
    before = main_words(one.see(CHECK))
    there = main_words(switch(one, CHECK))
    assert KEPT in there and KEPT not in before
    assert main_words(switch(one, CHECK)) == before


def test_what_has_no_place_stands_on_the_check_page_and_can_be_changed(scene: Scene) -> None:
    one = walked(scene, OLDER)
    page = switch(one, CHECK)
    for said in (
        "Min far: Nej", "Min lærer: Noget af tiden", "Jeg vil først tale med Mette alene",
        labels.WANT_BISIDDER, "Ikke, når andre er med: »det med ferien«",
        "Ikke her: »rummet uden vinduer«",
        "Ikke for dine forældre: »at jeg hellere vil bo hos min faster«",
    ):  # fmt: skip
        assert said in words_of(page)
    assert ("10-17", "Ret") in buttons(page)
    one = walked(scene, YOUNGER)
    page = words_of(switch(one, CHECK))
    assert f"{KEPT} Kun MetteMor eller far må ikke se det hele." in page


@pytest.mark.parametrize("own", AgeGroup)
def test_the_case_worker_reads_it_all(scene: Scene, own: AgeGroup) -> None:
    one = walked(scene, own)
    switch(one, CHECK)
    one.send()
    [answer] = scene.read(one.link).answers
    assert answer.asked_as is other_age(own)
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{one.link.meeting_id}"))
    texts = {
        OLDER: ("Vil ikke have med Min far", "Kun noget af tiden Min lærer", "det med ferien",
                "rummet uden vinduer", "at jeg hellere vil bo hos min faster",
                "Tale alene med dig først", "Have en bisidder med"),
        YOUNGER: ("Vil have med Min mor", "Kun dig", "Ja. Barnet siger det selv til dig.",
                  "min kanin er syg", "Selv sige noget om personerne til dig"),
    }  # fmt: skip
    assert [said for said in texts[own] if said not in page] == []
    assert "Sprunget over: ingenting" in page


def test_not_sure_about_a_person_reaches_the_case_worker_alone(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(4, {"person-far": "unsure"})
    assert f"{KEPT} Min far: Ved ikke" in main_words(switch(one, CHECK))
    one.send()
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{one.link.meeting_id}"))
    assert "Ved ikke, om de skal med Min far" in page


def test_what_is_said_last_of_a_person_counts(scene: Scene) -> None:
    one = arrive(scene)
    switch(one, "/svar/4", {"person-far": "no", "person-mor": "unsure"})
    one.fill(4, {"persons": ("far",)})
    check = main_words(one.see(CHECK))
    assert "Med Far" in check and "Min far: Nej" not in check and "Min mor: Ved ikke" in check


def test_masked_stays_masked(scene: Scene) -> None:
    one = walked(scene, OLDER)
    scene.clock.now += timedelta(minutes=31)
    switch(one, "/svar/1")
    for address in (*(f"/svar/{number}" for number in range(2, 8)), CHECK):
        page = one.see(address)
        assert not ticked(page) and not any(typed(page).values())
        for said in ("faster", "ferien", "Min far: Nej", "Kun noget af tiden", "på en gåtur"):
            assert said not in words_of(page), (address, said)
    assert f"{KEPT} Du har svaret." in main_words(one.see(CHECK))
    one.send()
    parts = scene.read(one.link).answers[0].parts
    assert parts.guarded["person-far"] == "no" and parts.guarded["not_in_front"] == "det med ferien"


def test_a_page_from_before_is_taken_as_it_was(scene: Scene) -> None:
    """*Back* shows the page of the old questions; what is pressed on it must not be lost."""
    one = arrive(scene)
    switch(one, "/svar/4", {"person-mor": "yes"})
    old_page = {"shown": "10-17", "person-mor": "yes", "person-far": "no", "go": "next"}
    assert one.post("/svar/4", old_page).status_code == 303
    check = main_words(one.see(CHECK))
    assert "Med Mor" in check and "Min far: Nej" in check


def test_a_text_that_is_refused_stays_and_so_do_the_questions(scene: Scene) -> None:
    one = arrive(scene)
    one.see("/svar/3")
    sent = {"topics_text": "x" * 2001, "shown": "10-17", "manner": "age:6-9"}
    refused = one.post("/svar/3", sent)
    assert refused.status_code == 422 and BODY[OLDER] in refused.text
    assert typed(refused)["topics_text"] == "x" * 2001


@pytest.mark.parametrize("own", AgeGroup)
def test_a_forged_choice_changes_nothing(scene: Scene, own: AgeGroup) -> None:
    one = arrive(scene, age_group=own, phone=Phone.SHARED)
    for value in ("age:0-3", "age:", "age", "6-9", "age:6-9;10-17"):
        one.see("/svar/2")
        one.post("/svar/2", {"manner": value})
        assert BODY[own] in one.see("/svar/2").text


def test_after_the_meeting_the_older_may_have_the_easier_ones(scene: Scene) -> None:
    for screen in after.OLDER.screens:
        one = arrive_after(scene)
        there = switch(one, f"/svar/{screen.number}")
        assert BODY[YOUNGER] in there.text and buttons(there) == [("10-17", BIG)]
        same = screen.codes[0] if screen.codes[0] != "influence" else "next"
        assert f'name="{same}"' in there.text and 'value="partly"' not in there.text


def test_after_the_meeting_what_was_written_comes_along(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap_all("yes")
    one.see(SEND)
    one.post(SEND, {"more_text": "et ord", "next_time": "fint", "manner": "age:6-9"})
    page = one.see(SEND)
    assert BODY[YOUNGER] in page.text and typed(page)["more_text"] == "et ord"
    assert Ticked("next_time", "fint") in ticked(page)


def test_after_the_meeting_the_younger_have_no_choice(scene: Scene) -> None:
    one = arrive_after(scene, age_group=YOUNGER)
    assert buttons(one.see("/svar/2")) == []
    one.post("/svar/2", {"manner": "age:10-17"})
    assert BODY[YOUNGER] in one.see("/svar/2").text

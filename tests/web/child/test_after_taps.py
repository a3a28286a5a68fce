"""After the meeting, one question a page: every answer a button, nothing chosen beforehand."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.instruments.after import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup, Phone
from tests.web.reading_pages import field_names, links_of, main_words, ticked, words_of
from tests.web.scene import Scene
from tests.web.walking import SEND, THANKS, Child, arrive_after

BUTTON = re.compile(r'<button class="button([^"]*)" name="(\w+)" value="(\w+)">')
YES, PARTLY, NO, UNSURE = ("yes", "partly", "no", "unsure")
SCALE = {AgeGroup.YOUNGER: [YES, NO, UNSURE], AgeGroup.OLDER: [YES, PARTLY, NO, UNSURE]}
ASKED = {
    AgeGroup.YOUNGER: [
        "Var du med til mødet?", "Lyttede de voksne til dig?", "Fik du sagt det, du ville?",
        "Var du tryg på mødet?", "Ved du, hvad der skal ske nu?",
    ],
    AgeGroup.OLDER: [
        "Var du med til mødet?", "Lyttede de voksne til dig på mødet?",
        "Fik du sagt det, du gerne ville?", "Var du tryg på mødet?",
        "Tror du, din mening tæller?", "Ved du, hvad der skal ske nu?",
    ],
}  # fmt: skip


def buttons(page: TestResponse) -> list[tuple[str, str, str]]:
    """Every answer on a page: (look, name, value)."""
    return [(look.strip(), name, value) for look, name, value in BUTTON.findall(page.text)]


def chosen(page: TestResponse) -> list[str]:
    return [value for look, _, value in buttons(page) if look == "chosen"]


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_each_question_stands_alone_with_an_answer_a_button(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive_after(scene, age_group=age_group)
    for screen in INSTRUMENTS[age_group].screens:
        page, number = one.see(f"/svar/{screen.number}"), screen.number
        assert ASKED[age_group][number - 1] in page.text
        scale = [YES, NO] if number == 1 else SCALE[age_group]
        [code] = screen.codes
        assert buttons(page) == [("", code, value) for value in [*scale, "skip"]]
        assert field_names(page) == {"csrf_token"} and not ticked(page)
        assert " af " not in words_of(page), "no count of how far"
        assert ('class="link back"' in page.text) == (number > 1)
        assert number == 1 or f'href="/svar/{number - 1}"' in page.text
        assert {"/hjaelp", "/hvem-laeser"} <= set(links_of(page)) and 'id="hide"' in page.text


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_there_is_no_question_more(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive_after(scene, age_group=age_group)
    beyond = len(ASKED[age_group]) + 1
    for number in (0, beyond, 99):
        assert one.see(f"/svar/{number}").status_code == 404
        assert one.post(f"/svar/{number}", {"heard": "yes"}).status_code == 404


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_one_press_a_question_leads_to_the_page_that_sends(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive_after(scene, age_group=age_group)
    assert "Send" in main_words(one.tap_all("unsure", age_group))


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_everything_can_be_skipped(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive_after(scene, age_group=age_group)
    for screen in INSTRUMENTS[age_group].screens:
        gone_on = one.tap(screen.number, "skip", age_group)
    assert gone_on.headers["Location"] == SEND
    assert "Vi har fået dit svar" in words_of(one.send_after())


def test_a_child_that_was_not_there_is_asked_nothing_more(scene: Scene) -> None:
    one = arrive_after(scene)
    assert one.tap(1, NO).headers["Location"] == SEND
    page = one.see(SEND)
    words = main_words(page)
    assert "Det er helt i orden Så spørger vi ikke om mere om mødet." in words
    assert "næste gang" not in words and "next_time" not in page.text
    assert field_names(page) == {"csrf_token", "draft", "more_text", "more_drawing", "talk_to"}
    assert '<a class="link back" href="/svar/1"' in page.text
    one.send_after({"more_text": "jeg var syg", "talk_to": "caseworker"})
    query = "SELECT phase, talk_to FROM submissions WHERE meeting_id = :m"
    assert scene.rows(query, m=one.link.meeting_id) == [("after", "caseworker")]


def test_a_child_that_was_there_after_all_goes_on(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap(1, NO)
    assert one.tap(1, YES).headers["Location"] == "/svar/2"
    assert "next_time" in one.see(SEND).text


def test_back_shows_the_answer_that_was_given_in_words_too(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap(2, PARTLY)
    page = one.see("/svar/2")
    assert chosen(page) == [PARTLY]
    assert "Lidt Det trykkede du" in main_words(page)
    one.tap(2, NO)
    assert chosen(one.see("/svar/2")) == [NO]
    one.tap(2, "skip")
    assert "Spring over Det trykkede du" in main_words(one.see("/svar/2"))


def test_after_a_pause_the_answer_is_masked_and_can_be_replaced_or_deleted(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap(2, PARTLY)
    scene.clock.now += timedelta(minutes=31)
    page = one.see("/svar/2")
    assert chosen(page) == [] and "Du har svaret." in words_of(page)
    assert one.post("/svar/2", {"go": "erase"}).headers["Location"] == "/svar/2"
    page = one.see("/svar/2")
    assert "Du har svaret." not in words_of(page) and chosen(page) == []
    one.tap(2, NO)
    assert chosen(one.see("/svar/2")) == [NO]


def test_a_masked_no_to_having_been_there_is_not_given_away(scene: Scene) -> None:
    there, absent = arrive_after(scene), arrive_after(scene)
    there.tap(1, YES)
    absent.tap(1, NO)
    assert main_words(there.see(SEND)) != main_words(absent.see(SEND)), "the control"
    scene.clock.now += timedelta(minutes=31)
    for address in ("/svar/1", "/svar/2", SEND):
        assert main_words(there.see(address)) == main_words(absent.see(address))


def test_an_answer_from_outside_is_masked_until_it_is_gone_on(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap(2, PARTLY)
    outside = one.see("/svar/2", headers={"Sec-Fetch-Site": "none"})
    assert "Vil du fortsætte?" in words_of(outside) and "Lyttede" not in outside.text
    assert one.post("/videre").headers["Location"] == "/svar/1"
    page = one.see("/svar/2")
    assert chosen(page) == [] and "Du har svaret." in words_of(page)


@pytest.mark.parametrize("value", ["", "zzz", "YES", "yes\0", "æ", "skip skip", "part"])
def test_an_answer_nobody_offered_is_not_taken(scene: Scene, value: str) -> None:
    one = arrive_after(scene)
    page = one.tap(2, value)
    if value:
        assert page.status_code == 422
        assert "Vælg et af svarene på siden." in main_words(page)
    assert chosen(one.see("/svar/2")) == []


def test_a_press_that_brings_no_answer_changes_nothing(scene: Scene) -> None:
    one = arrive_after(scene)
    for fields in ({}, {"go": "next"}, {"go": "skip"}):
        assert one.post("/svar/2", fields).headers["Location"] == "/svar/2"
    assert scene.count("drafts") == 0


@pytest.mark.parametrize("phone", [Phone.CHILD, Phone.SHARED])
def test_the_reply_is_one_press_away_where_the_phone_is_the_childs(
    scene: Scene, phone: Phone
) -> None:
    link = scene.answered(phone=phone)
    if phone is Phone.CHILD:
        scene.reply(link, "Vi ses")
    one = arrive_after(scene, link)
    assert ("/svar/brev" in links_of(one.see("/svar/1"))) == (phone is Phone.CHILD)
    assert "/svar/brev" not in links_of(one.see("/svar/2"))


def test_skjul_takes_the_taps_away(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap_all(NO)
    one.post("/skjul")
    assert scene.count("drafts") == 0
    assert "Her er ikke noget nu" in words_of(one.see("/svar/2"))
    one.come_in()
    assert chosen(one.see("/svar/2")) == []


def test_another_browser_sees_no_tap(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap_all(NO)
    other = Child(scene.app, one.link).come_in()
    pages = [other.see(f"/svar/{number}") for number in range(1, 7)]
    assert [chosen(page) for page in pages] == [[]] * 6
    assert not [page for page in pages if "Du har svaret" in page.text]


def test_help_leads_back_to_the_question_one_came_from(scene: Scene) -> None:
    one = arrive_after(scene)
    for place in ("4", "send"):
        assert f'href="/svar/{place}"' in one.see(f"/hjaelp?fra={place}").text
        assert f"/hjaelp?fra={place}" in one.see(f"/svar/{place}").text


def test_after_sending_every_way_back_is_the_receipt(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap_all(NO)
    one.send_after()
    for address in ("/svar/1", "/svar/3", SEND):
        assert one.see(address).headers["Location"] == THANKS
    assert one.post("/svar/3", {"voice": "yes"}).headers["Location"] == THANKS

"""An adult helps the child: private questions are the child's alone (S-15)."""

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.instruments.helping import HELPERS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.child.wording import WORDING
from tests.web.reading_pages import field_names, links_of, main_words, ticked, typed, words_of
from tests.web.scene import ANSWERS, Scene
from tests.web.walking import CHECK, Child, arrive

PRIVATE = (4, 6, 7)
CARD, HELPER = "/hjaelper/kort", "/hjaelper"
CLOSED = "Nu kommer et privat spørgsmål Giv telefonen til barnet, og kig væk."
EITHER = pytest.mark.parametrize("age_group", list(AgeGroup))


def helped(scene: Scene, by: str = "teacher", **changes: object) -> Child:
    one = arrive(scene, **changes)
    assert choose(one, by).status_code == 303
    return one


def choose(one: Child, by: str) -> TestResponse:
    one.see(HELPER)
    return one.post(f"{HELPER}?fra=1", {"helped_by": by})


def answer(one: Child, number: int, age_group: AgeGroup) -> TestResponse:
    """Answer one page as the child that holds the phone alone."""
    screen = INSTRUMENTS[age_group].screen(number)
    assert screen is not None
    said = ANSWERS[age_group]()
    one.see(f"/svar/{number}?klar=1")
    return one.post(f"/svar/{number}", {code: said[code] for code in screen.codes if code in said})


def questions_of(number: int, age_group: AgeGroup) -> list[str]:
    screen = INSTRUMENTS[age_group].screen(number)
    assert screen is not None
    asked = WORDING[age_group].asked
    return [asked[code].text for code in screen.codes if code in asked]


@EITHER
def test_the_first_page_leads_to_who_helps(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    assert "En voksen hjælper mig" in main_words(one.see("/svar/1"))
    assert HELPER in links_of(one.see("/svar/1"))
    page = one.see(HELPER)
    assert "Hvem hjælper dig?" in main_words(page)
    assert page.text.count('name="helped_by"') == len(HELPERS)


@EITHER
def test_the_adult_reads_its_card_with_the_duty_to_report(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive(scene, age_group=age_group)
    assert choose(one, "teacher").headers["Location"] == f"{CARD}?fra=1"
    page = main_words(one.see(f"{CARD}?fra=1"))
    for line in (
        "Læs højt, hvad der står. Peg, og vent.",
        "Skriv barnets egne ord. Skriv ikke dine.",
        "Lyt. Spørg ikke ud. Husk din underretningspligt.",
        "Så skal du sige det til kommunen.",
        "Vi er klar",
        "Prøv først",
    ):
        assert line in page
    assert {"/svar/1", "/oev/1"} <= set(links_of(one.see(f"{CARD}?fra=1")))


def test_there_is_no_card_where_nobody_helps(scene: Scene) -> None:
    one = arrive(scene)
    assert one.see(CARD).headers["Location"] == "/svar/1"
    assert choose(one, "alone").headers["Location"] == "/svar/1"
    assert one.see(CARD).headers["Location"] == "/svar/1"


def test_only_a_known_helper_is_taken(scene: Scene) -> None:
    one = arrive(scene)
    one.see(HELPER)
    for fields in ({"helped_by": "onkel"}, {}):
        assert one.post(HELPER, fields).status_code == 422
        assert scene.count("drafts") == 0
    choose(one, "family")
    assert scene.count("drafts") == 1, "the control"


@EITHER
@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_question_is_not_in_the_page_before_the_childs_tap(
    scene: Scene, number: int, age_group: AgeGroup
) -> None:
    one = helped(scene, age_group=age_group)
    card = one.see(f"/svar/{number}")
    assert CLOSED in main_words(card)
    open_page = one.see(f"/svar/{number}?klar=1")
    for text in questions_of(number, age_group):
        shown = text.partition("%")[0]
        assert shown not in words_of(card)
        assert shown in words_of(open_page), "the control"
    assert field_names(card) == {"csrf_token", "klar"}
    assert not ticked(card) and not typed(card)


@EITHER
def test_a_child_alone_meets_no_card(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    for number in PRIVATE:
        assert CLOSED not in main_words(one.see(f"/svar/{number}"))
    choose(one, "home")
    assert CLOSED in main_words(one.see("/svar/4")), "the control"
    choose(one, "alone")
    assert CLOSED not in main_words(one.see("/svar/4"))


def test_from_one_private_page_to_the_next_the_child_keeps_the_phone(scene: Scene) -> None:
    one = helped(scene)
    back = "Giv telefonen tilbage bagefter."
    assert answer(one, 4, AgeGroup.OLDER).headers["Location"] == "/svar/5"
    assert answer(one, 6, AgeGroup.OLDER).headers["Location"] == "/svar/7?klar=1"
    assert answer(one, 7, AgeGroup.OLDER).headers["Location"] == CHECK
    said = {number: main_words(one.see(f"/svar/{number}?klar=1")) for number in range(2, 8)}
    assert [number for number, page in said.items() if back in page] == [4, 7]


@EITHER
def test_going_back_shows_no_private_answer(scene: Scene, age_group: AgeGroup) -> None:
    """Whoever has got the phone back may press Back; what was ticked can still be replaced."""
    one = helped(scene, age_group=age_group)
    for number in (3, *PRIVATE):
        answer(one, number, age_group)
    assert ticked(one.see("/svar/3")), "the control: what is not private is shown"
    for number in PRIVATE:
        page = one.see(f"/svar/{number}?klar=1")
        assert not ticked(page) and not any(typed(page).values())
        assert "Du har svaret." in words_of(page)
        one.post(f"/svar/{number}", {"go": "next"})
    one.see(CHECK)
    one.send()
    parts = scene.read(one.link).answers[0].parts
    said = ANSWERS[age_group]()
    assert parts.guarded["not_for_parents"] == said["not_for_parents"]
    assert parts.open["needs"] == said["needs"]


@EITHER
def test_the_check_page_masks_private_answers(scene: Scene, age_group: AgeGroup) -> None:
    """To see or change one, the child goes through its card; there is no other way to it."""
    one = arrive(scene, age_group=age_group)
    answer(one, 4, age_group)
    assert "Du har svaret." not in main_words(one.see(CHECK)), "the control: alone it is shown"
    choose(one, "other")
    answer(one, 6, age_group)
    for address in (CHECK, f"{CHECK}?vis=6"):
        page = one.see(address)
        assert main_words(page).count("Du har svaret.") == 2
        assert "ause" not in main_words(page) and "Vis</a>" not in page.text
        assert "/svar/6?ret=1" in page.text
    assert CLOSED in main_words(one.see("/svar/6?ret=1"))


def test_a_refused_private_page_keeps_what_was_typed(scene: Scene) -> None:
    one = helped(scene)
    one.see("/svar/7?klar=1")
    page = one.post("/svar/7", {"not_for_parents": "x" * 501})
    assert page.status_code == 422
    assert typed(page)["not_for_parents"] == "x" * 501
    assert "Giv telefonen tilbage bagefter." in main_words(page)


def test_a_private_page_to_correct_leads_back_to_the_check_page(scene: Scene) -> None:
    one = helped(scene)
    card = one.see("/svar/4?ret=1")
    assert {"ret", "klar"} <= field_names(card)
    page = one.see("/svar/4?ret=1&klar=1")
    assert "then" in field_names(page)
    gone_on = one.post("/svar/6", {"then": "tjek", "needs": ["pause"]})
    assert gone_on.headers["Location"] == CHECK


def test_the_child_may_rather_wait(scene: Scene) -> None:
    """Nothing is sent, the draft stays, and what was answered is masked from then on."""
    one = helped(scene)
    answer(one, 3, AgeGroup.OLDER)
    one.see("/svar/4")
    assert one.post("/hjaelper/vent?fra=4").headers["Location"] == "/hjaelper/vent?fra=4"
    page = one.see("/hjaelper/vent?fra=4")
    assert "Der er ikke sendt noget." in main_words(page)
    assert scene.read(one.link).answers == ()
    assert not ticked(one.see("/svar/3"))
    assert "Du har svaret." in words_of(one.see("/svar/3"))
    assert CLOSED in main_words(one.see("/svar/4"))

"""Coming back to an unsent answer: it can be replaced, erased and sent, and is never displayed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.web.reading_pages import Ticked, main_words, ticked, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, Child, arrive

TYPED = "hemmelighed-17"
SAID = {"topics": ("skole",), "topics_text": TYPED, "place": "gaatur", "person-far": "no"}


def a_new_start(scene: Scene, one: Child) -> None:
    one.come_in()


def half_an_hour(scene: Scene, one: Child) -> None:
    scene.clock.now += timedelta(minutes=30)


def from_outside(scene: Scene, one: Child) -> None:
    page = one.see("/svar/3", headers={"Sec-Fetch-Site": "none"})
    assert "Vil du fortsætte?" in words_of(page)
    assert TYPED not in page.text
    assert one.post("/videre").headers["Location"] == "/svar/1"


RETURNS = (a_new_start, half_an_hour, from_outside)


@pytest.fixture(params=RETURNS)
def back(request: pytest.FixtureRequest, scene: Scene) -> Child:
    """A child that answered two screens, and came back in one of three ways."""
    one = arrive(scene)
    one.fill(3, SAID)
    one.fill(5, SAID)
    come_back: Callable[[Scene, Child], None] = request.param
    come_back(scene, one)
    return one


def test_the_pages_say_that_it_was_answered_and_never_what(back: Child) -> None:
    for number in range(1, 8):
        page = back.see(f"/svar/{number}")
        assert TYPED not in page.text
        assert not ticked(page)
        assert ("Du har svaret." in words_of(page)) == (number in {3, 5})
    check = back.see(CHECK)
    assert main_words(check).count("Du har svaret.") == 2
    for said in (TYPED, "Skolen", "På en gåtur"):
        assert said not in words_of(check)


def test_it_can_be_sent_as_it_is(scene: Scene, back: Child) -> None:
    back.see(CHECK)
    back.send()
    [answer] = scene.read(back.link).answers
    assert answer.parts.open["topics_text"] == TYPED
    assert answer.parts.open["place"] == "gaatur"


def test_it_can_be_replaced(scene: Scene, back: Child) -> None:
    back.fill(3, {"topics_text": "noget nyt"})
    page = back.see("/svar/3")
    assert typed(page)["topics_text"] == "noget nyt"
    assert TYPED not in page.text
    back.see(CHECK)
    back.send()
    parts = scene.read(back.link).answers[0].parts
    assert parts.open["topics_text"] == "noget nyt"
    assert parts.open["place"] == "gaatur"


def test_it_can_be_erased(scene: Scene, back: Child) -> None:
    back.fill(3, {}, go="erase")
    assert "Du har svaret." not in words_of(back.see("/svar/3"))
    assert "Du har svaret." in words_of(back.see("/svar/5"))
    back.see(CHECK)
    back.send()
    parts = scene.read(back.link).answers[0].parts
    assert "topics_text" not in parts.open and "topics" not in parts.open
    assert parts.open["place"] == "gaatur"


@pytest.mark.parametrize("button", ["next", "skip"])
def test_passing_by_leaves_it_as_it_was(scene: Scene, back: Child, button: str) -> None:
    """An empty field that hid an answer does not mean: take it away."""
    back.fill(3, {}, go=button)
    assert "Du har svaret." in words_of(back.see("/svar/3"))
    back.see(CHECK)
    back.send()
    assert scene.read(back.link).answers[0].parts.open["topics_text"] == TYPED


def test_what_is_new_is_shown_beside_what_is_masked(back: Child) -> None:
    back.fill(6, {"needs": ("pause",)})
    assert ticked(back.see("/svar/6")) == {Ticked("needs", "pause")}
    assert TYPED not in back.see("/svar/3").text
    assert "Pause, når jeg siger til" in words_of(back.see(CHECK))


def test_erasing_is_a_small_button_of_a_form_of_its_own(back: Child) -> None:
    page = back.see("/svar/3").text
    assert (
        '<button class="small" form="erase" name="go" value="erase:topics">Slet svaret</button>'
        in page
    )
    assert '<form id="erase" action="/svar/3" method="post"' in page


def test_while_the_child_is_there_its_answer_is_shown(scene: Scene) -> None:
    """The control: 29 minutes are not 30, and our own pages are not outside."""
    one = arrive(scene)
    one.fill(3, SAID)
    scene.clock.now += timedelta(minutes=29)
    page = one.see("/svar/3", headers={"Sec-Fetch-Site": "same-origin"})
    assert typed(page)["topics_text"] == TYPED


def test_from_outside_every_page_asks_first(scene: Scene) -> None:
    one = arrive(scene)
    one.walk({"topics_text": TYPED}, AgeGroup.OLDER)
    for address in ("/svar/1", "/svar/3", CHECK, "/svar/tak", "/svar/brev"):
        page = one.see(address, headers={"Sec-Fetch-Site": "none"})
        assert "Vil du fortsætte?" in words_of(page)
        assert "Mette" not in page.text


def test_after_three_days_the_draft_is_gone(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, SAID)
    scene.clock.now += timedelta(hours=72)
    assert one.see("/svar/3").status_code == 403
    one.come_in()
    assert "Du har svaret." not in words_of(one.see("/svar/3"))


def test_just_before_three_days_it_can_still_be_sent(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, SAID)
    scene.clock.now += timedelta(hours=71)
    one.see(CHECK)
    one.send()
    assert scene.read(one.link).answers[0].parts.open["topics_text"] == TYPED


def test_another_browser_is_not_even_told_that_there_is_a_draft(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, SAID)
    other = Child(scene.app, one.link).come_in()
    assert "Du har svaret." not in words_of(other.see("/svar/3"))


def test_two_children_on_one_phone_never_meet(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, SAID)
    sister = Child(scene.app, scene.link())
    sister.pages = one.pages
    sister.come_in()
    assert "Du har svaret." not in words_of(sister.see("/svar/3"))
    one.come_in()
    page = one.see("/svar/3")
    assert "Du har svaret." in words_of(page)
    assert TYPED not in page.text


def test_the_button_beside_one_question_takes_nothing_from_the_others(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"topics": ("skole",), "topics_text": "min hund"})
    one.post("/videre")
    page = one.see("/svar/3").text
    assert 'value="erase:topics"' in page and 'value="erase:topics_text"' in page
    one.post("/svar/3", {"go": "erase:topics"})
    page = one.see("/svar/3").text
    assert 'value="erase:topics"' not in page and 'value="erase:topics_text"' in page


@pytest.mark.parametrize("page", ["/svar/3", CHECK])
def test_a_press_for_a_language_that_is_offered_no_more_does_nothing_else(
    scene: Scene, page: str
) -> None:
    one = arrive(scene)
    one.fill(3, {"topics": ("skole",)})
    one.see(page)
    before = scene.count("submissions")
    assert one.post(page, {"manner": "language:xx"}).headers["Location"] == page
    assert scene.count("submissions") == before

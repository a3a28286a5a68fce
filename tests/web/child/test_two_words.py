"""The two words: twelve colours and twelve things, five wrong picks, then the link is locked."""

import pytest

from boernestemme.domain.shared_words import COLOURS, THINGS
from tests.page_client import Page
from tests.web.reading_pages import Ticked, ticked, words_of
from tests.web.scene import Scene
from tests.web.walking import Child


def standing_at_the_words(scene: Scene) -> Child:
    one = Child(scene.app, scene.link())
    one.begin()
    return one


def offered(one: Child, name: str) -> list[str]:
    fields = Page(one.see("/ord").text).fields
    return [field["value"] for field in fields if field.get("name") == name]


def wrong_colour(one: Child) -> str:
    return next(colour for colour in COLOURS if colour != one.link.words.colour)


def test_twelve_colours_and_twelve_things_the_right_ones_among_them(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    assert offered(one, "first_word") == list(COLOURS)
    things = offered(one, "second_word")
    assert len(things) == 12
    assert one.link.words.thing in things
    assert not ticked(one.see("/ord"))


def test_the_things_stay_the_same_for_a_link(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    first = offered(one, "second_word")
    one.begin()
    assert offered(one, "second_word") == first
    other = Child(scene.app, one.link)
    other.begin()
    assert offered(other, "second_word") == first


def test_each_thing_has_its_picture_and_its_word(scene: Scene) -> None:
    page = standing_at_the_words(scene).see("/ord").text
    assert page.count("<svg") >= 12
    assert 'aria-hidden="true"' in page


def test_a_wrong_pick_says_how_many_are_left_and_takes_one(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    page = one.pick(wrong_colour(one), one.link.words.thing)
    assert "Det var ikke jeres to ord. Du kan prøve 4 gange til." in words_of(page)
    assert Page(page.text).title.startswith("Fejl: ")
    for _ in range(3):
        page = one.pick(wrong_colour(one), one.link.words.thing)
    assert "Du kan prøve 1 gang til." in words_of(page)


def test_a_wrong_pick_never_says_which_word_was_wrong(scene: Scene) -> None:
    pages = []
    for wrong_half in ("colour", "thing", "both"):
        one = standing_at_the_words(scene)
        things = offered(one, "second_word")
        thing = next(word for word in things if word != one.link.words.thing)
        colour = one.link.words.colour if wrong_half == "thing" else wrong_colour(one)
        pages.append(
            words_of(one.pick(colour, one.link.words.thing if wrong_half == "colour" else thing))
        )
    heads = {page.split("Vælg en farve")[0] for page in pages}
    assert len(heads) == 1


def test_one_word_missing_takes_no_try_and_keeps_the_other(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    page = one.post("/ord", {"first_word": "blå"})
    assert ticked(page) == {Ticked("first_word", "blå")}
    assert scene.rows(
        "SELECT wrong_picks FROM invitations WHERE id = :i", i=one.link.invitation_id
    ) == [(0,)]
    assert one.pick(one.link.words.colour, one.link.words.thing).status_code == 303


def test_one_word_missing_is_said(scene: Scene) -> None:
    page = standing_at_the_words(scene).post("/ord", {"first_word": "blå"})
    assert "vælg" in words_of(page).lower().split("hvad er jeres to ord?")[0]


def test_after_five_wrong_picks_even_the_right_words_fail(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    for _ in range(4):
        one.pick(wrong_colour(one), one.link.words.thing)
    control = Child(scene.app, one.link)
    control.begin()
    assert control.pick(one.link.words.colour, one.link.words.thing).status_code == 303
    one.see("/ord")
    assert "Du kan ikke svare her nu" in words_of(one.pick("rød", "intet"))
    assert one.pick(one.link.words.colour, one.link.words.thing).status_code == 404
    assert one.see(one.door).status_code == 404
    assert control.see("/svar/2").status_code == 404


def test_five_wrong_picks_are_a_task_for_the_case_worker(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    assert "lav nyt link" not in scene.staff().get("/raadgiver/").text
    for _ in range(5):
        one.pick(wrong_colour(one), one.link.words.thing)
    mette = scene.staff()
    assert "Tal med barnet, lav nyt link" in words_of(mette.get("/raadgiver/"))
    page = mette.get(f"/raadgiver/moeder/{one.link.meeting_id}")
    assert "Linket er låst" in words_of(page)


def test_tries_are_counted_over_all_browsers(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    for _ in range(5):
        guesser = Child(scene.app, one.link)
        guesser.begin()
        guesser.pick(wrong_colour(one), one.link.words.thing)
    assert one.pick(one.link.words.colour, one.link.words.thing).status_code == 404


def test_the_words_of_a_locked_link_are_not_asked_for_any_more(scene: Scene) -> None:
    one = standing_at_the_words(scene)
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE id = :i", i=one.link.invitation_id)
    assert one.see("/ord").status_code == 404


@pytest.mark.parametrize("picked", ["", "\x00", "x" * 5000, "blå sky", "<b>"])
def test_odd_picks_are_wrong_picks_and_no_more(scene: Scene, picked: str) -> None:
    one = standing_at_the_words(scene)
    page = one.post("/ord", {"first_word": picked, "second_word": THINGS[0]})
    assert page.status_code in {200, 422}
    assert not picked.strip("\x00") or picked not in page.text

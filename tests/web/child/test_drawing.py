"""Drawing on the child's side: kept, masked and sent like words, refused in plain words."""

from pathlib import Path

import pytest

from boernestemme.domain.drawing import MOST_POINTS, MOST_STROKES
from boernestemme.domain.meeting import AgeGroup
from tests.page_client import Page
from tests.raw_bytes import raw
from tests.web.reading_pages import main_words, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, SEND, Child, arrive, arrive_after

STROKES = "R0q7w0e3r0t1yB0a5u0c5i"
HOUSE = "K0000rskuGrs00"
TOO_MUCH = "K" + "0a0a" * (MOST_POINTS + 1)
BOTH = pytest.mark.parametrize("age_group", list(AgeGroup))


def strokes_on(one: Child, address: str = "/svar/3", name: str = "drawing") -> str:
    """What stands in the hidden field."""
    [field] = [one for one in Page(one.see(address).text).fields if one.get("name") == name]
    assert (field["type"], field["autocomplete"]) == ("hidden", "off")
    return field["value"]


@BOTH
def test_a_drawing_is_kept_and_is_there_again(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    assert strokes_on(one) == ""
    assert one.fill(3, {"drawing": STROKES}).headers["Location"] == "/svar/4"
    assert strokes_on(one) == STROKES
    assert one.fill(3, {"drawing": HOUSE}).status_code == 303
    assert strokes_on(one) == HOUSE


def test_a_drawing_that_was_wiped_out_is_gone(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"drawing": STROKES})
    one.fill(3, {"drawing": ""})
    assert strokes_on(one) == ""
    one.see(CHECK)
    one.send()
    assert "drawing" not in scene.read(one.link).answers[0].parts.open


@BOTH
def test_the_check_page_says_it_in_words(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    assert "tegnet" not in main_words(one.see(CHECK))
    one.fill(3, {"drawing": STROKES})
    check = one.see(CHECK)
    assert "Du har tegnet noget." in main_words(check)
    assert STROKES not in check.text and "<canvas" not in check.text


def test_it_comes_back_masked_and_is_sent_all_the_same(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"drawing": STROKES})
    one.come_in()
    assert strokes_on(one) == ""
    page, check = one.see("/svar/3"), one.see(CHECK)
    assert "Du har svaret." in words_of(page) and STROKES not in page.text
    assert "Du har svaret." in words_of(check) and "tegnet" not in main_words(check)
    one.fill(3, {"drawing": ""})
    one.see(CHECK)
    one.send()
    assert scene.read(one.link).answers[0].parts.open == {"drawing": STROKES}


def test_a_masked_one_can_be_erased_and_drawn_anew(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"drawing": STROKES})
    one.come_in()
    one.fill(3, {}, go="erase")
    assert "Du har svaret." not in words_of(one.see("/svar/3"))
    one.fill(3, {"drawing": HOUSE})
    assert strokes_on(one) == HOUSE


@BOTH
@pytest.mark.parametrize(
    ("drawing", "message", "stays"),
    [
        ('K0a0a"><script>alert(1)</script>', "Tegningen kan ikke gemmes. Tegn den igen.", False),
        ("Krt00", "Tegningen kan ikke gemmes. Tegn den igen.", False),
        (TOO_MUCH, "Der er tegnet for meget. Tryk på Fortryd.", True),
    ],
    ids=["markup", "outside", "too much"],
)
def test_what_cannot_be_kept_is_refused_with_the_text_still_there(
    scene: Scene, age_group: AgeGroup, drawing: str, message: str, stays: bool
) -> None:
    one = arrive(scene, age_group=age_group)
    said = {"drawing": drawing, "topics_text": "min hund", "topics": ("skole",)}
    page = one.fill(3, said)
    assert page.status_code == 422
    assert message in words_of(page) and 'href="#f-drawing"' in page.text
    assert typed(page)["topics_text"] == "min hund" and "alert(1)" not in page.text
    assert (f'value="{drawing}"' in page.text) is stays
    assert scene.count("drafts") == 0


def test_the_fullest_page_there_can_be_is_taken(scene: Scene) -> None:
    one = arrive(scene)
    points = MOST_POINTS - MOST_STROKES + 1
    largest = "K0a0a" * (MOST_STROKES - 1) + "B" + "rsku" * points
    said = {"drawing": largest, "topics_text": "🦊" * 2000, "not_in_front": "🦊" * 500}
    assert one.fill(3, said).status_code == 303
    one.see(CHECK)
    one.send()
    parts = scene.read(one.link).answers[0].parts
    assert parts.open["drawing"] == largest and parts.open["topics_text"] == "🦊" * 2000


@BOTH
def test_it_is_sent_after_the_meeting_too_and_never_from_before(
    scene: Scene, age_group: AgeGroup
) -> None:
    link = scene.link(age_group=age_group)
    Child(scene.app, link).come_in().fill(3, {"drawing": HOUSE})
    one = arrive_after(scene, link)
    one.tap_all("yes", age_group)
    assert strokes_on(one, SEND, "more_drawing") == ""
    refused = one.post(SEND, {"more_drawing": "K0", "more_text": "min hund"})
    assert refused.status_code == 422 and "Tegn den igen" in words_of(refused)
    assert typed(refused)["more_text"] == "min hund"
    one.send_after({"more_drawing": STROKES})
    [[phase, has_text]] = scene.rows(
        "SELECT phase, has_text FROM submissions WHERE invitation_id = :i", i=link.invitation_id
    )
    assert (phase, has_text) == ("after", True)


def test_no_stroke_can_be_read_where_it_is_stored(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"drawing": STROKES})
    files = list(Path(scene.app.instance_path).rglob("*.sqlite3*"))
    assert files and b"mette@test.example" in b"".join(raw(file) for file in files)
    for sends in (False, True):
        if sends:
            one.see(CHECK)
            one.send()
        assert not [file for file in files if STROKES.encode() in raw(file)]
    assert scene.read(one.link).answers[0].parts.open["drawing"] == STROKES, "the control"


def test_a_drawing_is_a_task_to_look_at(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"drawing": STROKES})
    one.see(CHECK)
    one.send()
    [answer] = scene.read(one.link).answers
    assert answer.has_text and not answer.is_text_read and answer.wishes == ()

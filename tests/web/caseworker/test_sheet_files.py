"""The three sheets as documents: tagged, whole, and saying the same as their pages."""

import re
from collections import Counter

import pytest

from boernestemme.domain.framing import Delivery
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from tests.factories import older_answers, younger_answers
from tests.web.caseworker.test_printed_sheets import CASES, NOT_FOR_THE_READER, sheet
from tests.web.reading_documents import Document
from tests.web.scene import Scene

TITLES = {"bord": "Vores møde", "egen": "Mødets ramme", "barn": "Det sagde du, det gør vi"}
KINDS = sorted(TITLES)
WORD = re.compile(r"\w+")
DRAWING = "K0a0a0b0b0c0cR0a0a"
FOOT = "Kun til dig. Læg det ikke på bordet."
NOT_SHOWN = "Tegnet � står for noget, der ikke kan vises på papir."
READ = "SELECT count(*) FROM access_log WHERE subject = :m AND action = 'answer_read'"


def address(link: MadeLink, kind: str) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/ramme.pdf?ark={kind}"


def document(scene: Scene, link: MadeLink, kind: str) -> Document:
    answer = scene.staff().get(address(link, kind))
    assert answer.status_code == 200
    return Document(answer.data)


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def drawn_and_replied(scene: Scene) -> MadeLink:
    link = scene.answered(said=older_answers(drawing=DRAWING))
    scene.reply(link, "Jeg ringer i dag.", Delivery.AT_MEETING)
    return link


def test_each_is_a_tagged_document_that_names_its_language_and_title(scene: Scene) -> None:
    link = drawn_and_replied(scene)
    for kind, title in TITLES.items():
        found = document(scene, link, kind)
        assert found.is_tagged and found.language == "da" and found.title == title
        assert "<pdfuaid:part>1</pdfuaid:part>" in found.about
        kinds = [tag.kind for tag in found.tags]
        assert kinds.count("H1") == 1 and "LI" in kinds
        assert found.root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_each_says_word_for_word_what_its_page_says(scene: Scene) -> None:
    waiting = scene.answered(said=older_answers(drawing=DRAWING))
    cases = [(link, kind) for link in (waiting, scene.link()) for kind in KINDS]
    replied = drawn_and_replied(scene)
    for link, kind in (*cases, (replied, "bord"), (replied, "barn")):
        found = document(scene, link, kind)
        page, paper = words(sheet(scene, link, kind)), words(found.text)
        foot = words(FOOT) if kind == "egen" else Counter()
        assert paper == page + foot, (paper - page, page - paper)
        assert found.pages == 1


@pytest.mark.parametrize(("age", "said", "guarded"), CASES, ids=["10-17", "6-9"])
def test_nothing_guarded_no_name_no_word_and_no_link_but_on_the_own_sheet(
    scene: Scene, age: AgeGroup, said: dict[str, object], guarded: tuple[str, ...]
) -> None:
    link = scene.answered(said=said, age_group=age)  # type: ignore[arg-type]  # an answer as it is
    never = ("Mette", str(link.words), link.token, link.meeting_id, "http")
    for kind in KINDS:
        text = " ".join(document(scene, link, kind).text.split())
        assert [one for one in never if one in text] == []
        there = {secret for secret in guarded if secret in text}
        allowed = set(guarded) - NOT_FOR_THE_READER if kind == "egen" else set()
        assert there == allowed, "the control is the own sheet"


def test_a_drawing_is_there_with_words_for_who_cannot_see_it(scene: Scene) -> None:
    link = drawn_and_replied(scene)
    figures = [tag for tag in document(scene, link, "egen").tags if tag.kind == "Figure"]
    assert [one.alt for one in figures] == ["Barnets tegning"]
    without = scene.answered(said=younger_answers(), age_group=AgeGroup.YOUNGER)
    assert "Figure" not in {tag.kind for tag in document(scene, without, "egen").tags}


def test_many_wishes_and_long_texts_go_on_on_a_page_that_says_what_it_is(scene: Scene) -> None:
    long = ("Jeg vil tale om skolen, æøå. " * 80)[:1999] + "!"
    link = scene.answered(said=older_answers(topics_text=long))
    scene.reply(link, "Jeg ringer i dag, så vi to kan tale om det, før de andre kommer.")
    found = document(scene, link, "bord")
    assert found.pages > 1 and long in " ".join(found.text.split())
    for number, page in enumerate(found.reader.pages, 1):
        text = page.extract_text()
        assert f"Side {number} af {found.pages}" in text and "Vores møde" in text
        lines = [line for line in text.splitlines() if line.strip() and "Side " not in line]
        assert lines[-1] not in ("Dine ønsker", "Derfor mødes vi"), "a heading alone"


def test_a_run_of_letters_without_a_space_stays_on_the_paper(scene: Scene) -> None:
    link = scene.answered(said=older_answers(topics_text="w" * 600))
    runs = re.findall("ww+", document(scene, link, "bord").text)
    assert sum(map(len, runs)) == 600 and max(map(len, runs)) == 30


def test_words_are_never_markup_and_what_has_no_shape_is_told(scene: Scene) -> None:
    odd = '#import "x" $y$ *a* _b_ @c <d> `e` // f \\u{41} ]\n= g 😀 👍🏽'
    link = scene.answered(said=older_answers(topics_text=odd))
    shown = document(scene, link, "bord").text
    assert " ".join(odd.split()) in " ".join(shown.split()) and NOT_SHOWN not in shown
    strange = scene.answered(said=older_answers(topics_text="漢字 ab \ue000 \ufeff ไทย"))
    shown = document(scene, strange, "bord").text
    assert "�� ab � � ���" in shown and NOT_SHOWN in shown


def test_words_that_run_the_other_way_do_so_in_a_danish_document(scene: Scene) -> None:
    link = scene.answered(said=older_answers(topics_text="مدرسة"))
    scene.run("UPDATE submissions SET language = 'ar' WHERE meeting_id = :m", m=link.meeting_id)
    found = document(scene, link, "bord")
    assert "مدرسة" in found.text and found.language == "da" and NOT_SHOWN not in found.text


def test_it_is_a_reading_logged_as_one_and_kept_by_nobody_on_the_way(scene: Scene) -> None:
    link = scene.answered()
    for number, kind in enumerate(KINDS, 1):
        answer = scene.staff().get(address(link, kind))
        assert scene.rows(READ, m=link.meeting_id) == [(number,)]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == f'inline; filename="ark-{kind}.pdf"'


def test_only_a_reader_gets_one_and_a_cancelled_meeting_still_has_them(scene: Scene) -> None:
    link = scene.answered()
    for name in ("nadia", "jonas", "sofie"):
        assert scene.staff(name).get(address(link, "egen")).status_code == 404
    assert scene.staff().get(address(link, "vaeg")).status_code == 404
    scene.change(changing_links.cancel, link)
    assert document(scene, link, "bord").pages == 1


def test_the_page_of_each_sheet_leads_to_its_document(scene: Scene) -> None:
    link = scene.answered()
    for kind in KINDS:
        page = scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}/print?ark={kind}")
        assert f'href="{address(link, kind)}"' in page.text

"""The three sheets: for the table, for the case worker alone, and for the child."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.framing import Delivery
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.readability import measure
from boernestemme.services.making_links import MadeLink
from tests.factories import older_answers, younger_answers
from tests.page_client import Page
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

SHEET = re.compile(r"<article.*?</article>", re.DOTALL)
OPEN_TEXT = "Hvorfor spurgte I mig ikke først? æøå"
# Words of each thing that is guarded: a no to a person, alone-first, bisidder, not-in-front,
# not-for-parents, telling it in person, unsure about a person, only the case worker.
GUARDED_OLDER = (
    "Min far", "En bedsteforælder", "alene med", "bisidder med", "vil have en bisidder",
    "35 55 55 59", "det med ferien", "min faster", "sige noget om personerne",
)  # fmt: skip
GUARDED_YOUNGER = ("Kun min rådgiver", "Kun dig", "forældrene ikke må", "sige noget om personerne")
# How the child alone is spoken to.
NOT_FOR_THE_READER = {"Kun min rådgiver"}
OLDER = older_answers(**{"person-bedste": "unsure", "tell_in_person": "yes"})
YOUNGER = younger_answers()
CASES = [(AgeGroup.OLDER, OLDER, GUARDED_OLDER), (AgeGroup.YOUNGER, YOUNGER, GUARDED_YOUNGER)]


def sheet(scene: Scene, link: MadeLink, kind: str, name: str = "mette") -> str:
    """The text of what is printed."""
    page = scene.staff(name).get(f"/raadgiver/moeder/{link.meeting_id}/print?ark={kind}")
    assert page.status_code == 200
    return paper(page)


def paper(page: TestResponse) -> str:
    found = SHEET.search(page.text)
    assert found, page.text
    return main_words(Markup(f"<main>{found[0]}</main>"))  # type: ignore[arg-type]  # only its text is read


class Markup:
    """Markup in the shape of an answer."""

    def __init__(self, text: str) -> None:
        self.text = text


@pytest.mark.parametrize("is_replied", [True, False])
@pytest.mark.parametrize(("age", "said", "guarded"), CASES, ids=["10-17", "6-9"])
def test_nothing_guarded_stands_on_the_table_or_goes_home(
    scene: Scene, age: AgeGroup, said: Answers, guarded: tuple[str, ...], *, is_replied: bool
) -> None:
    link = scene.answered(said=said, age_group=age)
    if is_replied:
        scene.reply(link, "Vi taler om det.")
    for kind in ("bord", "barn"):
        text = sheet(scene, link, kind)
        assert [secret for secret in guarded if secret in text] == []
        assert "Skolen" in text, "the control: what is open is there"


@pytest.mark.parametrize(("age", "said", "guarded"), CASES, ids=["10-17", "6-9"])
def test_control_the_same_words_are_on_the_own_sheet(
    scene: Scene, age: AgeGroup, said: Answers, guarded: tuple[str, ...]
) -> None:
    own = sheet(scene, scene.answered(said=said, age_group=age), "egen")
    assert {secret for secret in guarded if secret not in own} == NOT_FOR_THE_READER & set(guarded)
    assert "Kun til dig. Læg det ikke på bordet." in own


def test_the_table_has_a_box_for_every_open_wish(scene: Scene) -> None:
    link = scene.answered()
    text = sheet(scene, link, "bord")
    wishes = [wish for wish in scene.read(link).wishes if not wish.is_guarded]
    assert text.count("Gjort på mødet") == len(wishes) == 9
    for said in ("Tale om: Skolen", "Have med: Min mor", "Mødes: På en gåtur", OPEN_TEXT):
        assert said in text
    for heading in ("Derfor mødes vi", "Det kan du forvente", "Det bestemmer jeg",
                    "Det har du ret til", "Det taler vi om", "Sådan taler vi sammen"):  # fmt: skip
        assert heading in text


def test_own_words_to_a_point_are_on_the_table_and_the_childs_are_not_twice(scene: Scene) -> None:
    link = scene.answered()
    here = f"/raadgiver/moeder/{link.meeting_id}"
    mette = scene.staff()
    mette.get(here)
    fields = {"point": "purpose", "version": "0", "shown": "", "text": "Vi skal tale om skolen."}
    mette.post_fields(f"{here}/ramme", fields)
    text = sheet(scene, link, "bord")
    assert "Vi skal tale om skolen." in text
    assert text.count("Hvad der skal ske nu") == 1


@pytest.mark.parametrize(
    ("age", "said", "label"),
    [(AgeGroup.OLDER, OLDER, "Min mor"), (AgeGroup.YOUNGER, YOUNGER, "Have med: Mor")],
)
def test_the_childs_sheet_says_what_was_said_and_what_comes_of_it(
    scene: Scene, age: AgeGroup, said: Answers, label: str
) -> None:
    link = scene.answered(said=said, age_group=age)
    before = sheet(scene, link, "barn")
    assert "Det sagde du, det gør vi" in before and label in before
    assert "Det taler vi om, når vi ses." in before
    scene.reply(link, "Jeg ringer i dag.", Delivery.AT_MEETING)
    after = sheet(scene, link, "barn")
    assert "Nej, det kan vi ikke." in after and "Jeg ringer i dag." in after
    assert "Det taler vi om, når vi ses." not in after
    assert "Sig det til din rådgiver" in after and "116 111" in after


def test_the_childs_sheet_repeats_none_of_its_own_words(scene: Scene) -> None:
    text = sheet(scene, scene.answered(), "barn")
    assert "Emner, du skrev" in text and OPEN_TEXT not in text


@pytest.mark.parametrize("kind", ["bord", "egen", "barn"])
def test_no_name_and_no_shared_word_is_printed(scene: Scene, kind: str) -> None:
    link = scene.answered()
    text = sheet(scene, link, kind)
    assert "Mette" not in text and str(link.words) not in text
    assert str(link.words) in words_of(
        scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}/print")
    ), "the control: on the screen it stands"


@pytest.mark.parametrize(("age", "hardest"), [(AgeGroup.OLDER, 25), (AgeGroup.YOUNGER, 15)])
@pytest.mark.parametrize("kind", ["bord", "barn"])
def test_what_a_child_reads_is_easy(scene: Scene, kind: str, age: AgeGroup, hardest: int) -> None:
    link = scene.answered(said={"knows_purpose": "no"}, age_group=age)
    page = scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}/print?ark={kind}")
    sentences = re.findall(r"<p[^>]*>([^<]+)</p>", SHEET.findall(page.text)[0])[1:]
    assert measure(sentences).lix <= hardest, sentences


def test_a_colleague_who_reads_is_not_taken_for_the_case_worker(scene: Scene) -> None:
    link = scene.answered()
    scene.clock.now += timedelta(days=2)
    own = sheet(scene, link, "egen", "jonas")
    assert "Kun til barnets rådgiver. Læg det ikke på bordet." in own
    assert "Kun til dig" not in own and "med dig" not in own


def test_a_sheet_is_logged_as_a_reading_and_changes_nothing_else(scene: Scene) -> None:
    link = scene.answered()
    query = "SELECT count(*) FROM access_log WHERE subject = :m AND action = 'answer_read'"
    for number, kind in enumerate(("bord", "egen", "barn"), start=1):
        sheet(scene, link, kind)
        assert scene.rows(query, m=link.meeting_id) == [(number,)]


def test_only_a_reader_gets_a_sheet_and_only_one_there_is(scene: Scene) -> None:
    link = scene.answered()
    here = f"/raadgiver/moeder/{link.meeting_id}/print"
    for name in ("nadia", "jonas", "sofie"):
        assert scene.staff(name).get(f"{here}?ark=egen").status_code == 404
    assert scene.staff().get(f"{here}?ark=væg").status_code == 404


@pytest.mark.parametrize("kind", ["bord", "egen", "barn"])
def test_a_sheet_without_an_answer_is_still_a_sheet(scene: Scene, kind: str) -> None:
    text = sheet(scene, scene.link(), kind)
    assert len(text.split()) > 20


def test_without_script_the_page_says_how_to_print(scene: Scene) -> None:
    page = scene.staff().get(f"/raadgiver/moeder/{scene.answered().meeting_id}/print?ark=bord")
    noscript = page.text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "Print med browserens egen menu." in noscript
    assert "data-print hidden" in page.text and Page(page.text).title.startswith("Arket til bordet")

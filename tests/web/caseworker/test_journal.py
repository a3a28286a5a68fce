"""The text for the case system: the open part alone, with what comes of it, one click away."""

import html
import re
from datetime import timedelta

import pytest

from boernestemme.domain.framing import Delivery
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING, older_answers, younger_answers
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

STROKES = "K0a0aR0a0a"
DRAWN = "[Barnet har tegnet en tegning]"
GUARDED_LINE = (
    "Barnet har også givet svar, der er beskyttet. De står på siden i Børnestemme og ikke her."
)
OLDER = older_answers(
    not_in_front="kanarievagt", not_for_parents="kanariehemmelighed", tell_in_person="yes"
)
# What only the reader's screen shows of them.
GUARDED_OLDER = (
    "kanarievagt", "kanariehemmelighed", "Min far", "alene med", "bisidder med",
    "om personerne til dig",
)  # fmt: skip
GUARDED_YOUNGER = ("Kun dig", "forældrene ikke må se", "om personerne til dig")
CASES = [
    (AgeGroup.OLDER, OLDER, GUARDED_OLDER),
    (AgeGroup.YOUNGER, younger_answers(), GUARDED_YOUNGER),
]
BOX = re.compile(r'<textarea id="f-journal"[^>]*readonly[^>]*>\n(.*?)</textarea>', re.DOTALL)


def here(link: MadeLink, what: str = "") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}{what}"


def journal(scene: Scene, link: MadeLink, name: str = "mette") -> str:
    """The file, as it comes."""
    answer = scene.staff(name).get(here(link, "/journal.txt"))
    assert answer.status_code == 200
    return answer.text


def lines_of(scene: Scene, link: MadeLink) -> list[str]:
    return journal(scene, link).splitlines()


def test_it_is_plain_text_that_no_one_keeps(scene: Scene) -> None:
    answer = scene.staff().get(here(scene.answered(), "/journal.txt"))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "<" not in answer.text and "&" not in answer.text


@pytest.mark.parametrize(
    ("age", "said", "words"),
    [
        (AgeGroup.OLDER, OLDER, "Hvorfor spurgte I mig ikke først? æøå"),
        (AgeGroup.YOUNGER, younger_answers(), "min kanin er syg"),
    ],
)
def test_it_says_what_it_is_and_what_the_child_openly_said(
    scene: Scene, age: AgeGroup, said: Answers, words: str
) -> None:
    lines = lines_of(scene, scene.answered(said=said, age_group=age))
    assert lines[:4] == [
        "Mødets ramme: barnets ønsker før mødet",
        "Møde den 18. marts 2027 kl. 12.00",
        "Hentet fra Børnestemme den 9. marts 2027 kl. 10.00",
        "Teksten er barnets ønsker før mødet. Den er ikke en undersøgelse af barnet.",
    ]
    assert "Svar modtaget den 9. marts 2027" in lines
    assert "Barnet svarede alene. Ingen hjælper er oplyst." in lines
    age_label = "6–9 år" if age is AgeGroup.YOUNGER else "10–17 år"
    assert f"Barnet svarede på spørgsmålene for {age_label}." in lines
    assert f"»{words}«" in lines and "– Skolen" in lines and DRAWN not in lines


@pytest.mark.parametrize(("age", "said", "guarded"), CASES)
@pytest.mark.parametrize("is_replied", [False, True])
def test_nothing_guarded_is_in_it_but_that_there_is_more(
    scene: Scene, age: AgeGroup, said: Answers, guarded: tuple[str, ...], *, is_replied: bool
) -> None:
    link = scene.answered(said=said, age_group=age)
    if is_replied:
        scene.reply(link, "Vi taler om det.")
    text = journal(scene, link)
    assert [secret for secret in guarded if secret in text] == []
    assert text.count(GUARDED_LINE) == 1
    shown = words_of(scene.staff().get(here(link)))
    assert [secret for secret in guarded if secret not in shown] == [], "the control"


def test_where_nothing_is_guarded_it_does_not_say_so(scene: Scene) -> None:
    assert GUARDED_LINE not in journal(scene, scene.answered(said={"topics": ("skole",)}))


def test_the_box_on_the_page_holds_the_same_text_and_one_button(scene: Scene) -> None:
    link = scene.answered(said=OLDER, case_number="S-2027/41")
    page = scene.staff().get(here(link)).text
    assert html.unescape(BOX.findall(page)[0]) == journal(scene, link)
    assert page.count('data-copy="f-journal"') == 1
    folded = page.partition("<details><summary>Tekst til journalen</summary>")[2]
    assert folded.lstrip().startswith('<textarea id="f-journal"')
    without = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert any(f'href="{here(link)}/journal.txt"' in one for one in without)


def test_no_link_no_shared_word_no_id_and_no_name_is_in_it(scene: Scene) -> None:
    link = scene.answered(said=OLDER, case_number="S-2027/41")
    scene.reply(link, "Vi taler om det.")
    scene.run("UPDATE invitations SET colour = 'turkis', thing = 'ubåd'")  # in no other word
    text = journal(scene, link)
    ids = [one for row in scene.rows("SELECT id, first_name, email FROM accounts") for one in row]
    secrets = [*map(str, ids), link.token, link.meeting_id, link.invitation_id, "http", "/b/"]
    secrets += ["turkis", "ubåd"]
    assert [one for one in secrets if one.casefold() in text.casefold()] == []
    assert "Sagsnummer: S-2027/41" in text, "it is for the case system"
    assert "turkis ubåd" in words_of(scene.staff().get(here(link))), "the control"


def test_each_open_wish_has_what_comes_of_it_and_why(scene: Scene) -> None:
    link = scene.answered(said=OLDER)
    assert "  Intet svar endnu." in lines_of(scene, link)
    assert "Barnet skal have svar senest den 12. marts 2027." in lines_of(scene, link)
    scene.reply(link, "Jeg ringer i dag.", Delivery.AT_MEETING)
    lines = lines_of(scene, link)
    said = "  Nej, det kan vi ikke. Andre bestemmer også. Vi taler om det på mødet."
    assert lines[lines.index("– Tale om: Skolen") + 1] == f"{said} Jeg ringer i dag."
    wishes = [wish for wish in scene.read(link).wishes if not wish.is_guarded]
    assert lines.count(f"{said} Jeg ringer i dag.") == len(wishes)
    assert "Svaret gives på mødet. Det blev valgt den 9. marts 2027." in lines
    assert "  Intet svar endnu." not in lines


def test_only_the_points_with_own_words_are_in_it(scene: Scene) -> None:
    link, mette = scene.answered(), scene.staff()
    heading = "Rammen for mødet, med rådgiverens egne ord"
    assert heading not in journal(scene, link)
    mette.get(here(link))
    fields = {"point": "purpose", "version": "0", "shown": "", "text": "Vi taler om skolen."}
    assert mette.post_fields(here(link, "/ramme"), fields).status_code == 303
    lines = lines_of(scene, link)
    assert lines[lines.index(heading) :][:4] == [heading, "Formål:", "Vi taler om skolen."]


def test_who_helped_the_language_and_a_drawing_are_told(scene: Scene) -> None:
    link = scene.answered(said={"helped_by": "teacher", "drawing": STROKES, "topics_text": "مدرسة"})
    scene.run("UPDATE submissions SET language = 'ar' WHERE meeting_id = :m", m=link.meeting_id)
    lines = lines_of(scene, link)
    assert "Barnet fik hjælp af: en lærer eller pædagog" in lines
    assert "Barnet svarede alene. Ingen hjælper er oplyst." not in lines
    assert "Barnets egne ord er skrevet på arabisk." in lines
    assert "»مدرسة«" in lines and lines.count(DRAWN) == 1
    assert STROKES not in "\n".join(lines)


def test_what_was_said_after_is_in_it_and_the_taps_are_not(scene: Scene) -> None:
    link = scene.answered()
    before = journal(scene, link)
    scene.clock.now = MEETING + timedelta(hours=2)
    taps = {"attended": "yes", "heard": "no"}
    scene.answer_after(link, taps, {"more_text": "kanarieefter", "talk_to": "other"})
    text = journal(scene, link)
    said = ["Svar modtaget den 18. marts 2027", "Barnet skriver:", "»kanarieefter«"]
    assert "\n".join(["Det sagde barnet efter mødet", *said]) in text
    assert "Det sagde barnet efter mødet" not in before
    assert "vil tale med" not in text and "anden end" not in text


def test_a_meeting_without_an_answer_or_a_cancelled_one_says_so(scene: Scene) -> None:
    link = scene.link()
    scene.change(changing_links.cancel, link)
    lines = lines_of(scene, link)
    assert {"Mødet er aflyst.", "Her er intet svar fra barnet før mødet."} <= set(lines)
    assert GUARDED_LINE not in lines


def test_it_is_logged_as_one_reading_and_the_page_still_is_one(scene: Scene) -> None:
    link = scene.answered()
    query = "SELECT count(*) FROM access_log WHERE subject = :m AND action = 'answer_read'"
    for number, what in enumerate(("/journal.txt", "", "/journal.txt"), start=1):
        scene.staff().get(here(link, what))
        assert scene.rows(query, m=link.meeting_id) == [(number,)]


def test_only_a_reader_gets_it_and_the_text_is_the_same_for_each(scene: Scene) -> None:
    link = scene.answered(said=OLDER)
    for name in ("nadia", "jonas", "sofie"):
        assert scene.staff(name).get(here(link, "/journal.txt")).status_code == 404
    scene.clock.now += timedelta(days=2)
    assert journal(scene, link, "jonas") == journal(scene, link)

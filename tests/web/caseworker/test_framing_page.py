"""Mødets ramme: the child's own words as they were written, and the guarded part apart."""

import html
import re
from datetime import timedelta

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING, older_answers, younger_answers
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

GUARDED = re.compile(r'<div class="guarded">.*?\n</div>\n<p class="soft skipped"', re.DOTALL)
WISHES = re.compile(r'<section class="replies".*?</section>', re.DOTALL)
PAPER = re.compile(r'<div class="paper">.*?</ul>\s*</div>', re.DOTALL)
OPEN = re.compile(r'<div class="card open">.*?<div class="guarded">', re.DOTALL)
OWN_WORDS = {
    "script": "<script>alert('x')</script>",
    "closing": "</blockquote></form><img src=x onerror=alert(1)>",
    "quotes": "\"citat\" 'enkelt' »dansk«",
    "arabic": "أريد أن أتحدث عن المدرسة",
    "ampersand": "Mig & min bror &lt;3 &amp;",
}


def page_of(scene: Scene, link: MadeLink, name: str = "mette") -> str:
    return scene.staff(name).get(f"/raadgiver/moeder/{link.meeting_id}").text


def part_of(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    assert found, pattern.pattern
    return found[0]


@pytest.mark.parametrize("text", OWN_WORDS.values(), ids=OWN_WORDS.keys())
def test_own_words_stand_as_written_and_never_run(scene: Scene, text: str) -> None:
    link = scene.answered(said=older_answers(topics_text=text, not_in_front=text))
    mette = scene.staff()
    response = mette.get(f"/raadgiver/moeder/{link.meeting_id}")
    assert " ".join(text.split()) in " ".join(words_with_markup(response.text))
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert '<blockquote dir="auto">' in response.text


def words_with_markup(page: str) -> list[str]:
    """Each quote with its escapes undone, and nothing else undone."""
    return [html.unescape(one) for one in re.findall(r'<blockquote dir="auto">(.*?)</blockq', page)]


def test_the_guarded_part_stands_apart(scene: Scene) -> None:
    page = page_of(scene, scene.answered())
    guarded, open_part = part_of(GUARDED, page), part_of(OPEN, page)
    assert "Kun til dig. Læg det ikke på bordet." in guarded
    for secret in ("det med ferien", "min faster", "Min far", "bisidder", "alene"):
        assert secret in guarded
        assert secret not in open_part
    for shown in ("Hvorfor spurgte I mig ikke først?", "Skolen", "Min mor", "På en gåtur"):
        assert shown in open_part
        assert shown not in guarded


def test_guarded_wishes_are_marked_and_not_on_paper(scene: Scene) -> None:
    page = page_of(scene, scene.answered())
    paper = part_of(PAPER, page)
    for secret in ("det med ferien", "min faster", "Min far", "bisidder", "alene"):
        assert secret not in paper
        assert secret in page
    assert "Tale om: Skolen" in paper, "the control"
    assert part_of(WISHES, page).count("Kun til dig:") == 5


def test_guarded_answers_stand_nowhere_else_on_the_page(scene: Scene) -> None:
    page = page_of(scene, scene.answered())
    rest = WISHES.sub("", GUARDED.sub("", page))
    for secret in ("det med ferien", "min faster", "Min far"):
        assert secret not in rest


def test_what_a_younger_child_taps_about_persons_is_guarded_where_it_must(scene: Scene) -> None:
    link = scene.answered(said=younger_answers(), age_group=AgeGroup.YOUNGER)
    page = page_of(scene, link)
    guarded = part_of(GUARDED, page)
    assert "Kun dig" in guarded
    assert "Mor" in part_of(OPEN, page)
    assert "Barnet siger det selv til dig" in guarded


def test_a_colleague_who_reads_is_not_taken_for_the_case_worker(scene: Scene) -> None:
    link = scene.answered(said=younger_answers(), age_group=AgeGroup.YOUNGER)
    scene.clock.now += timedelta(days=2)
    page = page_of(scene, link, "jonas")
    for text in ("Kun til barnets rådgiver.", "Kun barnets rådgiver", "selv til barnets rådgiver"):
        assert text in page
    for text in ("Kun til dig", "Kun dig", "selv til dig", "med dig"):
        assert text not in page


def test_the_page_begins_with_what_must_be_done(scene: Scene) -> None:
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{scene.answered().meeting_id}"))
    assert "Spørg barnet alene: Passer det her?" in page
    assert "Barnet ved ikke, hvad mødet handler om. Fortæl det først." in page
    assert page.index("Barnet ved ikke, hvad") < page.index("Barnet siger")
    assert page.index("Barnet siger") < page.index("Svar på ønsker")


@pytest.mark.parametrize("is_answered", [True, False])
def test_the_six_points_are_ready_before_and_after_the_answer(
    scene: Scene, is_answered: bool
) -> None:
    link = scene.answered() if is_answered else scene.link()
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    for heading in (
        "Formål", "Det kan barnet forvente", "At være myndighed",
        "Barnets rettigheder", "Dagsorden", "Sådan taler I sammen",
    ):  # fmt: skip
        assert heading in page
    assert ("Barnet har ikke svaret endnu" in page) is not is_answered


@pytest.mark.parametrize("is_over", [True, False])
def test_a_meeting_that_is_over_is_not_made_ready(scene: Scene, *, is_over: bool) -> None:
    link = scene.answered()
    scene.clock.now = MEETING + timedelta(minutes=60 if is_over else 59)
    page = page_of(scene, link)
    assert ("Gør klar til mødet" in page, "Print til mødet" in page) == (not is_over, not is_over)


def test_guarded_wishes_are_not_on_the_agenda(scene: Scene) -> None:
    page = page_of(scene, scene.answered())
    points = page[page.index('<section class="points"') :].split("</section>")[0]
    assert "Skolen" in points, "the control"
    for secret in ("ferien", "faster", "Min far"):
        assert secret not in points


def test_what_was_skipped_is_said(scene: Scene) -> None:
    link = scene.answered(said={"place": "skole"})
    assert "Sprunget over: om barnet ved, hvad mødet handler om, emner, personer" in words_of(
        scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}")
    )


def test_an_answer_of_nothing_but_skips_is_not_an_empty_page(scene: Scene) -> None:
    link = scene.answered(said={})
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    assert "Sprunget over:" in page
    assert "Barnet har ingen ønsker, der skal svares på." in page


def test_reading_is_logged_before_any_text_is_shown(scene: Scene) -> None:
    link = scene.answered()
    mette = scene.staff()
    query = "SELECT count(*) FROM access_log WHERE subject = :m AND action = 'answer_read'"
    assert scene.rows(query, m=link.meeting_id) == [(0,)]
    mette.get(f"/raadgiver/moeder/{link.meeting_id}")
    assert scene.rows(query, m=link.meeting_id) == [(1,)]
    scene.run("ALTER TABLE access_log RENAME TO away")
    page = mette.get(f"/raadgiver/moeder/{link.meeting_id}")
    scene.run("ALTER TABLE away RENAME TO access_log")
    assert page.status_code == 503
    assert "Hvorfor spurgte I mig ikke" not in page.text, "no log line, no text"


def test_an_envelope_that_was_changed_is_an_alarm_and_no_empty_answer(scene: Scene) -> None:
    link = scene.answered()
    scene.run(
        "UPDATE submissions SET open_texts = zeroblob(300) WHERE meeting_id = :m", m=link.meeting_id
    )
    page = scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}")
    assert page.status_code == 500
    assert "Svaret kan ikke vises." in words_of(page)


def test_two_answers_are_both_shown_and_marked(scene: Scene) -> None:
    first = scene.answered(said={"topics_text": "fra det første"})
    with scene.acting() as world:
        anew = changing_links.make_anew(world.setting(), first.meeting_id, world.links)
        world.answer(anew, {"topics_text": "fra det andet"})
    page = page_of(scene, first)
    assert "fra det første" in page and "fra det andet" in page
    assert "Der er svar fra to links. Spørg barnet, hvilket der passer." in page


def test_reading_text_takes_the_task_away_for_everybody(scene: Scene) -> None:
    link = scene.answered()
    here = f"/raadgiver/moeder/{link.meeting_id}"
    mette = scene.staff()
    assert "Ny tekst fra barnet: læs den i dag." in words_of(mette.get(here))
    assert "Ulæst tekst" in words_of(mette.get("/raadgiver/")), "opening is not reading"
    assert mette.post(f"{here}/laest").headers["Location"] == here
    assert "Ny tekst fra barnet" not in words_of(mette.get(here))
    assert "Ulæst tekst" not in words_of(mette.get("/raadgiver/"))
    scene.clock.now += timedelta(days=2)
    assert scene.staff("jonas").get(here).status_code == 404


def test_taps_alone_make_no_reading_task(scene: Scene) -> None:
    link = scene.answered(said={"topics": ("skole",)})
    assert "Ny tekst fra barnet" not in page_of(scene, link)
